/** What a person is told when something is refused. */
import { UsageError } from '../suites/usage-error.ts';

/** The words of the UsageError that `act` throws; any other error passes. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'not refused';
}

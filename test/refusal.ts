/** What a person is told when something is refused. */
import { nothingLeftText } from '../harness/commands/text/nothing-left-text.ts';
import { NothingLeft } from '../harness/nothing-left.ts';
import { UsageError } from '../suites/usage-error.ts';

/** The words of the UsageError that `act` throws; any other error passes. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof NothingLeft) return nothingLeftText(error);
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'not refused';
}

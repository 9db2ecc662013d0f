/** The day that ages are reckoned on. */
import { isOnCalendar } from '../../../reports/catalog/date.ts';
import { UsageError } from '../../errors.ts';

/** A day given with --as-of. UsageError for a text that is none. */
export function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isOnCalendar(text)) return text;
  throw new UsageError(`--as-of is '${text}'; give a day as 2026-03-31`);
}

/** Today in UTC, for what is asked outside any record or case. */
export function today(): string {
  return new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
}

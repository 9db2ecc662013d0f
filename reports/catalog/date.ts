/** Dates as people write them: a day, a month or a year. */
import * as z from 'zod';

/** Whether the calendar has it: an age reckoned from a day like 2026-13-45 is no number, and nothing would be stale. */
export function isOnCalendar(date: string): boolean {
  const first = `${date}-01-01`.slice(0, 'yyyy-mm-dd'.length);
  const time = Date.parse(first);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(first);
}

/** `year`: of the examples that a refusal gives. */
export function dateSchema(year: number) {
  const give = `give a date as ${year}, ${year}-03 or ${year}-03-17`;
  return z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, { error: give, abort: true })
    .refine(isOnCalendar, `is no day of the calendar; ${give}`);
}

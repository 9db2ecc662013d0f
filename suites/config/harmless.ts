/** Which of the fields that no rule has read may be passed over. */
import type { ConfigFields } from './fields.ts';
import { HARMLESS, PATTERNS } from './harmless-fields.ts';

/** Takes note of every harmless field that nothing has read. */
export function ignoreHarmless(fields: ConfigFields): void {
  for (const { fields: names, why } of HARMLESS) fields.ignore(names, why);
  for (const { field } of fields.unread()) {
    const row = PATTERNS.find(({ pattern }) => pattern.test(field));
    if (row !== undefined) fields.ignore(field, row.why);
  }
}

/** A field that is unset, off, empty or zero asks for nothing. */
export function asksForNothing(value: unknown): boolean {
  if (value === null || value === false || value === 0 || value === '') return true;
  return typeof value === 'object' && Object.values(value).length === 0;
}

/** Where two plain values differ by more than rounding. Pure. */
import { same } from '../physics/rule.ts';

/** `path`: `.order.changeMs`. */
export type Difference = { readonly path: string; readonly found: string; readonly expected: string };

/** The first difference of `found` from `expected`, field by field; null where there is none. */
export function firstDifference(found: unknown, expected: unknown, path = ''): Difference | null {
  if (isFields(found) && isFields(expected)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const difference = firstDifference(found[name], expected[name], `${path}.${name}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  const equal = typeof found === 'number' && typeof expected === 'number' ? same(found, expected) : found === expected;
  return equal ? null : { path, found: String(found), expected: String(expected) };
}

/** Of an array the fields are its places. */
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

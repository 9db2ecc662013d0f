/** What codes tell, as it is read: for tests of what people are told. */
import type { Fact } from '../reports/fact.ts';
import { absenceText } from '../reports/words/absence-text.ts';

/**
 * The same value with every fact as its sentence: one that stands by itself becomes the text, one that is part of something, such
 * as `{available: false, code, values}`, becomes its `reason`.
 */
export function spoken(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spoken);
  if (typeof value !== 'object' || value === null || value instanceof Map || value instanceof Set) return value;
  if (!isCoded(value)) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, spoken(part)]));
  const { code, values, because, ...rest } = value;
  const text = absenceText({ code, values, because });
  return Object.keys(rest).length === 0 ? text : { ...rest, reason: text };
}

function isCoded(value: object): value is Fact {
  return 'code' in value && typeof value.code === 'string' && 'values' in value && typeof value.values === 'object';
}

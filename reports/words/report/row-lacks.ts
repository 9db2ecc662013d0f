/** What the speed of a row lacks of an interval, in one clause each. */
import type { RowLack } from '../../spread/codes.ts';
import type { Lack } from '../../spread/verdict.ts';
import { filled, type Sentence } from '../sentence.ts';

const ROW_LACKS: Readonly<Record<RowLack, Sentence>> = {
  'few-rounds': values =>
    filled(
      `{what} has {rounds} round${values.rounds === 1 ? '' : 's'}, and an interval takes {needed}; run: {command}`,
      values,
    ),
  'short-step':
    'the step of {what} is projected, and its work takes {roofMs:time}; below {leastMs} ms kernel launches set the time, and published training speeds say nothing about those; run more tokens or a larger layer',
  'copied-rounds':
    'of the {rounds} rounds of {what} only {distinct} differ from each other: the rest are copies, or its clock is too coarse to tell',
  'no-spread': 'the rounds of {what} are equal to the last digit, which is no interval',
};

const BY_CODE: ReadonlyMap<string, Sentence> = new Map(Object.entries(ROW_LACKS));

/** Why there is no verdict, in one clause. A code of another part of the program is given with its values. */
export function lackText({ code, values }: Lack): string {
  const sentence = BY_CODE.get(code);
  if (sentence !== undefined) return filled(sentence, values);
  return `${code} (${Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;
}

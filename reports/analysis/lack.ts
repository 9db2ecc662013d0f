/** What a speed lacks to have an interval: found here, put into words where a report is printed. Pure. */
import { FEWEST_ROUNDS_FOR_CONFIDENCE, type Interval } from '../../results/statistics.ts';
import type { Lack } from './verdict.ts';

/** `few-rounds`: a range and no interval; `no-spread`: an interval of no width says that nothing was seen to vary. */
const SENTENCES: Readonly<Record<string, (values: Lack['values']) => string>> = {
  'few-rounds': ({ what, rounds, needed, command }) =>
    `${what} has ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, which give a range and no interval; run ${needed} or more: ${command}`,
  'no-spread': ({ what }) => `the rounds of ${what} are equal to the last digit, which is no interval`,
};

/** `what`: whose speed; `command`: runs it again, without its rounds. An interval that reaches zero is no speed, and not judged here. */
export function lacksOf({ kind, low, high, rounds }: Interval, what: string, command: string): Lack[] {
  if (kind === 'range') {
    const needed = FEWEST_ROUNDS_FOR_CONFIDENCE;
    return [{ code: 'few-rounds', values: { what, rounds, needed, command: `${command} --rounds ${needed}` } }];
  }
  return low < high ? [] : [{ code: 'no-spread', values: { what } }];
}

/** Why there is no verdict, in one clause. A code of another part of the program is given with its values. */
export function lackText({ code, values }: Lack): string {
  const sentence = SENTENCES[code];
  if (sentence !== undefined) return sentence(values);
  return `${code} (${Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;
}

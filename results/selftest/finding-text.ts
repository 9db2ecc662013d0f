/** The sentence of each finding of a self-test. `{name}` stands for a value, `{because}` for what it follows from. */
import { filled } from '../filled.ts';
import { noteText } from '../note-text.ts';
import type { Note } from '../schema/note.ts';
import { roughPercent } from '../significant.ts';
import type { FindingCode } from './codes.ts';
import type { Finding } from './finding.ts';

const TEXTS: Readonly<Record<FindingCode, string>> = {
  'no-pair-measured': 'no pair was measured whole',
  'alarms-counted': '{significant} of {judged} pairs of equal things seemed to differ, 5 % may (p = {p})',
  'alarms-of-few-pairs':
    '{significant} of {judged} pairs of equal things seemed to differ, 5 % may (p = {p}); an estimate: a proof takes {pairsForProof} pairs',
  'step-overhead': 'a recorded step is {point} ({low} to {high}) of a bare one; 1 % is allowed',
  'step-overhead-unclear':
    'a recorded step is {point} ({low} to {high}) of a bare one; 1 % is allowed, and the machine is too restless to tell',
  'sampler-share': '{share} of a core; 0.5 % is allowed',
  'sensors-agree': '{comparisons} comparisons agree',
  'sensors-apart': '{because}',
  'sensors-ratio': '{first} ÷ {second} is {ratio}',
  'no-energy-sensor': 'no energy sensor',
  'no-sensor-read': 'none of {sensors} sensors could be read: {because}',
  'no-comparable-sensors': 'no two that could be read cover one extent, or one the other',
  'no-long-window': 'no long window was measured',
};

const BY_CODE: ReadonlyMap<string, string> = new Map(Object.entries(TEXTS));

const signedPercent = (share: number): string => `${share < 0 ? '' : '+'}${roughPercent(share)}`;

/** Values that are not shown as they are, by their name. */
const SHOWN: Readonly<Record<string, (value: number) => string>> = {
  p: value => value.toPrecision(2),
  point: signedPercent,
  low: signedPercent,
  high: signedPercent,
  share: roughPercent,
  ratio: value => value.toPrecision(3),
};

/** Without a full stop. A reading that is missing has the sentence of its code (results/note-text.ts). */
export function findingText({ code, values, because = [] }: Finding): string {
  const text = BY_CODE.get(code);
  return text === undefined
    ? noteText({ code, values })
    : filled(text, { ...shownValues(values), because: because.map(findingText).join('; ') });
}

export const shownValues = (values: Note['values']): Note['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? (SHOWN[name]?.(value) ?? value) : value,
    ]),
  );

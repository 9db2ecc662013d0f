/** What must hold: all of it at a CV of 1 %, the bound on alarms at every CV of the fitted noise. */
import type { Tally } from './score.ts';
import type { Total } from './total.ts';

export type FloorSet = 'all' | 'alarms' | 'none';

type Floor = { readonly name: string; readonly least: number; readonly share: (total: Total) => number };

const part = ({ steps, found }: Tally, count: number, of: 'steps' | 'found') => {
  const all = of === 'steps' ? steps : found;
  return all === 0 ? 0 : count / all;
};

const ALARMS: Floor = {
  name: 'nights per false alarm',
  least: 300,
  share: ({ nights, falseAlarms }) => (falseAlarms === 0 ? Number.POSITIVE_INFINITY : nights / falseAlarms),
};

const ALL: readonly Floor[] = [
  ALARMS,
  {
    name: '5 % slower, confirmed within 2 nights',
    least: 0.95,
    share: ({ tallies: { slower5 } }) => part(slower5, slower5.inTime, 'steps'),
  },
  {
    name: '3 % slower, confirmed within 4 nights',
    least: 0.9,
    share: ({ tallies: { slower3 } }) => part(slower3, slower3.inTime, 'steps'),
  },
  {
    name: 'both, dated to the night',
    least: 0.8,
    share: ({ tallies: { slower5, slower3 } }) => {
      const found = slower5.found + slower3.found;
      return found === 0 ? 0 : (slower5.dated + slower3.dated) / found;
    },
  },
];

const FLOORS: Readonly<Record<FloorSet, readonly Floor[]>> = { all: ALL, alarms: [ALARMS], none: [] };

/** A sentence for each that does not hold. */
export const brokenFloors = (total: Total, set: FloorSet): readonly string[] =>
  FLOORS[set]
    .filter(({ least, share }) => share(total) < least)
    .map(({ name, least, share }) => `${name}: ${share(total).toPrecision(3)}, at least ${least}`);

/** Readings of several rounds as one: the greatest peak, the energy of a step. One round without a reading has none. */

import type { Measurement } from '../../results/schema/outcome.ts';
import { type Absence, type Reading, read, unavailable } from '../../results/schema/reading.ts';
import { targetEnergy } from '../energy/boundary.ts';
import type { MeasuredRound, Pool } from './pool.ts';

/** One value a round, all of one method and one scope; or why there are none, and in which round where it is of one. */
type RoundReadings =
  | { readonly available: true; readonly values: readonly number[]; readonly method: string; readonly scope: string }
  | { readonly available: false; readonly absence: Absence; readonly round: number | null };

/** The greatest peak of all rounds. */
export function greatest(rounds: readonly MeasuredRound[], pick: (measurement: Measurement) => Reading): Reading {
  return together(rounds, pick, values => Math.max(...values));
}

/** Joules of all timed windows ÷ steps in them, of the target's device. */
export function energyPerStep({ rounds, ...where }: Pool): Reading {
  const steps = rounds.reduce((total, { measurement }) => total + stepsInWindow(measurement), 0);
  return together(
    rounds,
    measurement => targetEnergy(where, measurement),
    values => values.reduce((total, joules) => total + joules, 0) / steps,
  );
}

/** Steps of a window: each sample is the mean of so many. */
export function stepsInWindow({ stepMs, clock }: Pick<Measurement, 'stepMs' | 'clock'>): number {
  return stepMs.steps * clock.stepsPerSample;
}

/** Only readings of one method and one scope go together: joules of a die and of a board do not. */
export function roundReadings(
  rounds: readonly MeasuredRound[],
  pick: (measurement: Measurement) => Reading,
): RoundReadings {
  let kind: { readonly method: string; readonly scope: string } | null = null;
  const values: number[] = [];
  for (const { round, measurement } of rounds) {
    const reading = pick(measurement);
    if (!reading.available) return { available: false, absence: reading, round };
    const { value, method, scope } = reading;
    if (kind !== null && (method !== kind.method || scope !== kind.scope)) {
      const values = { first: kindText(kind), other: kindText(reading) };
      return { available: false, absence: unavailable('methods-differ', values), round: null };
    }
    kind = { method, scope };
    values.push(value);
  }
  return kind === null
    ? { available: false, absence: unavailable('no-round'), round: null }
    : { available: true, values, ...kind };
}

const kindText = ({ method, scope }: { readonly method: string; readonly scope: string }): string =>
  `${method} (${scope})`;

function together(
  rounds: readonly MeasuredRound[],
  pick: (measurement: Measurement) => Reading,
  join: (values: readonly number[]) => number,
): Reading {
  const found = roundReadings(rounds, pick);
  return found.available ? read(join(found.values), found.method, found.scope) : found.absence;
}

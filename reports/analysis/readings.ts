/** Readings of several rounds as one: the greatest peak, the energy of a step. One round without a reading has none. */

import type { Measurement } from '../../results/outcome.ts';
import { type Reading, read, unavailable } from '../../results/reading.ts';
import type { MeasuredRound } from './pool.ts';

/** The greatest peak of all rounds. */
export function greatest(rounds: readonly MeasuredRound[], pick: (measurement: Measurement) => Reading): Reading {
  return together(rounds, pick, values => Math.max(...values));
}

/** Joules of all timed windows ÷ steps in them. */
export function energyPerStep(rounds: readonly MeasuredRound[]): Reading {
  const steps = rounds.reduce((total, { measurement }) => total + stepsInWindow(measurement), 0);
  return together(
    rounds,
    measurement => measurement.energyJ,
    values => values.reduce((total, joules) => total + joules, 0) / steps,
  );
}

/** A window has one sample a batch. */
export function stepsInWindow({ stepMs, clock }: Pick<Measurement, 'stepMs' | 'clock'>): number {
  return stepMs.steps * clock.stepsPerBatch;
}

/** Only readings of one method and one scope go together: joules of a die and of a board do not. */
function together(
  rounds: readonly MeasuredRound[],
  pick: (measurement: Measurement) => Reading,
  join: (values: readonly number[]) => number,
): Reading {
  const readings = rounds.map(({ measurement }) => pick(measurement));
  const [first] = readings;
  if (first === undefined) return unavailable('no-round');
  const values: number[] = [];
  for (const reading of readings) {
    if (!reading.available) return reading;
    if (!first.available || reading.method !== first.method || reading.scope !== first.scope) {
      return unavailable('methods-differ');
    }
    values.push(reading.value);
  }
  return first.available ? read(join(values), first.method, first.scope) : first;
}

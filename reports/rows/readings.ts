/** Readings of several rounds as one: the greatest peak, the energy of a step. One round without a reading has none. */

import { targetEnergy } from '../../results/readings/energy.ts';
import { roundReadings, stepsInWindow } from '../../results/readings/rounds.ts';
import type { Measurement, Placement } from '../../results/schema/outcome.ts';
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';
import type { MeasuredRound, Pool } from './pool.ts';

/** Of the first round that was traced. */
export function placementOf(rounds: readonly MeasuredRound[]): Placement {
  const traced = rounds.find(({ measurement }) => measurement.placement.available);
  return traced?.measurement.placement ?? unavailable('no-step-traced');
}

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

function together(
  rounds: readonly MeasuredRound[],
  pick: (measurement: Measurement) => Reading,
  join: (values: readonly number[]) => number,
): Reading {
  const found = roundReadings(rounds, pick);
  return found.available ? read(join(found.values), found.method, found.scope) : found.absence;
}

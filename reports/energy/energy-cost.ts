/** From joules to kWh and money for 10¹² tokens through one workload (rate kind `workload`). */

import * as z from 'zod';
import { isEstimate } from '../../results/readings/energy.ts';
import { roundReadings, stepsInWindow } from '../../results/readings/rounds.ts';
import { type Interval, intervalOverRounds, rising } from '../../results/statistics.ts';
import {
  type Power,
  powerPriceIn,
  type UsedPowerPrice,
  type UsedPue,
  usedPowerPriceSchema,
  usedPueSchema,
} from '../catalog/power.ts';
import { absent, absentSchema, intervalFields } from '../figure.ts';
import type { Pool } from '../rows/pool.ts';
import { isWholeMachine, otherAccelerators, rowEnergy } from './boundary.ts';

const TRILLION = 1e12;
const JOULES_PER_KWH = 3.6e6;

/** `scope`: the boundary. `otherAccelerators`: how many besides its device lie inside; null where that is not known. */
export const energySchema = z.discriminatedUnion('available', [
  z.strictObject({
    ...intervalFields,
    method: z.string(),
    scope: z.string(),
    otherAccelerators: z.int().nonnegative().nullable(),
  }),
  absentSchema,
]);

export const energyCostSchema = z.discriminatedUnion('available', [
  z.strictObject({ ...intervalFields, pricePerKWh: usedPowerPriceSchema, pue: usedPueSchema }),
  absentSchema,
]);

export type EnergyFigure = Readonly<z.infer<typeof energySchema>>;
export type EnergyCost = Readonly<z.infer<typeof energyCostSchema>>;

/**
 * Joules of a round's window ÷ its tokens, over rounds, at the widest boundary that is the row's alone. Without the building's
 * share. There only where every round was read by one method at one boundary.
 */
export function energyPerTrillionTokens(pool: Pool, tokensPerStep: number): EnergyFigure {
  const { rounds } = pool;
  const found = roundReadings(rounds, measurement => rowEnergy(pool, measurement));
  if (!found.available) {
    const { round, absence } = found;
    if (round === null || rounds.length === 1) return absent('no-energy', {}, [absence]);
    return absent('no-energy-in-round', { round: round + 1 }, [absence]);
  }
  const { values, method, scope } = found;
  const perStepJ = values.map((joules, i) => {
    const round = rounds[i];
    return round === undefined ? Number.NaN : joules / stepsInWindow(round.measurement);
  });
  const interval = isEstimate(method) ? rangeOf(perStepJ) : intervalOverRounds(perStepJ);
  if (interval.low <= 0) return absent('energy-reaches-zero');
  const kWh = rising(interval, joules => (joules / JOULES_PER_KWH / tokensPerStep) * TRILLION);
  const others = isWholeMachine(scope) ? otherAccelerators(pool) : 0;
  return { available: true, ...kWh, method, scope, otherAccelerators: others };
}

/**
 * kWh × PUE × price of a kWh: the user's, else the catalog's in `currency`, that of the row's rent, so that both costs can be
 * set beside each other. An estimate is tens of percent off either way, and carries no cost.
 */
export function energyCost(energy: EnergyFigure, power: Power | null, currency: string | null): EnergyCost {
  if (!energy.available) return energy;
  if (isEstimate(energy.method)) return absent('energy-cost-of-estimate');
  const price = power === null ? null : powerPriceIn(power, currency);
  if (power !== null && price !== null) return pricedAt(energy, price, power.pue);
  return currency === null ? absent('no-power-price') : absent('no-power-price-in', { currency });
}

function pricedAt({ point, low, high, kind, rounds }: Interval, pricePerKWh: UsedPowerPrice, pue: UsedPue): EnergyCost {
  const { low: least, high: most } = pricePerKWh;
  return {
    available: true,
    point: (point * pue.value * (least + most)) / 2,
    low: low * pue.value * least,
    high: high * pue.value * most,
    kind: least === most ? kind : 'bounds',
    rounds,
    pricePerKWh,
    pue,
  };
}

/** Rounds of an estimate repeat its error, so that no confidence comes from them: the least and the greatest. */
function rangeOf(values: readonly number[]): Interval {
  const point = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { point, low: Math.min(...values), high: Math.max(...values), kind: 'range', rounds: values.length };
}

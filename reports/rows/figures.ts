/** The figures of a row: speed, efficiency, money, energy; none of a row that is not sound. Pure. */
import type { Chip } from '../catalog/catalog.ts';
import type { Power } from '../catalog/power.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { type EnergyCost, type EnergyFigure, energyCost, energyPerTrillionTokens } from '../energy/energy-cost.ts';
import { type Figure, figure, isAbsent, quotient, said } from '../figure.ts';
import { type Cost, newestRent, positiveHours } from '../money/cost.ts';
import { notComparedReason } from '../race/beside.ts';
import { comparedWith } from '../reference/compared.ts';
import type { ReferenceRow, ReportRow } from '../report/schema.ts';
import {
  efficiencyOfExpertMatmul,
  efficiencyOfLargestMatmul,
  meanStepTime,
  ratePerSecond,
  stepTime,
} from './normalise.ts';
import { optimizerOfStream } from './optimizer.ts';
import { moneyOf } from './row-cost.ts';
import type { WorkPool } from './work.ts';

export type Figures = Pick<
  ReportRow,
  | 'stepMs'
  | 'meanStepMs'
  | 'tokensPerSecond'
  | 'flopsPerSecond'
  | 'efficiencyOfLargestMatmul'
  | 'efficiencyOfExpertMatmul'
  | 'optimizerOfStream'
  | 'relative'
  | 'deviceHoursPerTrillionTokens'
  | 'costPerTrillionTokens'
  | 'saving'
  | 'energyKWhPerTrillionTokens'
  | 'energyCostPerTrillionTokens'
>;

/** What a row shows of itself, beside nothing else. */
export function speedOf({
  pool,
  workload,
}: WorkPool): Pick<Figures, 'stepMs' | 'meanStepMs' | 'tokensPerSecond' | 'flopsPerSecond'> {
  const step = stepTime(pool);
  return {
    stepMs: figure(step),
    meanStepMs: figure(meanStepTime(pool)),
    tokensPerSecond: ratePerSecond(step, workload.tokens),
    flopsPerSecond: ratePerSecond(step, pool.workloadCase.flopsPerStep),
  };
}

/** `peers`: all pools of the work under its condition. */
export function figuresOf(
  { pool, workload }: WorkPool,
  reference: ReferenceRow,
  chip: Chip | null,
  referenceChip: Chip,
  catalog: AgedCatalog,
  power: Power | null,
  peers: readonly WorkPool[],
): Figures {
  const [step, mean] = [stepTime(pool), meanStepTime(pool)];
  const hours = positiveHours(mean, workload.tokens);
  const notCompared = notComparedReason(pool.race);
  const compared = comparedWith(reference, { pool, workload }, chip, catalog, peers);
  const money = moneyOf(
    { own: hours, compared: compared.hours },
    reference,
    chip,
    referenceChip,
    catalog,
    pool,
    compared.ground,
    notCompared,
  );
  return {
    stepMs: figure(step),
    meanStepMs: figure(mean),
    tokensPerSecond: ratePerSecond(step, workload.tokens),
    flopsPerSecond: ratePerSecond(step, pool.workloadCase.flopsPerStep),
    efficiencyOfLargestMatmul: efficiencyOfLargestMatmul(pool),
    efficiencyOfExpertMatmul: efficiencyOfExpertMatmul(pool),
    optimizerOfStream: optimizerOfStream({ pool, workload }),
    relative: relativeTo(reference, compared.tokensPerSecond, chip, notCompared),
    deviceHoursPerTrillionTokens: hours,
    ...money,
    ...energyOf({ pool, workload }, money.costPerTrillionTokens, newestRent(catalog, referenceChip), power),
  };
}

/** Priced in the currency of the row's own cost; where it has none, of the reference's rent. */
function energyOf(
  { pool, workload }: Pick<WorkPool, 'pool' | 'workload'>,
  cost: Cost,
  referenceRent: ReturnType<typeof newestRent>,
  power: Power | null,
): { energyKWhPerTrillionTokens: EnergyFigure; energyCostPerTrillionTokens: EnergyCost } {
  const energy = energyPerTrillionTokens(pool, workload.tokens);
  const rent = cost.available ? cost.price : referenceRent;
  return {
    energyKWhPerTrillionTokens: energy,
    energyCostPerTrillionTokens: energyCost(energy, power, isAbsent(rent) ? null : rent.currency),
  };
}

function relativeTo(
  reference: ReferenceRow,
  tokensPerSecond: Figure,
  chip: Chip | null,
  notCompared: string | null,
): ReportRow['relative'] {
  if (chip?.id === reference.chip) return said('it is the reference');
  if (notCompared !== null) return said(notCompared);
  const ratio = quotient(tokensPerSecond, reference.tokensPerSecond);
  return ratio.available ? { ...ratio, basis: reference.basis } : ratio;
}

/** Every figure absent, for one reason. */
export function noFigures(reason: string): Figures {
  const none = said(reason);
  return {
    stepMs: none,
    meanStepMs: none,
    tokensPerSecond: none,
    flopsPerSecond: none,
    efficiencyOfLargestMatmul: none,
    efficiencyOfExpertMatmul: none,
    optimizerOfStream: none,
    relative: none,
    deviceHoursPerTrillionTokens: none,
    costPerTrillionTokens: none,
    saving: none,
    energyKWhPerTrillionTokens: none,
    energyCostPerTrillionTokens: none,
  };
}

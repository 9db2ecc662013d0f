/** One row of the report: a pool of rounds, normalised, beside the reference. */
import { unavailable } from '../../results/reading.ts';
import type { RunRecord } from '../../results/record.ts';
import { machineNoise } from '../../results/selftest/newest.ts';
import type { Interval } from '../../results/statistics.ts';
import { type Chip, chipOfDevice } from '../catalog/catalog.ts';
import type { Power } from '../catalog/power.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { rerunCommand } from './command.ts';
import {
  type Cost,
  comparableRents,
  deviceHoursPerTrillionTokens,
  newestRent,
  rentFor,
  type Saving,
  savingOf,
} from './cost.ts';
import { type EnergyCost, type EnergyFigure, energyCost, energyPerTrillionTokens } from './energy-cost.ts';
import { type Absent, absent, type Figure, figure, quotient } from './figure.ts';
import {
  efficiencyOfExpertMatmul,
  efficiencyOfLargestMatmul,
  meanStepTime,
  ratePerSecond,
  stepTime,
} from './normalise.ts';
import { optimizerOfStream } from './optimizer.ts';
import { placed } from './placed.ts';
import type { MeasuredRound, Pool } from './pool.ts';
import { energyPerStep, greatest } from './readings.ts';
import type { ReferenceRow, ReportRow } from './schema.ts';
import { choiceWarnings, noiseWarnings, warningsOf } from './warnings.ts';
import { type WorkPool, workloadRef } from './work.ts';

/** Builds a row. `reference` is the reference chip on the same workload hash; `selftests` tell the noise of machines. `power`: null where no price of it is known. */
export function buildRow(
  work: WorkPool,
  reference: ReferenceRow,
  referenceChip: Chip,
  catalog: AgedCatalog,
  selftests: readonly RunRecord[],
  power: Power | null,
): ReportRow {
  const { pool, mismatch } = work;
  const unsound = unsoundness(work);
  const { target, record } = pool;
  const { machine, runId, program, targets, concurrent = false } = record.context;
  const chip = chipOfDevice(catalog, target.device.name);
  const placement = pool.rounds.find(({ measurement }) => measurement.placement.available)?.measurement.placement;
  const traced = placement ?? unavailable('no-step-traced');
  const figures =
    unsound === null
      ? figuresOf(work, reference, chip, referenceChip, catalog, power)
      : noFigures(`no speed and no cost, because ${unsound.why}`);
  const noise = machineNoise(selftests, machine.id, target.id, pool.rounds.length);
  return {
    id: [machine.id, target.id, pool.workloadCase.id, ...(concurrent ? ['concurrent'] : [])].join('/'),
    status: unsound?.status ?? 'measured',
    mismatch: unsound?.status === 'mismatch' ? mismatch : null,
    invalid: [...pool.violations],
    machine: machine.id,
    run: runId,
    ...placed(target, traced),
    device: target.device,
    software: target.software,
    chip: chip?.id ?? null,
    chipReason: chip === null ? `no chip of the catalog is called '${target.device.name}'` : null,
    workload: workloadRef(work),
    basis: 'measured',
    rateKind: 'workload',
    ...figures,
    ...readingsOf(pool),
    memory: memoryOf(pool),
    machineNoise: noise,
    warnings: [
      ...warningsOf(pool.rounds),
      ...noiseWarnings(figures.relative, noise),
      ...choiceWarnings(work.choiceNotes),
    ],
    rounds: pool.rounds.map(roundOf),
    placement: traced,
    proof: proofOf(pool),
    olderRuns: pool.olderRuns,
    versions: { moebench: program.version, ...program.runtimes },
    command: rerunCommand(concurrent ? targets.map(({ id }) => id) : [target.id], pool.workloadCase, work.workload),
  };
}

type Figures = Pick<
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

/** Why a row has no figures; null when it has. What cannot be true comes before what disagrees. */
function unsoundness({ pool, mismatch }: WorkPool): { status: 'invalid' | 'mismatch'; why: string } | null {
  const [first] = pool.violations;
  if (first !== undefined) return { status: 'invalid', why: `it cannot be true (${first.code}): ${first.message}` };
  return mismatch === null ? null : { status: 'mismatch', why: `its results disagree: ${mismatch}` };
}

/** Memory, energy and parts; none of a pool that cannot be true. */
function readingsOf(pool: Pool): Pick<ReportRow, 'peakHostBytes' | 'peakDeviceBytes' | 'energyPerStepJ' | 'parts'> {
  const { rounds, violations } = pool;
  const [first] = violations;
  if (first !== undefined) {
    const none = unavailable('round-invalid', { violation: first.code });
    return { peakHostBytes: none, peakDeviceBytes: none, energyPerStepJ: none, parts: none };
  }
  return {
    peakHostBytes: greatest(rounds, measurement => measurement.peakHostBytes),
    peakDeviceBytes: greatest(rounds, measurement => measurement.peakDeviceBytes),
    energyPerStepJ: energyPerStep(pool),
    parts: partsOf(pool),
  };
}

function figuresOf(
  { pool, workload }: WorkPool,
  reference: ReferenceRow,
  chip: Chip | null,
  referenceChip: Chip,
  catalog: AgedCatalog,
  power: Power | null,
): Figures {
  const step = stepTime(pool);
  const hours = positiveHours(meanStepTime(pool), workload.tokens);
  const tokensPerSecond = ratePerSecond(step, workload.tokens);
  const money = moneyOf(hours, reference, chip, referenceChip, catalog, pool.target.device.name);
  return {
    stepMs: figure(step),
    meanStepMs: figure(meanStepTime(pool)),
    tokensPerSecond,
    flopsPerSecond: ratePerSecond(step, pool.workloadCase.flopsPerStep),
    efficiencyOfLargestMatmul: efficiencyOfLargestMatmul(pool),
    efficiencyOfExpertMatmul: efficiencyOfExpertMatmul(pool),
    optimizerOfStream: optimizerOfStream({ pool, workload }),
    relative: relativeTo(reference, tokensPerSecond, chip),
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
    energyCostPerTrillionTokens: energyCost(energy, power, 'reason' in rent ? null : rent.currency),
  };
}

function relativeTo(reference: ReferenceRow, tokensPerSecond: Figure, chip: Chip | null): ReportRow['relative'] {
  if (chip?.id === reference.chip) return absent('it is the reference');
  const ratio = quotient(tokensPerSecond, reference.tokensPerSecond);
  return ratio.available ? { ...ratio, basis: reference.basis } : ratio;
}

function moneyOf(
  hours: Figure,
  reference: ReferenceRow,
  chip: Chip | null,
  referenceChip: Chip,
  catalog: AgedCatalog,
  deviceName: string,
): { costPerTrillionTokens: Cost; saving: Saving } {
  if (chip === null) {
    const none = absent(`no cost, because the catalog has no chip, and so no rent, for '${deviceName}'`);
    return { costPerTrillionTokens: none, saving: none };
  }
  if (chip.id === referenceChip.id) {
    return { costPerTrillionTokens: costAt(hours, newestRent(catalog, chip)), saving: absent('it is the reference') };
  }
  const rents = comparableRents(catalog, chip, referenceChip);
  if ('reason' in rents) return { costPerTrillionTokens: costAt(hours, newestRent(catalog, chip)), saving: rents };
  const cost = costAt(hours, rents.own);
  const referenceCost = costAt(reference.deviceHoursPerTrillionTokens, rents.reference);
  return { costPerTrillionTokens: cost, saving: savingOf(cost, referenceCost, reference.basis) };
}

/** Hours × rent where both are known. */
export function costAt(hours: Figure, rent: Parameters<typeof rentFor>[1] | Absent): Cost {
  if ('reason' in rent) return rent;
  return hours.available ? rentFor(hours, rent) : absent(`no cost, because ${hours.reason}`);
}

/** Device-hours per 10¹² tokens; none where the interval of the mean step reaches zero. */
export function positiveHours(meanStepMs: Interval, tokens: number): Figure {
  if (meanStepMs.low <= 0) return absent('the rounds differ so much that the interval of the mean step reaches zero');
  return figure(deviceHoursPerTrillionTokens(meanStepMs, tokens));
}

function noFigures(reason: string): Figures {
  const none = absent(reason);
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

function roundOf({
  round,
  measurement: { stepMs, clock, warmup, open, onnx },
}: MeasuredRound): ReportRow['rounds'][number] {
  return {
    round,
    steps: stepMs.steps,
    effectiveSteps: stepMs.order?.effectiveSteps ?? null,
    medianMs: stepMs.medianMs,
    meanMs: stepMs.sumMs / stepMs.steps,
    p05Ms: stepMs.p05Ms,
    p95Ms: stepMs.p95Ms,
    outliers: stepMs.outliers,
    stepsPerBatch: clock.stepsPerBatch,
    fenceShare: fenceShareOf({ stepMs, clock }),
    warmupSteps: warmup.steps,
    warmupMs: warmup.ms,
    settled: warmup.settled,
    graphBuildMs: onnx?.graph.buildMs ?? null,
    sessionCreateMs: open.createMs,
  };
}

/** What of a batch is the wait for the device at its end; null where there is none, or it was not measured. */
function fenceShareOf({ stepMs, clock }: Pick<MeasuredRound['measurement'], 'stepMs' | 'clock'>): number | null {
  const { fenceMs, stepsPerBatch } = clock;
  return fenceMs.available && stepMs.medianMs > 0 ? fenceMs.value / (stepMs.medianMs * stepsPerBatch) : null;
}

/** The account of the round with the greatest peak, to which it adds up. */
function memoryOf({ rounds }: Pool): ReportRow['memory'] {
  const peak = ({ measurement: { peakHostBytes } }: MeasuredRound) =>
    peakHostBytes.available ? peakHostBytes.value : Number.NEGATIVE_INFINITY;
  const [greatest] = rounds.toSorted((a, b) => peak(b) - peak(a));
  if (greatest === undefined) throw new Error('a pool has a round');
  return greatest.measurement.memory;
}

/** The traced step of the first round that has one; else why the first has none. */
function partsOf({ rounds }: Pool): ReportRow['parts'] {
  const readings = rounds.map(({ measurement }) => measurement.parts);
  return readings.find(({ available }) => available) ?? readings[0] ?? unavailable('no-step-traced');
}

/** The parity proof this pool's cells stand on; null when the run holds none. */
function proofOf({ record, target, workloadCase }: Pool): ReportRow['proof'] {
  const planned = record.context.plan.find(
    cell => cell.kind === 'time' && cell.target === target.id && cell.case === workloadCase.id,
  );
  return record.proofs.find(line => line.cell === planned?.proof)?.outcome ?? null;
}

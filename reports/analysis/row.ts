/** One row of the report: a pool of rounds, normalised, beside the reference. */
import { noteText } from '../../results/note-text.ts';
import { NO_PROBE } from '../../results/proof-evidence.ts';
import { type Absence, unavailable } from '../../results/reading.ts';
import type { RunRecord } from '../../results/record.ts';
import { machineNoise } from '../../results/selftest/newest.ts';
import { type Chip, chipOfTarget, type NamedDevice, whyNoChip } from '../catalog/catalog.ts';
import type { Power } from '../catalog/power.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { boardName } from './boards.ts';
import { commandOf, comparedWith } from './compared.ts';
import {
  type Cost,
  comparableRents,
  newestRent,
  positiveHours,
  rentFor,
  type Saving,
  type SavingGround,
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
import type { Pool } from './pool.ts';
import { ranBy } from './ran.ts';
import { energyPerStep, greatest } from './readings.ts';
import { memoryOf, partsOf, proofOf, roundOf } from './recorded.ts';
import { runWarnings } from './run-warnings.ts';
import { machineKey } from './runs.ts';
import type { ReferenceRow, ReportRow } from './schema.ts';
import { choiceWarnings, noiseWarnings, warningsOf } from './warnings.ts';
import { type WorkPool, workloadRef } from './work.ts';

/**
 * Builds a row. `reference` is the reference chip on the same workload hash; `selftests` tell the noise of machines; `power`: null
 * where no price of it is known; `peers`: all pools of the work under its condition, among them perhaps more boards of its chip.
 */
export function buildRow(
  work: WorkPool,
  reference: ReferenceRow,
  referenceChip: Chip,
  catalog: AgedCatalog,
  selftests: readonly RunRecord[],
  power: Power | null,
  peers: readonly WorkPool[],
): ReportRow {
  const { pool, mismatch } = work;
  const unsound = unsoundness(work);
  const { target, record } = pool;
  const { machine, runId, program, concurrent = false } = record.context;
  const chip = chipOfTarget(catalog, target);
  const placement = pool.rounds.find(({ measurement }) => measurement.placement.available)?.measurement.placement;
  const traced = placement ?? unavailable('no-step-traced');
  const figures =
    unsound === null
      ? figuresOf(work, reference, chip, referenceChip, catalog, power, peers)
      : { ...noFigures(unsound.reason), ...(unsound.hasSpeed ? speedOf(work) : {}) };
  const ownSelftests = selftests.filter(selftest => machineKey(selftest) === machineKey(record));
  const noise = machineNoise(ownSelftests, machine.id, target.id, pool.rounds.length);
  return {
    id: [
      ...[machineKey(record), target.id, pool.workloadCase.id],
      ...(concurrent ? ['concurrent'] : []),
      ...(target.strategies.every(strategy => strategy === pool.strategy) ? [] : [pool.strategy]),
    ].join('/'),
    status: unsound?.status ?? 'measured',
    mismatch: unsound?.status === 'mismatch' ? mismatch : null,
    unproven: unsound?.status === 'unproven' ? unsound.evidence : null,
    invalid: [...pool.violations],
    machine: machine.id,
    imported: record.imported !== undefined,
    run: runId,
    ...placed(target, traced),
    device: target.device,
    board: boardName(pool),
    ran: ranBy(pool),
    software: target.software,
    chip: chip?.id ?? null,
    chipReason: chip === null ? whyNoChipOf(target) : null,
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
      ...runWarnings(pool),
    ],
    rounds: pool.rounds.map(roundOf),
    placement: traced,
    proof: proofOf(pool),
    olderRuns: pool.olderRuns,
    newerRuns: [...pool.newerRuns],
    versions: { moebench: program.version, ...program.runtimes },
    command: commandOf(work),
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

/** Why a row has no figures; null when it has. What cannot be true comes before what is unproven, and that before what disagrees. */
function unsoundness({ pool, mismatch }: WorkPool): Unsoundness | null {
  const none = (why: string) => ({ reason: `no speed and no cost, because ${why}`, hasSpeed: false });
  const [first] = pool.violations;
  if (first !== undefined) {
    return { status: 'invalid', ...none(`it cannot be true (${first.code}): ${first.message}`) };
  }
  if (pool.evidence.status === 'unproven') {
    const { code, values } = pool.evidence;
    const evidence = { code, values };
    const why = `it is unproven: ${noteText(evidence)}`;
    if (code !== NO_PROBE || mismatch !== null) return { status: 'unproven', evidence, ...none(why) };
    return { status: 'unproven', evidence, reason: `no verdict and no comparison, because ${why}`, hasSpeed: true };
  }
  return mismatch === null ? null : { status: 'mismatch', ...none(`its results disagree: ${mismatch}`) };
}

/** `hasSpeed`: the speed is shown all the same, and compared with nothing. */
type Unsoundness = { readonly reason: string; readonly hasSpeed: boolean } & (
  | { readonly status: 'invalid' | 'mismatch' }
  | { readonly status: 'unproven'; readonly evidence: NonNullable<ReportRow['unproven']> }
);

/** What a row shows of itself, beside nothing else. */
function speedOf({
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

/** Memory, energy and parts; none of a pool that cannot be true, or whose work is unproven. */
function readingsOf(pool: Pool): Pick<ReportRow, 'peakHostBytes' | 'peakDeviceBytes' | 'energyPerStepJ' | 'parts'> {
  const { rounds } = pool;
  const none = noReadings(pool);
  if (none !== null) return { peakHostBytes: none, peakDeviceBytes: none, energyPerStepJ: none, parts: none };
  return {
    peakHostBytes: greatest(rounds, measurement => measurement.peakHostBytes),
    peakDeviceBytes: greatest(rounds, measurement => measurement.peakDeviceBytes),
    energyPerStepJ: energyPerStep(pool),
    parts: partsOf(pool),
  };
}

function noReadings({ violations: [first], evidence }: Pool): Absence | null {
  if (first !== undefined) return unavailable('round-invalid', { violation: first.code });
  if (evidence.status === 'proven' || evidence.code === NO_PROBE) return null;
  return unavailable('round-unproven', { reason: evidence.code });
}

function figuresOf(
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
  const compared = comparedWith(reference, { pool, workload }, chip, catalog, peers);
  const money = moneyOf(
    { own: hours, compared: compared.hours },
    reference,
    chip,
    referenceChip,
    catalog,
    pool,
    compared.ground,
  );
  return {
    stepMs: figure(step),
    meanStepMs: figure(mean),
    tokensPerSecond: ratePerSecond(step, workload.tokens),
    flopsPerSecond: ratePerSecond(step, pool.workloadCase.flopsPerStep),
    efficiencyOfLargestMatmul: efficiencyOfLargestMatmul(pool),
    efficiencyOfExpertMatmul: efficiencyOfExpertMatmul(pool),
    optimizerOfStream: optimizerOfStream({ pool, workload }),
    relative: relativeTo(reference, compared.tokensPerSecond, chip),
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

const whyNoChipOf = ({ device, software }: Pool['target']): string =>
  software ? `'${device.name}' is a software adapter: a CPU acting as a GPU` : whyNoChip(device);

/** `own`: of the board that ran; `compared`: with what boards and runs differ by, as a comparison of chips carries it. */
type Hours = { readonly own: Figure; readonly compared: Figure };

function moneyOf(
  hours: Hours,
  reference: ReferenceRow,
  chip: Chip | null,
  referenceChip: Chip,
  catalog: AgedCatalog,
  { target }: Pool,
  ground: SavingGround,
): { costPerTrillionTokens: Cost; saving: Saving } {
  if (chip === null) {
    const { device } = target;
    const why = target.software || device.partitioned === true ? whyNoChipOf(target) : noRentFor(device);
    const none = absent(`no cost, because ${why}`);
    return { costPerTrillionTokens: none, saving: none };
  }
  if (chip.id === referenceChip.id) {
    return {
      costPerTrillionTokens: costAt(hours.own, newestRent(catalog, chip)),
      saving: absent('it is the reference'),
    };
  }
  const rents = comparableRents(catalog, chip, referenceChip);
  if ('reason' in rents) return { costPerTrillionTokens: costAt(hours.own, newestRent(catalog, chip)), saving: rents };
  const referenceCost = costAt(reference.deviceHoursPerTrillionTokens, rents.reference);
  return {
    costPerTrillionTokens: costAt(hours.own, rents.own),
    saving: savingOf(costAt(hours.compared, rents.own), referenceCost, ground),
  };
}

const noRentFor = ({ name }: NamedDevice) => `the catalog has no chip, and so no rent, for '${name}'`;

/** Hours × rent where both are known. */
export function costAt(hours: Figure, rent: Parameters<typeof rentFor>[1] | Absent): Cost {
  if ('reason' in rent) return rent;
  return hours.available ? rentFor(hours, rent) : absent(`no cost, because ${hours.reason}`);
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

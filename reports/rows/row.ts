/** One row of the report: a pool of rounds, normalised, beside the reference. */
import { noteText } from '../../results/note-text.ts';
import { NO_PROBE } from '../../results/proof/evidence.ts';
import type { RunRecord } from '../../results/record.ts';
import { type Absence, unavailable } from '../../results/schema/reading.ts';
import { machineNoise } from '../../results/selftest/newest.ts';
import { type Chip, chipOfTarget } from '../catalog/catalog.ts';
import type { Power } from '../catalog/power.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import { raceWarnings } from '../race/warnings.ts';
import { commandOf } from '../reference/compared.ts';
import type { ReferenceRow, ReportRow } from '../report/schema.ts';
import { boardName } from '../spread/boards.ts';
import { figuresOf, noFigures, speedOf } from './figures.ts';
import { placed } from './placed.ts';
import type { Pool } from './pool.ts';
import { ranBy } from './ran.ts';
import { energyPerStep, greatest } from './readings.ts';
import { memoryOf, partsOf, proofOf, roundOf } from './recorded.ts';
import { whyNoChipOf } from './row-cost.ts';
import { runWarnings } from './run-warnings.ts';
import { machineKey } from './runs.ts';
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
  const { machine, runId, concurrent = false } = record.context;
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
    race: pool.race,
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
      ...raceWarnings(pool, sameRun(pool, peers)),
      ...runWarnings(pool),
    ],
    rounds: pool.rounds.map(roundOf),
    placement: traced,
    proof: proofOf(pool),
    olderRuns: pool.olderRuns,
    newerRuns: [...pool.newerRuns],
    versions: versionsOf(pool),
    command: commandOf(work),
  };
}

/** The runner's own first; a runner does not say what ours are. */
function versionsOf({ record, target }: Pool): ReportRow['versions'] {
  const { version, runtimes } = record.context.program;
  return { ...target.process?.versions, moebench: version, ...runtimes };
}

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

/** What else its run has of the work on its target. */
const sameRun = ({ record, target }: Pool, peers: readonly WorkPool[]): readonly Pool[] =>
  peers.map(({ pool }) => pool).filter(other => other.record === record && other.target.id === target.id);

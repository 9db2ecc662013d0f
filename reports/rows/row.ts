/** One row of the report: a pool of rounds, normalised, and compared with the reference. */

import { machineKey } from '../../results/history/runs.ts';
import { NO_PROBE } from '../../results/proof/evidence.ts';
import { type Absence, unavailable } from '../../results/schema/reading.ts';
import { machineNoise } from '../../results/selftest/newest.ts';
import { type Absent, absent } from '../figure.ts';
import { raceWarnings } from '../race/warnings.ts';
import { commandOf } from '../reference/compared.ts';
import type { ReportRow } from '../report/row-schema.ts';
import { boardName } from '../spread/boards.ts';
import { bytesPerStep } from './bytes.ts';
import { whyNoChipRan } from './chip-that-ran.ts';
import type { Figures } from './figure-schemas.ts';
import { figuresOf, noFigures, speedsOf } from './figures.ts';
import { placed } from './placed.ts';
import type { Pool } from './pool.ts';
import { energyPerStep, greatest, placementOf } from './readings.ts';
import { memoryOf, partsOf, proofOf, roundOf } from './recorded.ts';
import type { RowGround } from './row-ground.ts';
import { softwareOf } from './software.ts';
import { choiceWarnings, noiseWarnings } from './warnings/comparison.ts';
import { denominatorWarnings } from './warnings/denominators.ts';
import { warningsOf } from './warnings/rounds.ts';
import { runWarnings } from './warnings/run.ts';
import { type WorkPool, workloadRef } from './work.ts';

export function buildRow(row: RowGround): ReportRow {
  const { work, chip, peers } = row;
  const { pool } = work;
  const { target, record } = pool;
  const { machine, runId } = record.context;
  const unsound = unsoundness(work);
  const figures = soundFigures(row, unsound);
  const placement = placementOf(pool.rounds);
  const noise = noiseOf(row);
  return {
    id: idOf(pool),
    status: unsound?.status ?? 'measured',
    mismatch: unsound?.status === 'mismatch' ? work.mismatch : null,
    unproven: unsound?.status === 'unproven' ? unsound.evidence : null,
    invalid: [...pool.violations],
    machine: machine.id,
    imported: record.imported !== undefined,
    run: runId,
    ...placed(target, placement),
    device: target.device,
    board: boardName(pool),
    ran: softwareOf(pool),
    race: pool.race,
    software: target.software,
    chip: chip?.id ?? null,
    chipReason: chip === null ? whyNoChipRan(pool) : null,
    workload: workloadRef(work),
    leastBytesPerStep: bytesPerStep(work.workload),
    basis: 'measured',
    rateKind: 'workload',
    ...figures,
    ...readingsOf(pool),
    memory: memoryOf(pool),
    machineNoise: noise,
    warnings: [
      ...warningsOf(pool.rounds),
      ...denominatorWarnings(pool),
      ...noiseWarnings(figures.relative, noise),
      ...choiceWarnings(work.choiceNotes),
      ...raceWarnings(pool, sameRun(pool, peers)),
      ...runWarnings(pool),
    ],
    rounds: pool.rounds.map(roundOf),
    placement,
    proof: proofOf(pool),
    olderRuns: pool.olderRuns,
    newerRuns: [...pool.newerRuns],
    versions: versionsOf(pool),
    command: commandOf(work),
  };
}

/** Machine, target and work; the condition and the strategy where others would have the same id. */
function idOf({ record, target, workloadCase, strategy }: Pool): string {
  return [
    ...[machineKey(record), target.id, workloadCase.id],
    ...(record.context.concurrent === true ? ['concurrent'] : []),
    ...(target.strategies.every(name => name === strategy) ? [] : [strategy]),
  ].join('/');
}

function soundFigures(row: RowGround, unsound: Unsoundness | null): Figures {
  if (unsound === null) return figuresOf(row);
  return unsound.hasSpeed ? speedsOf(row, unsound.reason) : noFigures(unsound.reason);
}

/** By the self-tests of the row's machine. */
function noiseOf({ work: { pool }, selftests }: RowGround): ReportRow['machineNoise'] {
  const { record, target, rounds } = pool;
  const ofMachine = selftests.filter(selftest => machineKey(selftest) === machineKey(record));
  return machineNoise(ofMachine, record.context.machine.id, target.id, rounds.length);
}

/** The runner's own first; a runner does not say what ours are. */
function versionsOf({ record, target }: Pool): ReportRow['versions'] {
  const { version, runtimes } = record.context.program;
  return { ...target.process?.versions, moebench: version, ...runtimes };
}

/** Why a row has no figures; null when it has. What cannot be true comes before what is unproven, and that before what disagrees. */
function unsoundness({ pool, mismatch }: WorkPool): Unsoundness | null {
  const [first] = pool.violations;
  if (first !== undefined) {
    const reason = absent('row-invalid', { check: first.code }, [first.why]);
    return { status: 'invalid', reason, hasSpeed: false };
  }
  if (pool.evidence.status === 'unproven') {
    const { code, values } = pool.evidence;
    const evidence = { code, values };
    const hasSpeed = code === NO_PROBE && mismatch === null;
    const reason = absent(hasSpeed ? 'row-without-probes' : 'row-unproven', {}, [evidence]);
    return { status: 'unproven', evidence, reason, hasSpeed };
  }
  return mismatch === null
    ? null
    : { status: 'mismatch', reason: absent('row-mismatch', {}, [mismatch]), hasSpeed: false };
}

/** `hasSpeed`: the speed is shown all the same, and compared with nothing. */
type Unsoundness = { readonly reason: Absent; readonly hasSpeed: boolean } & (
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

/** Records in, report out. Pure: the same records give the same bytes, and nothing here reads a clock or a device. */
import { newestTime } from '../../results/ahead.ts';
import { compareText, distinctRuns, machineKey, oldestFirst } from '../../results/history/runs.ts';
import type { RunRecord } from '../../results/record.ts';
import { isSelftest } from '../../results/selftest/selftest.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { type PowerGround, powerOn } from '../catalog/power.ts';
import { type AgedCatalog, agedOn } from '../catalog/staleness.ts';
import { absent, figure, isAbsent } from '../figure.ts';
import { knownCosts, type TrainingGround } from '../known-costs/known-costs.ts';
import { newestRent } from '../money/cost.ts';
import { isReferenceOf } from '../race/comparison.ts';
import { buildReferenceRows } from '../reference/reference-row.ts';
import { chipThatRan } from '../rows/chip-that-ran.ts';
import { ratePerSecond, stepTime } from '../rows/normalise.ts';
import { physicsViolations } from '../rows/physics.ts';
import type { Pool } from '../rows/pool.ts';
import { poolNewest } from '../rows/pool-newest.ts';
import { buildRow } from '../rows/row.ts';
import { softwareOf } from '../rows/software.ts';
import { sameCondition, type WorkPool, workloadRef, worksOf } from '../rows/work.ts';
import { assumptionsOf } from './assumptions/assumptions.ts';
import { shellWord } from './command.ts';
import { instrumentOf } from './instrument.ts';
import { REPORT_SCHEMA, type ReferenceRow, type Report, type RooflineRow } from './schema.ts';
import { failuresOf, invalidFailures, rowFailures, skipsOf } from './troubles.ts';

export type ReportInput = {
  readonly records: readonly RunRecord[];
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** Runs that are there and are not among the records; left out: all are. */
  readonly runsNotRead?: Report['runsNotRead'];
  readonly catalog: Catalog;
  readonly reference: Chip;
  /** The day the report speaks of; null for the newest record's time. */
  readonly asOf: string | null;
  /** Prices of power; without them energy has no cost. */
  readonly power?: PowerGround;
  /** A model whose cost of training is given where no saving was measured; without it none is. */
  readonly training?: TrainingGround;
};

/** Builds the whole report. */
export function buildReport(input: ReportInput): Report {
  const { records: all, unread, runsNotRead = null, catalog: undated, reference, asOf: asked } = input;
  // A self-test says how far to trust a row, and is none.
  const distinct = distinctRuns(all);
  const records = distinct.filter(record => !isSelftest(record));
  const asOf = asked ?? newestTime(records);
  const catalog = agedOn(undated, asOf);
  const power = input.power === undefined ? null : powerOn(input.power, asOf);
  const violations = new Map(distinct.map(record => [record, physicsViolations(record, catalog)]));
  const selftests = distinct.filter(
    record => isSelftest(record) && record.aheadOfClock !== true && violations.get(record)?.length === 0,
  );
  const pools = poolNewest(records, violations);
  const works = worksOf(pools);
  const referenceRows = referenceRowsOf(works, reference, catalog);
  const ground = { catalog, referenceChip: reference, selftests, power };
  const rows = works.flatMap(work => {
    const { pool } = work;
    const side = { workload: workloadRef(work), ran: softwareOf(pool), race: pool.race };
    const referenceRow = referenceRows.find(row => isReferenceOf(row, side));
    if (referenceRow === undefined) return [];
    const peers = works.filter(other => sameCondition(other, work));
    const chip = chipThatRan(catalog, pool);
    return [buildRow({ ...ground, work, chip, reference: referenceRow, peers })];
  });
  const current = currentRuns(records, pools);
  const runs = runsOf(records, current);
  const rent = newestRent(catalog, reference);
  return {
    schema: REPORT_SCHEMA,
    asOf,
    reference: {
      chip: reference.id,
      name: reference.name,
      source: reference.source,
      date: reference.date,
      confidence: reference.confidence,
      overlay: reference.overlay ?? null,
      price: isAbsent(rent) ? rent : { available: true, price: rent },
    },
    instrument: instrumentOf(pools, rows),
    knownCosts: knownCostsOf(input, rows, asOf),
    rows,
    referenceRows,
    roofline: pools.flatMap(rooflineRow),
    failures: [
      ...[...current].flatMap(failuresOf),
      ...[...current].flatMap(record => invalidFailures(record, violations.get(record) ?? [])),
      ...rows.flatMap(rowFailures),
    ],
    skips: [...current].flatMap(skipsOf),
    assumptions: assumptionsOf({ rows, referenceRows, runs, runsNotRead, reference, catalog }),
    unread: unread.toSorted((a, b) => compareText(a.path, b.path)),
    runs,
    runsNotRead,
  };
}

/** Where a saving was measured, what others published is no answer. */
function knownCostsOf(
  { catalog, reference, training }: ReportInput,
  rows: Report['rows'],
  asOf: string | null,
): Report['knownCosts'] {
  if (rows.some(({ saving }) => saving.available)) return absent('saving-is-measured');
  if (training === undefined) return absent('training-not-asked');
  return knownCosts({ ...training, catalog, reference, asOf });
}

function referenceRowsOf(works: readonly WorkPool[], reference: Chip, catalog: AgedCatalog): ReferenceRow[] {
  const firsts = works.filter((work, index) => works.findIndex(other => sameCondition(other, work)) === index);
  return firsts.flatMap(work =>
    buildReferenceRows(
      works.filter(other => sameCondition(other, work)),
      reference,
      catalog,
    ),
  );
}

function rooflineRow(pool: Pool): RooflineRow[] {
  const { workloadCase, record, target } = pool;
  const { workload, role } = workloadCase;
  if (
    workload.part !== 'gemm' ||
    pool.violations.length > 0 ||
    pool.evidence.status === 'unproven' ||
    (role.kind !== 'largest-matmul' && role.kind !== 'expert-matmuls')
  )
    return [];
  const step = stepTime(pool);
  return [
    {
      machine: record.context.machine.id,
      run: record.context.runId,
      target: target.id,
      case: workloadCase.id,
      role: role.kind,
      dtype: workload.dtype,
      matmuls: workload.matmuls,
      stepMs: figure(step),
      flopsPerSecond: ratePerSecond(step, workloadCase.flopsPerStep),
    },
  ];
}

/** The runs rows stand on, the newest of each machine, and what is newer and set aside: what failed in older ones is history. */
function currentRuns(records: readonly RunRecord[], pools: readonly Pool[]): ReadonlySet<RunRecord> {
  const inTime = oldestFirst(records).filter(({ aheadOfClock }) => aheadOfClock !== true);
  const newest = new Map(inTime.map(record => [machineKey(record), record]));
  const setAside = new Set(pools.flatMap(({ newerRuns }) => newerRuns.map(({ run }) => run)));
  const used = new Set([...pools.map(({ record }) => record), ...newest.values()]);
  return new Set(oldestFirst(records).filter(record => used.has(record) || setAside.has(record.context.runId)));
}

function runsOf(records: readonly RunRecord[], current: ReadonlySet<RunRecord>): Report['runs'] {
  return oldestFirst(records).map(record => {
    const { runId, machine, startedAt, suite, command } = record.context;
    return {
      id: runId,
      machine: machine.id,
      startedAt,
      suite: suite.name,
      sealed: record.sealed,
      damaged: record.damaged ?? null,
      imported: record.imported !== undefined,
      aheadOfClock: record.aheadOfClock === true,
      used: current.has(record),
      command: command.map(shellWord).join(' '),
    };
  });
}

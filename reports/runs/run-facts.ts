/** What a page of a run shows, as plain facts of its record. Pure. */
import { oldestFirst } from '../../results/history/runs.ts';
import { recordViolations } from '../../results/physics/violations.ts';
import type { CellLine, RunRecord } from '../../results/record.ts';
import type { Machine } from '../../results/schema/machine.ts';
import { shellWord } from '../report/command.ts';
import type { Report } from '../report/schema.ts';
import type { Failure, Skip } from '../report/trouble-schema.ts';
import { failuresOf, invalidFailures, skipsOf } from '../report/troubles.ts';
import { type RunWork, worksOfRun } from './run-works.ts';

/** `sealed`: every line is there and is as it was written. `unsealed`: the run did not end. `damaged`: lines are not as they were written. */
export type Seal = 'sealed' | 'unsealed' | 'damaged';

export type RunFacts = {
  readonly id: string;
  readonly machine: string;
  readonly imported: boolean;
  readonly startedAt: string;
  readonly suite: string;
  readonly concurrent: boolean;
  readonly seal: Seal;
  readonly sealSha256: string | null;
  readonly lostLines: number;
  readonly aheadOfClock: boolean;
  readonly host: Pick<Machine, 'os' | 'kernel' | 'arch' | 'cpu' | 'memoryBytes' | 'virtual'>;
  readonly accelerators: readonly { readonly name: string; readonly driver: string | null }[];
  /** Name and version, sorted by name. */
  readonly software: readonly (readonly [name: string, version: string])[];
  readonly cells: CellCounts;
  readonly works: readonly RunWork[];
  readonly failures: readonly Failure[];
  readonly skips: readonly Skip[];
  /** As it was typed. */
  readonly command: string;
};

/** Timed cells of the plan by what became of them; `open`: they have no line. */
export type CellCounts = {
  readonly planned: number;
  readonly measured: number;
  readonly disturbed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly open: number;
  /** Measurements that were taken again. */
  readonly repeated: number;
};

/** A site that grows by a run a night stays of one size. */
const MOST_PAGES = 90;

/** The newest runs, and all that the report stands on; the newest first. */
export function runFactsOf(records: readonly RunRecord[], { runs }: Pick<Report, 'runs'>): readonly RunFacts[] {
  const key = (machine: string, id: string) => JSON.stringify([machine, id]);
  const known = new Map(runs.map(run => [key(run.machine, run.id), run]));
  const reported = oldestFirst(records)
    .filter(({ context }) => known.has(key(context.machine.id, context.runId)))
    .toReversed();
  return reported
    .filter(
      ({ context }, place) => place < MOST_PAGES || known.get(key(context.machine.id, context.runId))?.used === true,
    )
    .map(factsOf);
}

function factsOf(record: RunRecord): RunFacts {
  const { context, sealed, damaged } = record;
  const { machine } = context;
  const { os, kernel, arch, cpu, memoryBytes, virtual } = machine;
  return {
    id: context.runId,
    machine: machine.id,
    imported: record.imported !== undefined,
    startedAt: context.startedAt,
    suite: context.suite.name,
    concurrent: context.concurrent === true,
    seal: damaged !== undefined ? 'damaged' : sealed ? 'sealed' : 'unsealed',
    sealSha256: record.sealSha256 ?? null,
    lostLines: damaged?.lostLines ?? 0,
    aheadOfClock: record.aheadOfClock === true,
    host: { os, kernel, arch, cpu, memoryBytes, virtual },
    accelerators: machine.accelerators.map(({ name, driver }) => ({ name, driver })),
    software: softwareOf(record),
    cells: countsOf(record),
    works: worksOfRun(record),
    failures: [...failuresOf(record), ...invalidFailures(record, recordViolations(record))],
    skips: skipsOf(record),
    command: context.command.map(shellWord).join(' '),
  };
}

function softwareOf({ context: { program, targets } }: RunRecord): RunFacts['software'] {
  const versions = new Map([
    ['moebench', program.version],
    ...Object.entries(program.runtimes),
    ...targets.flatMap(({ process }) => Object.entries(process?.versions ?? {})),
  ]);
  return [...versions].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function countsOf({ context, cells, attempts }: RunRecord): CellCounts {
  const timed = new Set(context.plan.filter(({ kind }) => kind === 'time').map(({ id }) => id));
  const lines = cells.filter(({ cell }) => timed.has(cell));
  const count = (holds: (outcome: CellLine['outcome']) => boolean) =>
    lines.filter(({ outcome }) => holds(outcome)).length;
  return {
    planned: timed.size,
    measured: count(({ status }) => status === 'measured'),
    disturbed: count(outcome => outcome.status === 'measured' && (outcome.quiet?.disturbed.length ?? 0) > 0),
    failed: count(({ status }) => status === 'fault'),
    skipped: count(({ status }) => status === 'skipped'),
    open: timed.size - lines.length,
    repeated: attempts.length,
  };
}

/** Which measurements a row stands on: per machine, target, strategy and workload one run, the newest whole one where there is one. */

import { groupedBy } from '../../results/grouped.ts';
import type { Violation } from '../../results/physics/violations.ts';
import { type Evidence, evidenceOf } from '../../results/proof/evidence.ts';
import type { Cell, RunRecord, Target } from '../../results/record.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import type { Note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Disturbance } from '../../results/schema/quiet.ts';
import { isSelftest } from '../../results/selftest/selftest.ts';
import { unknownUse } from '../../results/unknown-use.ts';
import { lanePools } from '../race/lanes.ts';
import { STANDINGS, type Standing, standingsOf } from '../race/standing.ts';
import type { Candidate, SetAside } from './pool-choice.ts';
import { compareText, distinctRuns, machineKey, oldestFirst } from './runs.ts';

export { compareText, oldestFirst } from './runs.ts';

export type MeasuredRound = {
  readonly round: number;
  readonly measurement: Measurement;
  /** By what it was disturbed; none of a round nobody looked at. */
  readonly disturbed: readonly Disturbance[];
  /** Why it cannot be told whether others disturbed it; null where it can. */
  readonly useUnknown: Note | null;
};

export type Pool = {
  readonly record: RunRecord;
  readonly target: Target;
  /** In which of its ways the target did the work. */
  readonly strategy: string;
  /** By which kernel, by the runner's own word, in the round or when it was tried; null: it does not tell. Rounds of different kernels are never in one pool. */
  readonly kernel: string | null;
  /** Rounds that its run measured by other kernels, counted from 0. */
  readonly otherKernels: readonly { readonly kernel: string | null; readonly rounds: readonly number[] }[];
  /** What the race of its run says of its strategy. */
  readonly race: Standing;
  readonly workloadCase: WorkloadCase;
  /** In the order of rounds; at least one. */
  readonly rounds: readonly MeasuredRound[];
  /** How many rounds the run was to have. */
  readonly plannedRounds: number;
  /** Runs of the same work on the same target that started before this one: counted, not pooled. */
  readonly olderRuns: number;
  /** Those that started after it and are not used, with the reason; the newest last. */
  readonly newerRuns: readonly SetAside[];
  /** What its rounds, or the proof they stand on, break of physics. Of one such round the others cannot be trusted either. */
  readonly violations: readonly Violation[];
  /** Whether each of its rounds stands on a proof that holds. */
  readonly evidence: Evidence;
  /** Its record without every case that breaks physics or is unproven: what else of the run it may be held against. */
  readonly comparable: RunRecord;
};

/**
 * Pools by (machine, target, workload sha256, all targets at once or not): of each the strategy that leads, its runner-up, and those
 * nobody raced (race/lanes.ts). None of a self-test; ordered by case, machine and target, the leading one first. `invalid`: what
 * breaks physics, by record.
 */
export function poolNewest(
  records: readonly RunRecord[],
  invalid: ReadonlyMap<RunRecord, readonly Violation[]> = new Map(),
): Pool[] {
  const candidates = new Map<string, Candidate[]>();
  for (const record of oldestFirst(distinctRuns(records)).filter(record => !isSelftest(record))) {
    for (const candidate of candidatesOf(record, invalid.get(record) ?? [])) {
      const { target, workloadCase } = candidate;
      const { concurrent = false } = record.context;
      const key = JSON.stringify([machineKey(record), target.id, workloadCase.sha256, concurrent]);
      candidates.set(key, [...(candidates.get(key) ?? []), candidate]);
    }
  }
  return [...candidates.values()].flatMap(lanePools).toSorted((a, b) => compareText(poolName(a), poolName(b)));
}

/** What a run has measured of anything, by one kernel each. */
function candidatesOf(record: RunRecord, violations: readonly Violation[]): Candidate[] {
  const comparable = withoutUnsound(record, violations);
  const strategies = [...new Set(record.context.plan.map(({ strategy }) => strategy))];
  return record.context.targets.flatMap(target =>
    record.context.cases.flatMap(workloadCase => {
      const lanes = strategies.map(strategy => ({
        strategy,
        cells: timedCells(record, { target: target.id, case: workloadCase.id, strategy }),
      }));
      if (lanes.every(({ cells }) => cells.length === 0)) return [];
      const standingOf = standingsOf(record, target, workloadCase, violations);
      return lanes.flatMap(({ strategy, cells }) => {
        const unsound = { violations: violationsOf(violations, cells), evidence: evidenceOver(record, cells) };
        const plannedRounds = cells.length;
        const what = { record, target, strategy, workloadCase, race: standingOf(strategy), plannedRounds, comparable };
        return byKernel(roundsOf(record, cells), triedKernel(target, strategy, workloadCase)).map(rounds => ({
          ...what,
          ...unsound,
          ...rounds,
        }));
      });
    }),
  );
}

/**
 * Rounds of one kernel each: what another kernel did is another measurement, whatever else is equal. `tried`: the kernel that was seen to
 * run before, where a round does not name its own.
 */
function byKernel(
  all: readonly MeasuredRound[],
  tried: string | null,
): Pick<Pool, 'kernel' | 'rounds' | 'otherKernels'>[] {
  const kernelOf = ({ measurement }: MeasuredRound): string | null => measurement.open.kernel ?? tried;
  const kinds = [...groupedBy(all, round => JSON.stringify(kernelOf(round))).values()].flatMap(rounds =>
    rounds.slice(0, 1).map(first => ({ kernel: kernelOf(first), rounds })),
  );
  return kinds.map(kind => ({
    ...kind,
    otherKernels: kinds
      .filter(other => other !== kind)
      .map(({ kernel, rounds }) => ({ kernel, rounds: rounds.map(({ round }) => round) })),
  }));
}

/** The kernel that ran when a strategy was tried in a type on the target; null: nobody tried, or it did not run. */
function triedKernel({ process }: Target, strategy: string, { workload: { dtype } }: WorkloadCase): string | null {
  const found = process?.tried.find(entry => entry.strategy === strategy && entry.dtype === dtype);
  return found?.works === true ? found.kernel : null;
}

/** What is timed together: one case on one target by one strategy. */
type Timed = Pick<Cell, 'target' | 'case' | 'strategy'>;

const timedCells = ({ context }: RunRecord, timed: Timed): Cell[] =>
  context.plan.filter(
    cell =>
      cell.kind === 'time' &&
      cell.target === timed.target &&
      cell.case === timed.case &&
      cell.strategy === timed.strategy,
  );

/** The record without the timed cells of every case, on a target by a strategy, of which any is invalid or unproven. */
function withoutUnsound(record: RunRecord, violations: readonly Violation[]): RunRecord {
  const timed = record.context.plan.filter(({ kind }) => kind === 'time');
  const groups = groupedBy(timed, cell => JSON.stringify([cell.target, cell.case, cell.strategy]));
  const unsound = [...groups.values()].filter(
    cells => violationsOf(violations, cells).length > 0 || evidenceOver(record, cells).status === 'unproven',
  );
  const ids = new Set(unsound.flatMap(cells => cells.map(({ id }) => id)));
  return ids.size === 0 ? record : { ...record, cells: record.cells.filter(({ cell }) => !ids.has(cell)) };
}

/** Those of cells, and of the proofs they stand on. */
function violationsOf(violations: readonly Violation[], cells: readonly Cell[]): readonly Violation[] {
  if (violations.length === 0) return [];
  const ids = new Set(cells.flatMap(({ id, proof }) => [id, ...(proof === null ? [] : [proof])]));
  return violations.filter(({ cell }) => ids.has(cell));
}

/** Of the cells that were measured: the first reason why one is unproven. */
function evidenceOver(record: RunRecord, cells: readonly Cell[]): Evidence {
  const measured = new Set(record.cells.flatMap(({ cell, outcome }) => (outcome.status === 'measured' ? [cell] : [])));
  for (const cell of cells) {
    const evidence: Evidence = measured.has(cell.id) ? evidenceOf(record, cell) : { status: 'proven' };
    if (evidence.status === 'unproven') return evidence;
  }
  return { status: 'proven' };
}

/** The timed rounds of one case on one target, by one strategy, within one run. */
export const measuredRounds = (record: RunRecord, timed: Timed): MeasuredRound[] =>
  roundsOf(record, timedCells(record, timed));

function roundsOf(record: RunRecord, cells: readonly Cell[]): MeasuredRound[] {
  const outcomes = new Map(record.cells.map(line => [line.cell, line.outcome]));
  const targets = new Map(record.context.targets.map(target => [target.id, target]));
  return cells
    .flatMap(({ id, round, target: targetId }) => {
      const outcome = outcomes.get(id);
      if (outcome?.status !== 'measured') return [];
      const { measurement, quiet } = outcome;
      const target = targets.get(targetId);
      const useUnknown = target === undefined ? null : unknownUse(quiet, target);
      return [{ round, measurement, disturbed: quiet?.disturbed ?? [], useUnknown }];
    })
    .toSorted((a, b) => a.round - b.round);
}

function poolName({ workloadCase, record, target, race, strategy }: Pool): string {
  const { concurrent = false } = record.context;
  const place = STANDINGS.indexOf(race.standing);
  return [workloadCase.id, machineKey(record), target.id, concurrent, race.leads ? '' : place, strategy].join('\n');
}

/** Which measurements rows stand on: per machine, target, strategy and workload one run, the newest whole one where there is one. */

import { groupedBy } from '../../results/grouped.ts';
import { compareText, distinctRuns, machineKey, oldestFirst } from '../../results/history/runs.ts';
import type { Violation } from '../../results/physics/violations.ts';
import { type Evidence, evidenceOf } from '../../results/proof/evidence.ts';
import type { Cell, RunRecord, Target } from '../../results/record.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import { isSelftest } from '../../results/selftest/selftest.ts';
import { lanePools } from '../race/lanes.ts';
import { STANDINGS, standingsOf } from '../race/standing.ts';
import { type Candidate, type MeasuredRound, type Pool, roundsOf, timedCells } from './pool.ts';

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

function poolName({ workloadCase, record, target, race, strategy }: Pool): string {
  const { concurrent = false } = record.context;
  const place = STANDINGS.indexOf(race.standing);
  return [workloadCase.id, machineKey(record), target.id, concurrent, race.leads ? '' : place, strategy].join('\n');
}

/** One work on one target by one strategy within a run: its planned timed cells, and the rounds that were measured. Pure. */
import { groupedBy } from '../grouped.ts';
import type { Round } from '../readings/rounds.ts';
import type { Cell, CellLine, RunRecord, Target } from '../record.ts';
import type { WorkloadCase } from '../schema/workload-case.ts';

export type Lane = {
  readonly record: RunRecord;
  readonly target: Target;
  readonly workloadCase: WorkloadCase;
  readonly strategy: string;
  /** In the order of rounds. */
  readonly planned: readonly Cell[];
  /** Of the planned cells, in the same order; absent of a cell that has no line. */
  readonly outcomes: readonly { readonly cell: Cell; readonly outcome: CellLine['outcome'] }[];
  readonly rounds: readonly Round[];
};

/** Every lane that is in a run's plan, but those that lost their race and so were never to be timed. */
export function lanesOf(record: RunRecord): readonly Lane[] {
  const { context, cells } = record;
  const targets = new Map(context.targets.map(target => [target.id, target]));
  const cases = new Map(context.cases.map(item => [item.id, item]));
  const outcomeOf = new Map(cells.map(({ cell, outcome }) => [cell, outcome]));
  const timed = context.plan.filter(({ kind }) => kind === 'time');
  const groups = groupedBy(timed, cell => JSON.stringify([cell.target, cell.case, cell.strategy]));
  return [...groups.values()].flatMap(group => {
    const planned = group.toSorted((a, b) => a.round - b.round);
    const [first] = planned;
    const target = targets.get(first?.target ?? '');
    const workloadCase = cases.get(first?.case ?? '');
    if (first === undefined || target === undefined || workloadCase === undefined) return [];
    const outcomes = planned.flatMap(cell => {
      const outcome = outcomeOf.get(cell.id);
      return outcome === undefined ? [] : [{ cell, outcome }];
    });
    if (outcomes.length > 0 && outcomes.every(({ outcome }) => isLostRace(outcome))) return [];
    return [{ record, target, workloadCase, strategy: first.strategy, planned, outcomes, rounds: roundsOf(outcomes) }];
  });
}

const isLostRace = (outcome: CellLine['outcome']): boolean =>
  outcome.status === 'skipped' && outcome.reason.code === 'lost-race';

const roundsOf = (outcomes: Lane['outcomes']): readonly Round[] =>
  outcomes.flatMap(({ cell: { round }, outcome }) =>
    outcome.status === 'measured' ? [{ round, measurement: outcome.measurement }] : [],
  );

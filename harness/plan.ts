/** What is run in which order. Pure: targets and cases in, cells out. */
import type { Cell, ContextLine, Target } from '../results/record.ts';
import type { Case } from '../suites/cases.ts';
import { workloadSha256 } from '../suites/identity.ts';
import { shrink } from '../suites/shrink.ts';
import type { Workload } from '../suites/workload.ts';

/** The strategies that run a case on a target, in the target's order: the first is the default. */
export type StrategiesOf = (target: Target, item: Case) => readonly string[];

/**
 * First the proofs, one for each target, strategy and small workload. Then the race, round 0: every strategy of a target once on every
 * work, where there are several strategies. Then the timed cells. Rounds are interleaved (A B C, A B C), so slow changes such as heating
 * affect every case equally; the strategies of a case stand next to each other. The roofline runs in the same rounds, by one strategy.
 * Last, one long cell for each case of `sustained`; of several strategies only the winner of the race runs it.
 */
export function plan(
  targets: readonly Target[],
  cases: readonly Case[],
  rounds: number,
  sustained: ReadonlySet<string> = new Set(),
  strategiesOf: StrategiesOf = workingStrategies,
): readonly Cell[] {
  const lanes = targets.flatMap(target => cases.map(item => laneOf(target, item, strategiesOf)));
  const race = lanes.filter(({ strategies }) => strategies.length > 1).flatMap(lane => cellsIn(lane, 'race', 0));
  const times = Array.from({ length: rounds }, (_, round) => lanes.flatMap(lane => cellsIn(lane, 'time', round)));
  const long = lanes.filter(({ item }) => sustained.has(item.id)).flatMap(lane => cellsIn(lane, 'sustained', 0));
  const timed = [...race, ...times.flat(), ...long];
  return [...proofsOf(targets, cases, timed), ...timed];
}

/** A case on a target, and the strategies that are timed there. */
type Lane = { readonly target: Target; readonly item: Case; readonly strategies: readonly string[] };

/** A product of the roofline is timed by one strategy, and is the denominator for all: it measures the machine, not the strategy. */
function laneOf(target: Target, item: Case, strategiesOf: StrategiesOf): Lane {
  const strategies = strategiesOf(target, item);
  return { target, item, strategies: item.role.kind === 'work' ? strategies : strategies.slice(0, 1) };
}

const cellsIn = ({ target, item, strategies }: Lane, kind: TimedKind, round: number): readonly Cell[] =>
  strategies.map(strategy => cellOf(kind, target, item, round, strategy));

/** Strategies that work in the case's type, as `detect` tried them; all strategies of a target where nothing is tried. */
export const workingStrategies: StrategiesOf = (target, { workload }) => strategiesFor(target, workload);

export function strategiesFor({ strategies, process }: Target, { dtype }: Pick<Workload, 'dtype'>): readonly string[] {
  if (process === undefined) return strategies;
  return strategies.filter(name =>
    process.tried.some(({ strategy, dtype: tried, works }) => strategy === name && tried === dtype && works),
  );
}

/** The proofs that timed cells need, each once: by target, then in the order of the cases. */
export function proofsOf(targets: readonly Target[], cases: readonly Case[], timed: readonly Cell[]): readonly Cell[] {
  const stoodOn = new Set(timed.map(({ proof }) => proof));
  const proofs = targets.flatMap(target =>
    cases.flatMap(item =>
      target.strategies.map((strategy): Cell => {
        const id = proofId(target, item, strategy);
        return { id, kind: 'proof', target: target.id, case: item.id, strategy, round: 0, proof: null };
      }),
    ),
  );
  return firstOfEach(proofs.filter(({ id }) => stoodOn.has(id)));
}

const firstOfEach = (cells: readonly Cell[]): readonly Cell[] => {
  const seen = new Set<string>();
  return cells.filter(({ id }) => !seen.has(id) && seen.add(id));
};

type TimedKind = Exclude<Cell['kind'], 'proof'>;

/** A timed cell with the proof it needs. `strategy`: not given: the target's default. */
export function cellOf(
  kind: TimedKind,
  target: Target,
  item: Case,
  round: number,
  strategy: string = defaultStrategy(target),
): Cell {
  const stage = {
    race: 'race',
    time: `round-${round + 1}`,
    sustained: 'sustained',
    overhead: `overhead-${round + 1}`,
  }[kind];
  const id = [target.id, item.id, ...namedStrategy(target, strategy), stage].join('/');
  return {
    id,
    kind,
    target: target.id,
    case: item.id,
    strategy,
    round,
    proof: proofId(target, item, strategy),
  };
}

/** The cells that run at once, in order: each cell alone, or all timed cells of a case and round. */
export function groups({ plan, concurrent }: Pick<ContextLine, 'plan' | 'concurrent'>): readonly (readonly Cell[])[] {
  if (concurrent !== true) return plan.map(cell => [cell]);
  const together = new Map<string, Cell[]>();
  for (const cell of plan) {
    const key = cell.kind === 'proof' ? cell.id : `${cell.kind} ${cell.round} ${cell.case}`;
    together.set(key, [...(together.get(key) ?? []), cell]);
  }
  return [...together.values()];
}

function defaultStrategy({ strategies: [strategy] }: Target): string {
  if (strategy === undefined) throw new TypeError('a target has a strategy');
  return strategy;
}

/** The strategy is part of an id only where the target has several: ids of a target with one strategy never change. */
const namedStrategy = ({ strategies }: Target, strategy: string): readonly string[] =>
  strategies.length > 1 ? [strategy] : [];

/** Cases that shrink to the same workload share a proof. */
function proofId(target: Target, item: Case, strategy: string): string {
  const small = workloadSha256(shrink(item.workload)).slice(0, 12);
  return [target.id, ...namedStrategy(target, strategy), `proof-${small}`].join('/');
}

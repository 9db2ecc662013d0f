/** The strategies that a run uses, and why it leaves out the others. Pure. */

import type { ContextLine, Target } from '../results/record.ts';
import { type Note, note } from '../results/schema/note.ts';
import type { Case } from '../suites/cases.ts';
import type { Dtype } from '../suites/workload.ts';
import { formatSpan } from './cells/overrun.ts';
import { UsageError } from './errors.ts';
import { type StrategiesOf, strategiesFor } from './plan.ts';

type Skipped = ContextLine['skipped'];

/** Strategies that take part, by the id of their target. */
export type Allowed = ReadonlyMap<string, readonly string[]>;

export type StrategyWishes = {
  /** By name; none: all there are. */
  readonly wanted: readonly string[];
  /** All targets at once: one strategy each, since two on one target would share it. */
  readonly concurrent: boolean;
  /** The time that the suite allows the run; null: any. `estimateMs`: the time of a run with these strategies. */
  readonly budget: { readonly maxMs: number; readonly estimateMs: (allowed: Allowed) => number } | null;
};

export type Choice = {
  /** Targets that have a strategy left. */
  readonly targets: readonly Target[];
  readonly allowed: Allowed;
  readonly skipped: Skipped;
};

/** Chooses strategies by name, then cuts them to the time allowed. UsageError for a name that no target has. */
export function chooseStrategies(
  targets: readonly Target[],
  cases: readonly Case[],
  { wanted, concurrent, budget }: StrategyWishes,
): Choice {
  checkNames(targets, wanted);
  const useful = new Map(targets.map(target => [target.id, usefulIn(target, cases, wanted)]));
  const alone = concurrent ? new Map([...useful].map(([id, names]) => [id, names.slice(0, 1)])) : useful;
  const { allowed, cut } = cutToFit(alone, budget);
  const reasonOf = (id: string, strategy: string): Note | undefined => {
    if (wanted.length > 0 && !wanted.includes(strategy)) return note('not-wanted');
    const isUseful = useful.get(id)?.includes(strategy) === true;
    if (isUseful && alone.get(id)?.includes(strategy) !== true) return note('strategy-alone');
    return cut.get(`${id} ${strategy}`);
  };
  const skipped = targets.flatMap(target =>
    target.strategies.flatMap(strategy => skippedOf(target, strategy, cases, reasonOf(target.id, strategy))),
  );
  return { targets: targets.filter(({ id }) => (allowed.get(id) ?? []).length > 0), allowed, skipped };
}

/** The strategies of a target that work in the case's type and take part, for a plan. */
export function strategiesIn(allowed: Allowed): StrategiesOf {
  return (target, { workload }) =>
    strategiesFor(target, workload).filter(name => allowed.get(target.id)?.includes(name) === true);
}

function checkNames(targets: readonly Target[], wanted: readonly string[]): void {
  const known = [...new Set(targets.flatMap(({ strategies }) => strategies))];
  const strange = wanted.find(name => !known.includes(name));
  if (strange === undefined) return;
  const of = targets.map(({ id, strategies }) => `${id}: ${strategies.join(', ')}`).join('; ');
  throw new UsageError(`--strategy ${strange}: no target here has it; give one of ${known.join(', ')} (${of})`);
}

/** The wanted strategies that work in a type of the cases. */
const usefulIn = (target: Target, cases: readonly Case[], wanted: readonly string[]): readonly string[] =>
  target.strategies
    .filter(name => wanted.length === 0 || wanted.includes(name))
    .filter(name => cases.some(({ workload }) => strategiesFor(target, workload).includes(name)));

/**
 * Cuts strategies until the run fits or each target has one: always the last strategy of the longest list, of equally long lists the
 * last target's.
 */
function cutToFit(named: Allowed, budget: StrategyWishes['budget']): { allowed: Allowed; cut: Map<string, Note> } {
  const cut = new Map<string, Note>();
  if (budget === null) return { allowed: named, cut };
  let allowed = named;
  for (;;) {
    const estimateMs = budget.estimateMs(allowed);
    const longest = [...allowed].reduce((most, entry) => (entry[1].length >= most[1].length ? entry : most), NO_LIST);
    const [id, strategies] = longest;
    const last = strategies.at(-1);
    if (estimateMs <= budget.maxMs || strategies.length < 2 || last === undefined) return { allowed, cut };
    cut.set(
      `${id} ${last}`,
      note('strategy-cut', { minutes: minutesOf(estimateMs), allowed: formatSpan(budget.maxMs) }),
    );
    allowed = new Map([...allowed, [id, strategies.slice(0, -1)]]);
  }
}

const NO_LIST: readonly [string, readonly string[]] = ['', []];

/** Whole minutes, and at least one. */
export const minutesOf = (ms: number): number => Math.max(1, Math.round(ms / 60_000));

/** `reason`: why the strategy takes no part at all; without it, the types of the works in which it does not work. */
function skippedOf(target: Target, strategy: string, cases: readonly Case[], reason: Note | undefined): Skipped {
  const what = `${target.id} by ${strategy}`;
  if (reason !== undefined) return [{ what, ...reason }];
  const works = cases.filter(({ role }) => role.kind === 'work');
  return [...new Set(works.map(({ workload }) => workload.dtype))].flatMap(dtype => {
    const lack = lackOf(target, strategy, dtype);
    return lack === null ? [] : [{ what: `${what}, ${dtype}`, ...lack }];
  });
}

function lackOf({ process }: Target, strategy: string, dtype: Dtype): Note | null {
  if (process === undefined) return null;
  const tried = process.tried.filter(entry => entry.strategy === strategy && entry.dtype === dtype);
  if (tried.some(({ works }) => works)) return null;
  const reason = tried.flatMap(entry => (entry.works ? [] : [entry.reason]))[0];
  return reason === undefined ? note('strategy-not-tried') : note('strategy-fails', { reason });
}

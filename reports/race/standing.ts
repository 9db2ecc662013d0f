/** What the race of a record says of a strategy: whether it stands for its target, and what a reader is told of it. Pure. */
import * as z from 'zod';
import type { Violation } from '../../results/physics/violations.ts';
import { evidenceOf, NO_PROBE } from '../../results/proof/evidence.ts';
import { type Race, recordedRace } from '../../results/race.ts';
import type { Cell, RunRecord, Target } from '../../results/record.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';

/**
 * `only`: the target has no other way of doing the work. `winner`, `runner-up`: of the race, round 0. `lost`: it was measured in the
 * rounds all the same. `unraced`: there are other ways, and its run does not say which is the fastest.
 */
export const STANDINGS = ['only', 'winner', 'runner-up', 'lost', 'unraced'] as const;

export const standingSchema = z.strictObject({
  standing: z.enum(STANDINGS),
  /** It stands for its target where chips are compared: the only way, or the winner; the runner-up where no round of the winner was measured. */
  leads: z.boolean(),
  /** Of a decided race; null where there is none. */
  winner: z.string().nullable(),
  runnerUp: z.string().nullable(),
});

export type Standing = Readonly<z.infer<typeof standingSchema>>;

/** Whether its run says which way is the fastest: then chips are compared best against best. */
export const isRaced = ({ standing }: Pick<Standing, 'standing'>): boolean => standing !== 'unraced';

export const ONLY: Standing = { standing: 'only', leads: true, winner: null, runnerUp: null };
const UNRACED: Standing = { standing: 'unraced', leads: false, winner: null, runnerUp: null };

/** The standing of each strategy of a target on a case, by the race cells that this reader believes. */
export function standingsOf(
  record: RunRecord,
  target: Target,
  item: WorkloadCase,
  violations: readonly Violation[],
): (strategy: string) => Standing {
  // A denominator is timed by one strategy, whatever others there are.
  if (item.role.kind !== 'work') return () => ONLY;
  const of = { target: target.id, case: item.id };
  const race = recordedRace(record, of, cell => isBelieved(record, cell, violations));
  const timed = record.context.plan.filter(
    cell => cell.kind === 'time' && cell.target === of.target && cell.case === of.case,
  );
  if (race.status === 'decided') return decided(race, strategiesMeasured(record, timed));
  const planned = new Set(timed.map(({ strategy }) => strategy));
  const isOnly = race.status === 'none' && planned.size < 2 && waysOf(target, item).length < 2;
  return () => (isOnly ? ONLY : UNRACED);
}

function decided(
  { winner, runnerUp }: Extract<Race, { status: 'decided' }>,
  measured: ReadonlySet<string>,
): (strategy: string) => Standing {
  // The full rounds say nothing here but whether there are any: what is faster in them was not chosen by them.
  const lead = winner !== null && measured.has(winner) ? winner : runnerUp;
  return strategy => ({
    standing: strategy === winner ? 'winner' : strategy === runnerUp ? 'runner-up' : 'lost',
    leads: strategy === lead,
    winner,
    runnerUp,
  });
}

function strategiesMeasured({ cells }: RunRecord, timed: readonly Cell[]): ReadonlySet<string> {
  const measured = new Set(cells.flatMap(({ cell, outcome }) => (outcome.status === 'measured' ? [cell] : [])));
  return new Set(timed.flatMap(({ id, strategy }) => (measured.has(id) ? [strategy] : [])));
}

/** The ways in which the target can do the work in its type, as far as its record tells. */
const waysOf = ({ strategies, process }: Target, { workload }: WorkloadCase): readonly string[] =>
  process === undefined
    ? strategies
    : strategies.filter(name =>
        process.tried.some(({ strategy, dtype, works }) => strategy === name && dtype === workload.dtype && works),
      );

/** A race cell that cannot be true or is unproven decides nothing: its strategy has no time. */
function isBelieved(record: RunRecord, cell: Cell, violations: readonly Violation[]): boolean {
  if (violations.some(violation => violation.cell === cell.id || violation.cell === cell.proof)) return false;
  const evidence = evidenceOf(record, cell);
  return evidence.status === 'proven' || evidence.code === NO_PROBE;
}

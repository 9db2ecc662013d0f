/**
 * Which strategies of a target go on for all rounds of a case: the one that was fastest in round 0, the race, and the next. Worked out
 * from the race cells alone, by the run that makes them and by whoever reads its record, and never from the full rounds: choosing the
 * faster of two by the rounds that are then reported would report its luck. Pure.
 */
import { groupedBy } from './grouped.ts';
import type { Cell, CellLine, RunRecord } from './record.ts';

type Planned = Pick<Cell, 'id' | 'kind' | 'target' | 'case' | 'strategy'>;
type Outcome = CellLine['outcome'];

/** A strategy in the race; `meanMs`: its mean step, null where it was not measured there, which loses. */
export type Entrant = { readonly strategy: string; readonly meanMs: number | null };

/**
 * `none`: the plan has no race of it. `void`: strategies are in its rounds and not in the race, or a race cell is planned twice or has two
 * lines. `open`: a race cell has no line. Of none of these can a winner be told.
 */
export type Race =
  | { readonly status: 'none' | 'void' | 'open' }
  | {
      readonly status: 'decided';
      /** The fastest first, strategies of one speed in the order of the plan; those that were not measured come last. */
      readonly ranking: readonly Entrant[];
      /** null: no strategy was measured. */
      readonly winner: string | null;
      readonly runnerUp: string | null;
    };

/** `outcomesOf`: what came of a cell, once for each of its lines. */
export function raceOf(
  plan: readonly Planned[],
  outcomesOf: (cell: Planned) => readonly Outcome[],
  { target, case: item }: Pick<Cell, 'target' | 'case'>,
): Race {
  const cells = plan.filter(cell => cell.target === target && cell.case === item);
  const entered = cells.filter(({ kind }) => kind === 'race');
  if (entered.length === 0) return { status: 'none' };
  const strategies = new Set(entered.map(({ strategy }) => strategy));
  const timed = cells.filter(({ kind }) => kind === 'time');
  if (strategies.size < entered.length || timed.some(({ strategy }) => !strategies.has(strategy))) {
    return { status: 'void' };
  }
  const outcomes = entered.map(outcomesOf);
  if (outcomes.some(({ length }) => length > 1)) return { status: 'void' };
  if (outcomes.some(({ length }) => length === 0)) return { status: 'open' };
  const entrants = entered.map(({ strategy }, i) => ({ strategy, meanMs: meanStepMs(outcomes[i]?.[0]) }));
  const ranking = entrants.toSorted((a, b) => timeOf(a) - timeOf(b) || entrants.indexOf(a) - entrants.indexOf(b));
  const [winner, runnerUp] = ranking.flatMap(({ strategy, meanMs }) => (meanMs === null ? [] : [strategy]));
  return { status: 'decided', ranking, winner: winner ?? null, runnerUp: runnerUp ?? null };
}

/** The race of a record. `counts`: whether the reader believes a measured race cell; one it does not believe has no time. */
export function recordedRace(
  { context, cells }: Pick<RunRecord, 'context' | 'cells'>,
  of: Pick<Cell, 'target' | 'case'>,
  counts: (cell: Cell) => boolean = () => true,
): Race {
  const lines = linesOf(cells);
  const outcomesOf = (cell: Planned): readonly Outcome[] => (lines.get(cell.id) ?? []).map(({ outcome }) => outcome);
  const disbelieved = new Set(context.plan.flatMap(cell => (cell.kind === 'race' && !counts(cell) ? [cell.id] : [])));
  return raceOf(
    context.plan,
    cell => outcomesOf(cell).map(outcome => (disbelieved.has(cell.id) ? DISBELIEVED : outcome)),
    of,
  );
}

const DISBELIEVED: Outcome = { status: 'skipped', reason: { code: 'not-measured', values: {} } };

/** A record of a year of nights is asked for each of its cells. */
const LINES = new WeakMap<readonly CellLine[], ReadonlyMap<string, readonly CellLine[]>>();

function linesOf(cells: readonly CellLine[]): ReadonlyMap<string, readonly CellLine[]> {
  const known = LINES.get(cells) ?? groupedBy(cells, ({ cell }) => cell);
  LINES.set(cells, known);
  return known;
}

const timeOf = ({ meanMs }: Entrant): number => meanMs ?? Number.POSITIVE_INFINITY;

function meanStepMs(outcome: Outcome | undefined): number | null {
  if (outcome?.status !== 'measured') return null;
  const { sumMs, steps } = outcome.measurement.stepMs;
  const meanMs = sumMs / steps;
  // A time that is no time wins nothing.
  return Number.isFinite(meanMs) && meanMs > 0 ? meanMs : null;
}

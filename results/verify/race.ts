/** Do the rounds of a record follow from its race? Pure. */
import { groupedBy } from '../grouped.ts';
import { raceOf } from '../race.ts';
import type { Cell, CellLine, ProofLine } from '../record.ts';

/**
 * Round 0 decides, and before any other round: a strategy that lost is not measured behind it, and one that did not is not skipped as
 * having lost. Whether a race can be decided at all is asked of its plan, by whoever reads rows of it.
 */
export function raceProblems(plan: readonly Cell[], outcomeLines: readonly (ProofLine | CellLine)[]): string[] {
  const at = new Map(outcomeLines.map((line, i) => [line.cell, i]));
  const raced = plan.filter(({ kind }) => kind === 'race');
  if (raced.length === 0) return [];
  const outcomes = groupedBy(
    outcomeLines.filter((line): line is CellLine => line.kind === 'cell'),
    ({ cell }) => cell,
  );
  const outcomesOf = ({ id }: Pick<Cell, 'id'>) => (outcomes.get(id) ?? []).map(({ outcome }) => outcome);
  const lanes = [...new Map(raced.map(cell => [JSON.stringify([cell.target, cell.case]), cell])).values()];
  return lanes.flatMap(lane => {
    const race = raceOf(plan, outcomesOf, lane);
    const laneCells = plan.filter(({ target, case: item }) => target === lane.target && item === lane.case);
    const rounds = laneCells.filter(({ kind }) => kind === 'time');
    const raceEnds = Math.max(...laneCells.filter(({ kind }) => kind === 'race').map(({ id }) => at.get(id) ?? -1));
    const early = rounds.filter(({ id }) => (at.get(id) ?? Number.POSITIVE_INFINITY) < raceEnds);
    return [
      ...early.map(({ id }) => `${id}: it stands before the end of the race that decides whether it is run`),
      ...(race.status === 'decided' ? rounds.flatMap(cell => againstRace(cell, outcomesOf(cell), race)) : []),
    ];
  });
}

function againstRace(
  { id, strategy }: Cell,
  outcomes: readonly CellLine['outcome'][],
  { winner, runnerUp }: Extract<ReturnType<typeof raceOf>, { status: 'decided' }>,
): string[] {
  const lost = strategy !== winner && strategy !== runnerUp;
  return outcomes.flatMap(outcome => {
    if (lost && outcome.status === 'measured') {
      return [
        `${id}: it is measured, and by the race ${strategy} lost to ${winner ?? 'none'} and ${runnerUp ?? 'none'}`,
      ];
    }
    const isToldLost = outcome.status === 'skipped' && outcome.reason.code === 'lost-race';
    return !lost && isToldLost ? [`${id}: it is skipped as having lost, and by the race ${strategy} did not lose`] : [];
  });
}

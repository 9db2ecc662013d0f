/** Do the plan of a record and its lines match one to one? Pure. */
import { groupedBy } from '../grouped.ts';
import { raceOf } from '../race.ts';
import type { Cell, CellLine, ContextLine, ProofLine, RecordLine } from '../record.ts';
import { broken, type Finding, holds, notKnown } from './promise.ts';

type Line = ProofLine | CellLine;

/** Each planned cell has its line, of its kind, behind the proof it stands on; no line is of anything else. */
export function checkPlan(context: ContextLine, lines: readonly RecordLine[], sealed: boolean): Finding {
  const { plan } = context;
  const told = lines.filter((line): line is Line => line.kind === 'proof' || line.kind === 'cell');
  const missing = plan.filter(({ id }) => !told.some(({ cell }) => cell === id));
  const problems = [
    ...planProblems(context),
    ...lineProblems(plan, lines),
    ...plan.flatMap(cell => cellProblems(cell, told)),
    ...raceProblems(plan, told),
    ...(sealed ? missing.map(({ id }) => `${id}: it is planned, and has no line`) : []),
  ];
  if (problems.length > 0) return broken('plan', 'plan-differs', {}, problems);
  if (missing.length > 0) return notKnown('plan', 'plan-open', { missing: missing.length, cells: plan.length });
  return holds('plan', 'plan-complete', { cells: plan.length });
}

function planProblems({ plan, suite, selftest }: ContextLine): string[] {
  const rounds = suite.rounds * (selftest?.pairs ?? 1);
  const proofs = new Set(plan.flatMap(({ id, kind }) => (kind === 'proof' ? [id] : [])));
  const seen = new Set<string>();
  return plan.flatMap(({ id, kind, proof, round }) => {
    const again = seen.has(id);
    seen.add(id);
    return [
      ...(again ? [`plan: ${id} is there twice`] : []),
      ...(proof !== null && !proofs.has(proof)
        ? [`plan: ${id} stands on ${proof}, which is no proof of the plan`]
        : []),
      ...(kind === 'time' && round >= rounds
        ? [`plan: ${id} is of round ${round + 1}, and the suite has ${rounds}`]
        : []),
    ];
  });
}

/** Lines of cells that are not planned, or of which there is more than one. */
function lineProblems(plan: readonly Cell[], lines: readonly RecordLine[]): string[] {
  const planned = new Map(plan.map(cell => [cell.id, cell]));
  const counts = new Map<string, number>();
  const strange = lines.flatMap(line => {
    if (line.kind === 'context' || line.kind === 'seal') return [];
    const cell = planned.get(line.cell);
    if (line.kind !== 'attempt') counts.set(line.cell, (counts.get(line.cell) ?? 0) + 1);
    if (cell === undefined) return [`${line.cell}: it has a line, and is not planned`];
    return isOfKind(cell, line) ? [] : [`${line.cell}: it is planned as ${cell.kind}, its line is another`];
  });
  const repeated = [...counts].flatMap(([cell, count]) => (count > 1 ? [`${cell}: it has ${count} lines`] : []));
  return [...strange, ...repeated];
}

/** What did not come to be measured may stand for any kind of cell but a proof. */
function isOfKind({ kind }: Cell, line: Exclude<RecordLine, { kind: 'context' | 'seal' }>): boolean {
  if (line.kind === 'proof' || kind === 'proof') return line.kind === kind;
  const { status } = line.outcome;
  return status === 'fault' || status === 'skipped' || (status === 'overhead') === (kind === 'overhead');
}

/** A measured cell behind its proof. One whose proof has no line at all is unproven, which the promise of proofs says. */
function cellProblems({ id, proof }: Cell, told: readonly Line[]): string[] {
  const at = told.findIndex(line => line.cell === id && line.outcome.status === 'measured');
  const proofAt = told.findLastIndex(line => line.cell === proof);
  return at !== -1 && proofAt > at ? [`${id}: its proof stands behind it`] : [];
}

/**
 * Round 0 decides, and before any other round: a strategy that lost is not measured behind it, and one that did not is not skipped as
 * having lost. Whether a race can be decided at all is asked of its plan, by whoever reads rows of it.
 */
function raceProblems(plan: readonly Cell[], told: readonly Line[]): string[] {
  const at = new Map(told.map((line, i) => [line.cell, i]));
  const raced = plan.filter(({ kind }) => kind === 'race');
  if (raced.length === 0) return [];
  const outcomes = groupedBy(
    told.filter((line): line is CellLine => line.kind === 'cell'),
    ({ cell }) => cell,
  );
  const outcomesOf = ({ id }: Pick<Cell, 'id'>) => (outcomes.get(id) ?? []).map(({ outcome }) => outcome);
  const lanes = [...new Map(raced.map(cell => [JSON.stringify([cell.target, cell.case]), cell])).values()];
  return lanes.flatMap(lane => {
    const race = raceOf(plan, outcomesOf, lane);
    const own = plan.filter(({ target, case: item }) => target === lane.target && item === lane.case);
    const rounds = own.filter(({ kind }) => kind === 'time');
    const raceEnds = Math.max(...own.filter(({ kind }) => kind === 'race').map(({ id }) => at.get(id) ?? -1));
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
      return [`${id}: it is measured, and by the race ${strategy} lost to ${winner ?? 'none'} and ${runnerUp ?? 'none'}`];
    }
    const isToldLost = outcome.status === 'skipped' && outcome.reason.code === 'lost-race';
    return !lost && isToldLost ? [`${id}: it is skipped as having lost, and by the race ${strategy} did not lose`] : [];
  });
}

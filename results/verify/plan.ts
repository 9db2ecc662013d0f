/** Do the plan of a record and its lines match one to one? Pure. */
import type { Cell, CellLine, ContextLine, ProofLine, RecordLine } from '../record.ts';
import { broken, type Finding, holds, notKnown } from './promise.ts';
import { raceProblems } from './race.ts';

type Line = ProofLine | CellLine;

/** Each planned cell has its line, of its kind, behind the proof it stands on; no line is of anything else. */
export function checkPlan(context: ContextLine, lines: readonly RecordLine[], sealed: boolean): Finding {
  const { plan } = context;
  const outcomeLines = lines.filter((line): line is Line => line.kind === 'proof' || line.kind === 'cell');
  const missing = plan.filter(({ id }) => !outcomeLines.some(({ cell }) => cell === id));
  const problems = [
    ...planProblems(context),
    ...lineProblems(plan, lines),
    ...plan.flatMap(cell => cellProblems(cell, outcomeLines)),
    ...raceProblems(plan, outcomeLines),
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
function cellProblems({ id, proof }: Cell, outcomeLines: readonly Line[]): string[] {
  const at = outcomeLines.findIndex(line => line.cell === id && line.outcome.status === 'measured');
  const proofAt = outcomeLines.findLastIndex(line => line.cell === proof);
  return at !== -1 && proofAt > at ? [`${id}: its proof stands behind it`] : [];
}

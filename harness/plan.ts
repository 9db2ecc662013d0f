/** What is run in which order. Pure: targets and cases in, cells out. */
import type { Cell, ContextLine, Target } from '../results/record.ts';
import type { Case } from '../suites/cases.ts';
import { shrink } from '../suites/shrink.ts';
import { workloadSha256 } from '../suites/workload.ts';

/**
 * First the proofs, one for each target and small workload; then the timed cells, rounds interleaved (A B C, A B C), so
 * that whatever drifts on the machine drifts through every case alike. The roofline runs in the same rounds. Last, one
 * long cell on each target for each case of `sustained`.
 */
export function plan(
  targets: readonly Target[],
  cases: readonly Case[],
  rounds: number,
  sustained: ReadonlySet<string> = new Set(),
): readonly Cell[] {
  const times = Array.from({ length: rounds }, (_, round) =>
    targets.flatMap(target => cases.map(item => cellOf('time', target, item, round))),
  ).flat();
  const long = targets.flatMap(target =>
    cases.filter(({ id }) => sustained.has(id)).map(item => cellOf('sustained', target, item, 0)),
  );
  return [...proofsOf(targets, cases), ...times, ...long];
}

/** One for each target and small workload. */
export function proofsOf(targets: readonly Target[], cases: readonly Case[]): readonly Cell[] {
  return targets.flatMap(target => uniqueProofs(target, cases));
}

/** A cell that stands on the proof of its case. */
export function cellOf(kind: Exclude<Cell['kind'], 'proof'>, target: Target, item: Case, round: number): Cell {
  const stage = { race: 'race', time: `round-${round + 1}`, sustained: 'sustained', overhead: `overhead-${round + 1}` }[
    kind
  ];
  const id = `${target.id}/${item.id}/${stage}`;
  return {
    id,
    kind,
    target: target.id,
    case: item.id,
    strategy: onlyStrategy(target),
    round,
    proof: proofId(target, item),
  };
}

/** What is run at once, in order: each cell by itself, or all timed cells of a case and round. */
export function groups({ plan, concurrent }: Pick<ContextLine, 'plan' | 'concurrent'>): readonly (readonly Cell[])[] {
  if (concurrent !== true) return plan.map(cell => [cell]);
  const together = new Map<string, Cell[]>();
  for (const cell of plan) {
    const key = cell.kind === 'proof' ? cell.id : `${cell.kind} ${cell.round} ${cell.case}`;
    together.set(key, [...(together.get(key) ?? []), cell]);
  }
  return [...together.values()];
}

function uniqueProofs(target: Target, cases: readonly Case[]): readonly Cell[] {
  const proofs = new Map<string, Cell>();
  for (const item of cases) {
    const id = proofId(target, item);
    if (proofs.has(id)) continue;
    const strategy = onlyStrategy(target);
    proofs.set(id, { id, kind: 'proof', target: target.id, case: item.id, strategy, round: 0, proof: null });
  }
  return [...proofs.values()];
}

function onlyStrategy({ strategies: [strategy] }: Target): string {
  if (strategy === undefined) throw new TypeError('a target has a strategy');
  return strategy;
}

/** Cases that shrink to the same workload share a proof. */
function proofId(target: Target, item: Case): string {
  return `${target.id}/proof-${workloadSha256(shrink(item.workload)).slice(0, 12)}`;
}

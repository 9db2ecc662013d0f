/** What a capacity does to a routing: how many rows an expert has room for, keeps, and leaves empty. Pure. */
import type { MoeWorkload } from '../../workload.ts';
import { type Routed, rowsPerExpert } from './routing.ts';

export type Dispatching = Routed & Pick<MoeWorkload, 'dispatch'>;

/** Shares from 0 to 1: of the pairs (token, choice) those dropped, of the rows computed those that are padding. */
export type DispatchShares = { readonly droppedShare: number; readonly paddedShare: number };

/**
 * Rows an expert computes whatever it is sent, C = ⌈f·T·k ÷ E⌉ of the factor as it is written; null where it takes all that
 * come. Twelve digits, so that 1.1·200 ÷ 4 is 55, as by hand, and not the next double above it.
 */
export function capacityOf({
  tokens,
  topK,
  experts,
  dispatch,
}: Pick<Dispatching, 'tokens' | 'topK' | 'experts' | 'dispatch'>): number | null {
  return dispatch.kind === 'dropless'
    ? null
    : Math.ceil(Number(((dispatch.factor * (tokens * topK)) / experts).toPrecision(12)));
}

/** Pairs whose expert computes them. A learned router is counted as even. */
export function rowsKept(workload: Dispatching): number {
  const capacity = capacityOf(workload) ?? Number.POSITIVE_INFINITY;
  return rowsPerExpert(workload).reduce((kept, rows) => kept + Math.min(rows, capacity), 0);
}

/** Rows that are computed, padding included. */
export function rowsComputed(workload: Dispatching): number {
  const capacity = capacityOf(workload);
  return capacity === null ? workload.tokens * workload.topK : workload.experts * capacity;
}

/** What is dropped and what is padding; null where only a run knows, because the router decides and a capacity drops. */
export function dispatchShares(workload: Dispatching): DispatchShares | null {
  if (workload.dispatch.kind === 'dropless') return { droppedShare: 0, paddedShare: 0 };
  if (workload.routing.kind === 'learned') return null;
  const kept = rowsKept(workload);
  return { droppedShare: 1 - kept / (workload.tokens * workload.topK), paddedShare: 1 - kept / rowsComputed(workload) };
}

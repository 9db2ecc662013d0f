/** What a dispatch with a capacity leaves out and what it pads, counted from the routing alone. */
import { rowsPerExpert } from '../../suites/moe/routing.ts';
import type { MoeWorkload } from '../../suites/workload.ts';
import { type Absent, absent } from './figure.ts';

/** `dropped`: pairs over capacity ÷ all pairs (T·k). `padded`: empty rows ÷ rows there is room for (E·C). */
export type DispatchShares = { readonly available: true; readonly dropped: number; readonly padded: number } | Absent;

export function dispatchShares(workload: MoeWorkload): DispatchShares {
  const { tokens, topK, experts, dispatch, routing } = workload;
  if (dispatch.kind === 'dropless') return { available: true, dropped: 0, padded: 0 };
  if (routing.kind === 'learned') return absent('the router decides at every step, and is not asked');
  const kept = rowsKept(workload);
  const room = experts * capacityOf(workload);
  return { available: true, dropped: 1 - kept / (tokens * topK), padded: 1 - kept / room };
}

/** Pairs (token, choice) that reach an expert in one layer. A learned router is counted as even. */
export function rowsKept(workload: MoeWorkload): number {
  if (workload.dispatch.kind === 'dropless') return workload.tokens * workload.topK;
  const capacity = capacityOf(workload);
  return rowsPerExpert(workload).reduce((total, rows) => total + Math.min(rows, capacity), 0);
}

/** C = ⌈factor·T·k ÷ E⌉; without a capacity, every pair. */
function capacityOf({ dispatch, tokens, topK, experts }: MoeWorkload): number {
  return dispatch.kind === 'dropless' ? tokens * topK : Math.ceil((dispatch.factor * tokens * topK) / experts);
}

/** What a dispatch with a capacity leaves out and what it pads, as a row says it. */
import { dispatchShares as sharesOf } from '../../suites/moe/capacity.ts';
import type { MoeWorkload } from '../../suites/workload.ts';
import { type Absent, absent } from './figure.ts';

/** `dropped`: pairs over capacity ÷ all pairs (T·k). `padded`: empty rows ÷ rows there is room for (E·C). */
export type DispatchShares = { readonly available: true; readonly dropped: number; readonly padded: number } | Absent;

export function dispatchShares(workload: MoeWorkload): DispatchShares {
  const shares = sharesOf(workload);
  if (shares === null) return absent('the router decides at every step, and is not asked');
  return { available: true, dropped: shares.droppedShare, padded: shares.paddedShare };
}

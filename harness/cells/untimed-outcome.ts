/** What came of the cells that time no window: proofs, and a self-test's look at the harness itself. */

import type { CellLine, ProofLine } from '../../results/record.ts';
import type { Proof } from '../../results/schema/proof.ts';
import { type Reading, unavailable } from '../../results/schema/reading.ts';
import type { Result } from '../runners/job.ts';
import { wrongResult } from './timed-cell.ts';

export function proofOutcome(result: Result): ProofLine['outcome'] {
  if (result.kind === 'fault') return { status: 'fault', fault: result.fault, proof: null };
  const proof = result.kind === 'proof' ? result.proof : null;
  if (proof === null) return { status: 'fault', fault: wrongResult(result), proof: null };
  if (proof.holds) return { status: 'proven', proof };
  const message = `not the oracle's result: ${whatDiffers(proof)}`;
  return { status: 'fault', fault: { code: 'mismatch', message, detail: '' }, proof };
}

/** Choices first: where those differ, every value behind them does. */
function whatDiffers({ tensors, loss, routing }: Proof): string {
  if (routing !== null && routing.unexplained > 0) {
    return `${routing.unexplained} of ${routing.choices} choices of experts differ and are not ties`;
  }
  const excess = ({ error, tolerance }: Proof['tensors'][number]) => (error ?? Infinity) / tolerance;
  const values = [...tensors, ...(loss === null ? [] : [{ name: 'loss', ...loss }])];
  const worst = values.toSorted((a, b) => excess(b) - excess(a))[0];
  return `${worst?.name} is off by ${worst?.error ?? 'a value that is no number'}`;
}

/** `samplerShare`: what the sampler costs, where somebody asked. */
export function overheadOutcome(result: Result, samplerShare: (() => Reading) | undefined): CellLine['outcome'] {
  if (result.kind === 'fault') return { status: 'fault', fault: result.fault };
  if (result.kind !== 'overhead') return { status: 'fault', fault: wrongResult(result) };
  const share = samplerShare?.() ?? unavailable('not-asked');
  return { status: 'overhead', overhead: { ...result.overhead, samplerShare: share } };
}

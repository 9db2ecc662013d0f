/** What came of the cells that time no window: proofs, and a self-test's look at the harness itself. */

import type { CellLine, ProofLine } from '../../results/record.ts';
import { codedFault } from '../../results/schema/coded-fault.ts';
import { type Note, note } from '../../results/schema/note.ts';
import type { Proof } from '../../results/schema/proof.ts';
import { type Reading, unavailable } from '../../results/schema/reading.ts';
import type { Result } from '../runners/job.ts';
import { wrongResult } from './timed-cell.ts';

export function proofOutcome(result: Result): ProofLine['outcome'] {
  if (result.kind === 'fault') return { status: 'fault', fault: result.fault, proof: null };
  const proof = result.kind === 'proof' ? result.proof : null;
  if (proof === null) return { status: 'fault', fault: wrongResult(result), proof: null };
  if (proof.holds) return { status: 'proven', proof };
  return { status: 'fault', fault: codedFault('mismatch', whatDiffers(proof)), proof };
}

/** Choices first: where those differ, every value behind them does. */
function whatDiffers({ tensors, loss, routing }: Proof): Note {
  if (routing !== null && routing.unexplained > 0) {
    return note('oracle-choices-differ', { unexplained: routing.unexplained, choices: routing.choices });
  }
  const excess = ({ error, tolerance }: Proof['tensors'][number]) => (error ?? Infinity) / tolerance;
  const values = [...tensors, ...(loss === null ? [] : [{ name: 'loss', ...loss }])];
  const [worst] = values.toSorted((a, b) => excess(b) - excess(a));
  const tensor = worst?.name ?? 'nothing';
  const error = worst?.error ?? null;
  return error === null
    ? note('oracle-tensor-no-number', { tensor })
    : note('oracle-tensor-off', { tensor, error: Number.isFinite(error) ? error : String(error) });
}

/** `samplerShare`: what the sampler costs, where somebody asked. */
export function overheadOutcome(result: Result, samplerShare: (() => Reading) | undefined): CellLine['outcome'] {
  if (result.kind === 'fault') return { status: 'fault', fault: result.fault };
  if (result.kind !== 'overhead') return { status: 'fault', fault: wrongResult(result) };
  const share = samplerShare?.() ?? unavailable('not-asked');
  return { status: 'overhead', overhead: { ...result.overhead, samplerShare: share } };
}

import { describe, expect, test } from 'vitest';
import type { ProofLine } from '../../../results/record.ts';
import type { Proof } from '../../../results/schema/proof.ts';
import { workloadSha256 } from '../../../suites/identity.ts';
import { shrink } from '../../../suites/shrink.ts';
import type { LayerWorkload, MoeWorkload } from '../../../suites/workload.ts';
import { train } from '../../reports/parts-fixture.ts';
import { proofOf } from '../made-proof.ts';
import {
  codeOf,
  curveOf,
  forward,
  HASH,
  large,
  type Parts,
  recordOf,
  routed,
  tensorsOf,
  withTensor,
} from './proof-record.ts';

const LATER = '2026-03-01T01:30:00.000Z';
const ofWorkload = (workload: MoeWorkload): Partial<Proof> => ({ workload, sha256: workloadSha256(workload) });

const lossOff = (error: number | null, value: number | null = 0.25): Partial<Proof> => ({
  loss: { value, oracle: 0.25, error, tolerance: 1e9 },
});

describe('a cell is unproven', () => {
  test.each<readonly [string, Parts, string]>([
    ['whose plan names no proof', { cell: { proof: null } }, 'no-proof-named'],
    ['whose proof is in no plan', { cell: { proof: 'elsewhere' } }, 'no-such-proof'],
    ['whose proof is a timed cell', { cell: { proof: 'cpu/toy-forward-balanced/round-1' } }, 'no-such-proof'],
    [
      'whose proof is of another target',
      { cell: { proof: recordOf().record.context.plan[1]?.id ?? '' } },
      'proof-of-other-target',
    ],
    ['whose proof is of another strategy', { proofCell: { strategy: 'grouped' } }, 'proof-of-other-target'],
    ['whose proof was never made', { proofs: [] }, 'no-proof-line'],
    ['whose proof started after it', { proofs: [{ startedAt: LATER }] }, 'proof-after-timing'],
    ['whose proof ended in a fault', { proofs: [{ outcome: faultOf('crash', null) }] }, 'proof-failed-there'],
    ['whose proof is a mismatch', { proofs: [{ outcome: faultOf('mismatch', proofOf(large)) }] }, 'proof-failed-there'],
    ['whose proof says that it does not hold', { proof: { holds: false } }, 'proof-failed-there'],
    [
      'of which only the first of two proofs holds',
      { proofs: [{}, { outcome: faultOf('mismatch', null) }] },
      'proof-failed-there',
    ],
    [
      'of which only the second of two proofs holds',
      { proofs: [{ outcome: faultOf('mismatch', null) }, {}] },
      'proof-failed-there',
    ],
    ['shrunk by a rule that nobody knows', { proof: { shrinkRule: 999 } }, 'unknown-shrink-rule'],
    ['proven at its full size, not in the small', { proof: ofWorkload(large) }, 'proof-of-other-work'],
    ['proven with fewer experts', { proof: ofWorkload({ ...shrunk(large), experts: 8 }) }, 'proof-of-other-work'],
    ['proven in another dtype', { proof: ofWorkload({ ...shrunk(large), dtype: 'float64' }) }, 'proof-of-other-work'],
    ['proven with another seed', { proof: ofWorkload({ ...shrunk(large), seed: 2 }) }, 'proof-of-other-work'],
    ['with both passes, proven in the forward pass', { proof: ofWorkload(shrunk(forward)) }, 'proof-of-other-work'],
    [
      'whose proof has the right hash over another workload',
      { proof: { workload: shrunk(forward) } },
      'proof-of-other-work',
    ],
    ['whose proof has another hash over the right workload', { proof: { sha256: HASH } }, 'proof-of-other-work'],
    ['whose proof compares no tensor', { proof: { tensors: [] } }, 'proof-lacks-tensor'],
    [
      'whose proof compares the output alone',
      { proof: { tensors: tensorsOf(large).slice(0, 1) } },
      'proof-lacks-tensor',
    ],
    [
      'whose proof lacks one gradient of one expert',
      { proof: { tensors: tensorsOf(large).filter(({ name }) => name !== 'grad:experts.63.w2') } },
      'proof-lacks-tensor',
    ],
    ['with error 0.9 under a tolerance of its own', { proof: withTensor('y', 0.9, 1e9) }, 'proof-tensor-off'],
    ['with an error that is no number', { proof: withTensor('grad:x', null) }, 'proof-tensor-off'],
    ['with an error that is NaN', { proof: withTensor('grad:x', Number.NaN) }, 'proof-tensor-off'],
    [
      'with an error just over the tolerance of its dtype',
      { proof: withTensor('grad:x', 1.01e-4) },
      'proof-tensor-off',
    ],
    [
      'float64, within the tolerance of float32',
      { workload: { ...large, dtype: 'float64' }, proof: withTensor('y', 1e-6) },
      'proof-tensor-off',
    ],
    [
      'with a tensor there twice, once off',
      { proof: { tensors: [...tensorsOf(large), { name: 'y', error: 0.5, tolerance: 1 }] } },
      'proof-tensor-off',
    ],
    ['whose proof has no loss', { proof: { loss: null } }, 'proof-lacks-loss'],
    ['whose loss is off', { proof: lossOff(0.9) }, 'proof-loss-off'],
    ['whose loss has no error', { proof: lossOff(null) }, 'proof-loss-off'],
    ['whose loss is no number', { proof: lossOff(0, null) }, 'proof-loss-off'],
    ['whose choices of experts were not compared', { proof: { routing: null } }, 'proof-lacks-routing'],
    ['of whose choices half were compared', { proof: routed({ choices: 64 }) }, 'proof-lacks-routing'],
    [
      'of whose choices one is unexplained',
      { proof: routed({ flips: 1, unexplained: 1, recomputed: true }) },
      'proof-choices-differ',
    ],
    ['whose ties were not computed again', { proof: routed({ flips: 1 }) }, 'proof-flips-kept'],
    [
      'without probes',
      { measurement: { first: { loss: 0.25, norms: { y: 12 }, probes: null, choices: null } } },
      'no-probe',
    ],
    [
      'with a probe of another tensor alone',
      {
        measurement: {
          last: { loss: 0.25, norms: { y: 12 }, probes: { x: Array<number>(16).fill(1) }, choices: null },
        },
      },
      'no-probe',
    ],
    ['that trains, proven without a curve', { workload: train, proof: { curve: null } }, 'proof-lacks-curve'],
    [
      'that trains, its curve followed for two steps',
      { workload: train, proof: curveOf({ steps: 2, loss: [5, 4], oracle: [5, 4], flips: [0, 0] }) },
      'proof-lacks-curve',
    ],
    ['that trains, its curve cut off', { workload: train, proof: curveOf({ loss: [5, 4] }) }, 'proof-lacks-curve'],
    [
      'that trains, its curve off under a tolerance of its own',
      { workload: train, proof: curveOf({ loss: [5, 4.5, 3], maxDifference: 0, tolerance: 1e9 }) },
      'proof-curve-off',
    ],
    [
      'that trains, its curve judged by nobody',
      { workload: train, proof: curveOf({ loss: [5, 4.5, 3], tolerance: null }) },
      'proof-curve-off',
    ],
    [
      'that trains, its loss off in spite of the error stated',
      { workload: train, proof: { loss: { value: 6, oracle: 5, error: 0, tolerance: 1e-4 } } },
      'proof-loss-off',
    ],
    ['that trains, compared for one step', { workload: train, proof: { comparedSteps: 1 } }, 'proof-few-steps'],
  ])('%s', (_, parts, code) => {
    expect(codeOf(parts)).toBe(code);
  });
});

function faultOf(code: 'crash' | 'mismatch', proof: Proof | null): ProofLine['outcome'] {
  return { status: 'fault', fault: { code, message: '', detail: '' }, proof };
}

function shrunk(workload: LayerWorkload): LayerWorkload {
  const small = shrink(workload);
  if (small.part !== 'moe-layer') throw new Error('a layer');
  return small;
}

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { evidenceOf, type ProofRecord } from '../../../results/proof/evidence.ts';
import type { Cell, CellLine, ProofLine } from '../../../results/record.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import type { Proof } from '../../../results/schema/proof.ts';
import { readRecords } from '../../../results/store.ts';
import { workCase } from '../../../suites/cases.ts';
import { shrink } from '../../../suites/shrink.ts';
import type { LayerWorkload, MoeWorkload } from '../../../suites/workload.ts';
import { sha256, workloadSha256 } from '../../../suites/identity.ts';
import { train } from '../../reports/parts-fixture.ts';
import { proofOf } from '../made-proof.ts';
import { contextOf, layer, measurementOf, STARTED, target, workOf } from '../small-record.ts';

const HASH = sha256('line');
const LATER = '2026-03-01T01:30:00.000Z';

/** Too large to be proven as it is: 128 tokens, 128 experts. */
const large: LayerWorkload = { ...layer, pass: 'forward-backward', tokens: 128, experts: 128 };

type Parts = {
  readonly workload?: MoeWorkload;
  /** Proof lines, in order; each null is a line without a proof. */
  readonly proofs?: readonly Partial<ProofLine>[];
  readonly proof?: Partial<Proof>;
  readonly cell?: Partial<Cell>;
  readonly proofCell?: Partial<Cell>;
  readonly measurement?: Partial<Measurement>;
  readonly lineOrder?: readonly string[];
};

/** A record of one target and one round, with its proof changed as asked. */
function recordOf(parts: Parts = {}): { readonly record: ProofRecord; readonly cell: Cell } {
  const workload = parts.workload ?? large;
  const context = contextOf({ targets: [target('cpu'), target('gpu')], cases: [workCase(workOf(workload))] });
  const [first, second, timed] = context.plan;
  if (first === undefined || second === undefined || timed === undefined) throw new Error('two proofs and a cell');
  const cell: Cell = { ...timed, ...parts.cell };
  const plan = [{ ...first, ...parts.proofCell }, second, cell, ...context.plan.slice(3)];
  const proof = proofOf(workload, parts.proof);
  const base: ProofLine = {
    kind: 'proof',
    cell: first.id,
    startedAt: STARTED,
    wallMs: 10,
    previousSha256: HASH,
    outcome: { status: 'proven', proof },
  };
  const line: CellLine = {
    kind: 'cell',
    cell: cell.id,
    startedAt: STARTED,
    wallMs: 100,
    previousSha256: HASH,
    outcome: { status: 'measured', measurement: { ...measurementOf(), samplesSha256: HASH, ...parts.measurement } },
  };
  const record: ProofRecord = {
    context: { ...context, plan, previousSha256: null },
    proofs: (parts.proofs ?? [{}]).map(changes => ({ ...base, ...changes })),
    cells: [line],
    ...(parts.lineOrder === undefined ? {} : { lineOrder: parts.lineOrder }),
  };
  return { record, cell };
}

function codeOf(parts: Parts): string {
  const { record, cell } = recordOf(parts);
  const evidence = evidenceOf(record, cell);
  return evidence.status === 'proven' ? evidence.status : evidence.code;
}

const tensorsOf = (workload: MoeWorkload) => proofOf(workload).tensors;
const withTensor = (name: string, error: number | null, tolerance = 1e-4): Partial<Proof> => ({
  tensors: tensorsOf(large).map(tensor => (tensor.name === name ? { name, error, tolerance } : tensor)),
});
const forward: LayerWorkload = { ...large, pass: 'forward' };
const ofWorkload = (workload: MoeWorkload): Partial<Proof> => ({ workload, sha256: workloadSha256(workload) });
const curveOf = (changes: Partial<NonNullable<Proof['curve']>>): Partial<Proof> => {
  const { curve } = proofOf(train);
  return { curve: curve === null ? null : { ...curve, ...changes } };
};
const routed = (changes: Partial<NonNullable<Proof['routing']>>): Partial<Proof> => ({
  routing: { choices: 128, flips: 0, unexplained: 0, recomputed: false, ...changes },
});
const tensorOf = (name: string, error: number) => ({ name, error, tolerance: 1e-4 });
const fast: MoeWorkload = { ...train, optimizer: { ...train.optimizer, learningRate: 1e-2 } };
const offCurve = curveOf({ loss: [5, 4.5, 3], tolerance: null });
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

describe('what cannot be built or read as it should be', () => {
  test('dims that pass the schema and make no layer are a reason, and stop no report', () => {
    const { record, cell } = recordOf();
    const cases = record.context.cases.map(item => ({ ...item, workload: { ...large, topK: 200 } }));
    expect(evidenceOf({ ...record, context: { ...record.context, cases } }, cell)).toEqual({
      status: 'unproven',
      code: 'work-not-built',
      values: { proof: cell.proof, cause: 'topK(float32[64,128]): k = 200 of 128' },
    });
  });

  test('a case that the record does not have', () => {
    const { record, cell } = recordOf();
    expect(evidenceOf({ ...record, context: { ...record.context, cases: [] } }, cell)).toMatchObject({
      code: 'work-not-built',
    });
  });

  test('a proof whose line follows that of its cell, whatever their times say', () => {
    const { record, cell } = recordOf();
    const proof = cell.proof ?? '';
    expect(evidenceOf({ ...record, lineOrder: [cell.id, proof] }, cell)).toMatchObject({ code: 'proof-after-timing' });
    expect(evidenceOf({ ...record, lineOrder: [proof, cell.id, proof] }, cell)).toMatchObject({
      code: 'proof-after-timing',
    });
    expect(evidenceOf({ ...record, lineOrder: [proof, cell.id] }, cell)).toEqual({ status: 'proven' });
  });
});

describe('a cell is proven', () => {
  test.each<readonly [string, Parts]>([
    ['by a proof of its own workload in the small', {}],
    ['by a proof of itself where it is small enough', { workload: layer }],
    ['in a forward pass', { workload: forward }],
    ['by a proof that says more than it must', { proof: { tensors: [...tensorsOf(large), tensorOf('more', 1e-6)] } }],
    ['at the tolerance of its dtype', { proof: withTensor('y', 1e-4) }],
    ['whose ties were computed again', { proof: routed({ flips: 2, recomputed: true }) }],
    ['twice', { proofs: [{}, {}] }],
    ['that trains', { workload: train }],
    ['that trains too fast for its curve to be judged', { workload: fast, proof: offCurve }],
  ])('%s', (_, parts) => {
    expect(codeOf(parts)).toBe('proven');
  });

  test('by a tolerance of the reader, however small the one it states', () => {
    expect(codeOf({ proof: withTensor('y', 9e-5, 1e-9) })).toBe('proven');
  });
});

describe('the tensors that a proof has to compare', () => {
  const two = { ...layer, experts: 2, topK: 1 };
  const weights = [
    'router',
    'experts.0.w1',
    'experts.0.w3',
    'experts.0.w2',
    'experts.1.w1',
    'experts.1.w3',
    'experts.1.w2',
  ];
  const namesOf = (workload: MoeWorkload) => new Set(tensorsOf(workload).map(({ name }) => name));

  test('of a forward pass: its output', () => {
    expect(namesOf(two)).toEqual(new Set(['y']));
  });

  test('of both passes: the output, and the gradient of the input and of each weight', () => {
    const gradients = ['x', ...weights].map(name => `grad:${name}`);
    expect(namesOf({ ...two, pass: 'forward-backward' })).toEqual(new Set(['y', ...gradients]));
  });

  test('of a train-step: each parameter with both its moments, as the next step finds them', () => {
    const names = namesOf(train);
    for (const name of ['next:head', 'next:m:head', 'next:v:head', 'next:layers.1.experts.3.w2', 'crossEntropy']) {
      expect(names).toContain(name);
    }
    expect([...names].filter(name => !name.startsWith('next:'))).toEqual(['crossEntropy']);
  });
});

test('a real record of schema 1 has proofs that hold, and no probes', () => {
  const path = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures/records/schema-1.jsonl');
  const [record] = readRecords(path).records;
  if (record === undefined) throw new Error('a record');
  const timed = record.context.plan.filter(({ kind }) => kind === 'time');
  expect(timed.length).toBeGreaterThan(0);
  for (const cell of timed) {
    expect(evidenceOf(record, cell)).toMatchObject({ status: 'unproven', code: 'no-probe' });
  }
});

function faultOf(code: 'crash' | 'mismatch', proof: Proof | null): ProofLine['outcome'] {
  return { status: 'fault', fault: { code, message: '', detail: '' }, proof };
}

function shrunk(workload: LayerWorkload): LayerWorkload {
  const small = shrink(workload);
  if (small.part !== 'moe-layer') throw new Error('a layer');
  return small;
}

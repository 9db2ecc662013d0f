import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../../../results/proof/evidence.ts';
import { readRecords } from '../../../results/store.ts';
import type { MoeWorkload } from '../../../suites/workload.ts';
import { train } from '../../reports/parts-fixture.ts';
import { layer } from '../small-record.ts';
import {
  codeOf,
  curveOf,
  forward,
  large,
  type Parts,
  recordOf,
  routed,
  tensorsOf,
  withTensor,
} from './proof-record.ts';

const tensorOf = (name: string, error: number) => ({ name, error, tolerance: 1e-4 });
const fast: MoeWorkload = { ...train, optimizer: { ...train.optimizer, learningRate: 1e-2 } };
const offCurve = curveOf({ loss: [5, 4.5, 3], tolerance: null });

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

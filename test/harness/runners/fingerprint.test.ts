import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  kindOf,
  norm,
  notNumbers,
  fingerprint as ofSummary,
  probe,
  summarise,
} from '../../../harness/runners/fingerprint.ts';
import type { StepOutputs } from '../../../harness/runners/steps.ts';
import { fill } from '../../../suites/data.ts';
import { gemmWorkload } from '../../../suites/gemm/gemm.ts';
import { roundToHalf } from '../../../suites/half.ts';
import type { Workload } from '../../../suites/workload.ts';
import { randomFrom } from '../../bench/random.mjs';
import { layer, layerB, printOf } from '../../results/small-record.ts';

const values = (entries: readonly (readonly [string, Float32Array | Float64Array])[]) => ({
  values: new Map(entries),
  choices: new Map(),
});
const fingerprint = (outputs: StepOutputs, workload: Workload) => ofSummary(summarise(outputs, workload));
const GEMM = gemmWorkload('float64', 1, []);

describe('the fingerprint of a step', () => {
  test('is the loss, and one norm for a gradient of all experts together', () => {
    const outputs = values([
      ['loss', Float32Array.of(0.5)],
      ['y', Float32Array.of(3, 4)],
      ['grad:experts.0.w1', Float32Array.of(1, 2)],
      ['grad:experts.11.w1', Float32Array.of(2, 4)],
      ['grad:experts.0.w2', Float32Array.of(7)],
    ]);
    // √(1+4+4+16) = 5
    expect(fingerprint(outputs, layer)).toMatchObject({
      loss: 0.5,
      norms: { y: 5, 'grad:experts.*.w1': expect.closeTo(5, 12), 'grad:experts.*.w2': 7 },
    });
  });

  test('of matrix products has no loss and one norm', () => {
    const outputs = values([
      ['c.0.0', Float64Array.of(6)],
      ['c.1.12', Float64Array.of(8)],
    ]);
    expect(fingerprint(outputs, GEMM)).toMatchObject({ loss: null, norms: { c: 10 } });
  });

  test('is summed in float64, where float32 would overflow', () => {
    expect(norm(Float32Array.of(3e30, 4e30))).toBeCloseTo(5e30, -24);
  });

  test('names what is no number', () => {
    const outputs = values([
      ['loss', Float32Array.of(Number.NaN)],
      ['y', Float32Array.of(1)],
      ['grad:x', Float32Array.of(1, Number.POSITIVE_INFINITY)],
    ]);
    expect(notNumbers(fingerprint(outputs, layer))).toEqual(['loss', 'grad:x']);
    expect(notNumbers(printOf(null, { y: 1 }))).toEqual([]);
  });
});

describe('a probe', () => {
  test('is 16 sums by index mod 16 of values times the data rule under its name', () => {
    const values = Float32Array.from({ length: 40 }, (_, i) => i + 1);
    // The same numbers as a tensor of activations of that name would have.
    const r = fill('float64', 7, 'probe/y', 40, 1);
    const sums = Array.from({ length: 16 }, (_, j) =>
      [j, j + 16, j + 32].reduce((sum, i) => sum + (i < 40 ? (i + 1) * (r[i] ?? 0) : 0), 0),
    );
    expect([...probe(7, 'y', values)]).toEqual(sums.map(sum => expect.closeTo(sum, 10)));
  });

  test('estimates the norm of a tensor, and of what two differ by, to a fifth or so', () => {
    const { normal } = randomFrom(5);
    const ratios = Array.from({ length: 200 }, (_, draw) => {
      const values = Float64Array.from({ length: 4096 }, normal);
      const squares = probe(draw, 'y', values).reduce((sum, value) => sum + value ** 2, 0);
      return Math.sqrt(3 * squares) / norm(values);
    }).toSorted((a, b) => a - b);
    expect(ratios[100]).toBeCloseTo(1, 1);
    expect(ratios[10]).toBeGreaterThan(0.65);
    expect(ratios[189]).toBeLessThan(1.35);
  });

  test('sees in every draw that a tensor was rounded to bfloat16, which is 15 times what float32 is allowed', () => {
    const { normal } = randomFrom(6);
    for (let draw = 0; draw < 100; draw += 1) {
      const values = Float32Array.from({ length: 2048 }, normal);
      const rounded = values.slice();
      roundToHalf('bfloat16', rounded);
      const [a, b] = [probe(draw, 'y', values), probe(draw, 'y', rounded)];
      const squares = a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
      expect(Math.sqrt(3 * squares) / norm(values)).toBeGreaterThan(5e-4);
    }
  });

  test('of tensors of one kind is the sum of theirs, each with numbers of its own', () => {
    const [a, b] = [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)];
    const both = fingerprint(
      values([
        ['grad:experts.0.w1', a],
        ['grad:experts.1.w1', b],
      ]),
      layer,
    ).probes;
    const swapped = fingerprint(
      values([
        ['grad:experts.0.w1', b],
        ['grad:experts.1.w1', a],
      ]),
      layer,
    ).probes;
    const [first, second] = [probe(1, 'grad:experts.0.w1', a), probe(1, 'grad:experts.1.w1', b)];
    expect(both?.['grad:experts.*.w1']).toEqual([...first].map((sum, i) => sum + (second[i] ?? 0)));
    expect(swapped).not.toEqual(both);
  });
});

describe('the choices in a fingerprint', () => {
  const learned = { ...layer, routing: layerB.workload.part === 'moe-layer' ? layerB.workload.routing : layer.routing };
  const small = { ...learned, tokens: 2, experts: 4, topK: 2 };
  const outputs = {
    values: new Map([['routerScores', Float32Array.of(0.4, 0.3, 0.2, 0.1, 0.3, 0.3, 0.3, 0.1)]]),
    choices: new Map([['', Int32Array.of(0, 1, 1, 0)]]),
  };

  test('are the hash of their int32, little-endian in the order chosen, and the count of near ties', () => {
    const bytes = Buffer.from([0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(fingerprint(outputs, small).choices).toEqual({ sha256: hash, count: 4, nearTies: 2 });
  });

  test('are none where the routing is forced, and scores are no tensor of the work', () => {
    const forced = fingerprint(outputs, { ...small, routing: { kind: 'balanced' } });
    expect(forced).toMatchObject({ choices: null, norms: {}, probes: {} });
  });
});

test('layers and experts are one kind', () => {
  expect(kindOf('next:m:layers.11.experts.3.w1')).toBe('next:m:layers.*.experts.*.w1');
});

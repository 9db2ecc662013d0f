import { expect, test } from 'vitest';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { printOf } from '../../results/small-record.ts';
import { agreeingRecord } from '../fixture.ts';
import { partsRecord } from '../parts-fixture.ts';
import { toy } from '../toy-model.ts';
import { larger, rate, reasonOf } from './rate-ground.ts';

test('a whole step that ran on one device is measured: its tokens over its mean step', () => {
  const found = rate(toy);
  // The mean is the median of 40 ms and half a millisecond.
  expect(found).toMatchObject({
    available: true,
    rateKind: 'training',
    basis: 'measured',
    extrapolated: false,
    tokensPerSecondPerDevice: { point: 1000 / 0.0405, kind: 'confidence-95', rounds: 5 },
    runs: ['run-parts'],
  });
});

test('what ran with all targets at once tells nothing of a device that runs alone', () => {
  const record = partsRecord();
  const together = { ...record, context: { ...record.context, concurrent: true as const } };
  expect(reasonOf(rate(toy, undefined, [together]))).toMatch(/^no record of NVIDIA H20 has a sound backward pass/);
  expect(rate(toy, undefined, [record, together])).toMatchObject({ available: true, runs: ['run-parts'] });
});

test('a slice is extrapolated piece by piece: layers by their number, router and head by their width', () => {
  const overlap = { low: 0, point: 0, high: 0 };
  const found = rate(larger, { devices: 1, batchTokens: 1000, recompute: 'none', overlap });
  if (!found.available) throw new Error(absenceText(found));
  // Of 37 ms that have a name: 7 attention and norms (2 layers), 19 MoE (1), 4 dense (1), 4 ends, 3 optimizer; a step is 40.5 ms.
  const ms = 40.5 / 37;
  const mixture = (64 * 8 + 2 * 3 * 64 * 128) / (64 * 4 + 2 * 3 * 64 * 128);
  const pieces = 8 * (7 / 2) + 7 * 19 * mixture + 4 + 4 * 2;
  // Embedding and head 32,768 each; attention 12,288; experts 24,576 each; routers 512; the dense layer 49,152: matrices alone.
  const whole = 2 * 32_768 + 8 * 12_288 + 7 * (8 * 24_576 + 512) + 49_152;
  // Parameters of the slice, gains and all: 2 × (12,288 + 128), 4 experts and a router, dense, both ends, the last norm.
  const slice = 2 * (12_288 + 128) + 4 * 24_576 + 256 + 49_152 + 2 * 16_384 + 64;
  const stepMs = ms * (pieces + (3 * whole) / slice);
  expect(found.tokensPerSecondPerDevice.point).toBeCloseTo(1e6 / stepMs, 6);
  expect(found).toMatchObject({ basis: 'projected', extrapolated: true, rateKind: 'training' });
  expect(found.why.map(fact => factText(fact))).toContain(
    'extrapolated from a slice: experts 8 → 4, layers 8 → 2, vocab 512 → 256',
  );
  expect(found.why.find(({ code }) => code === 'extrapolated-from-slice')?.because?.[1]).toEqual({
    code: 'dimension-cut',
    values: { dimension: 'layers', from: 8, to: 2 },
  });
});

test('asked for many devices, even a whole step goes through a plan, and every assumption is said', () => {
  const found = rate(toy, { devices: 4, batchTokens: 8000 });
  if (!found.available) throw new Error(absenceText(found));
  expect(found.basis).toBe('projected');
  expect(found.extrapolated).toBe(false);
  const said = found.why.map(fact => factText(fact)).join('\n');
  expect(said).toContain('measured: toy-train (train-step, 5 rounds)');
  expect(said).toContain('for 4 devices, 8000 tokens a step in sequences of 250');
  expect(said).toContain('assumed: 50 % (0 % to 100 %) of the communication of experts, pipeline and data is hidden');
  expect(said).toContain('assumed: no all-reduce');
  expect(found.tokensPerSecondPerDevice.low).toBeLessThan(found.tokensPerSecondPerDevice.point);
  expect(found.tokensPerSecondPerDevice.high).toBeGreaterThan(found.tokensPerSecondPerDevice.point);
});

test('a layer alone gives the rest its own speed, and says what was not run', () => {
  const found = rate(toy, { devices: 1, batchTokens: 8000, sequence: 250 }, [agreeingRecord()]);
  if (!found.available) throw new Error(absenceText(found));
  const said = found.why.map(fact => factText(fact)).join('\n');
  expect(said).toContain('assumed: attention, dense layers, embedding and head run at the speed of what was measured');
  expect(said).toContain('assumed: AdamW runs at the memory bandwidth of the data sheet');
  // All at the layer's FLOP/s: 296,448,000 in 10.5 ms; a token of the model is 3 · 407,040 FLOPs. Then 28 bytes a parameter.
  const seconds = (8000 * 3 * 407_040) / (296_448_000 / 0.0105) + (205_056 * 28) / 4e12;
  expect(found.tokensPerSecondPerDevice.point).toBeCloseTo(8000 / seconds, 6);
});

test('no rate without records of the chip, of the type, of the model, or of its own size: each says which', () => {
  expect(reasonOf(rate(toy, {}, []))).toBe('no record of NVIDIA H20 has a sound backward pass in float32');
  expect(reasonOf(rate(toy, {}, [partsRecord()], 'float8'))).toBe(
    'no record of NVIDIA H20 has a sound backward pass in float8',
  );
  expect(reasonOf(rate({ ...toy, id: 'other', name: 'Other' }))).toBe('no record of NVIDIA H20 is of Other in float32');
  expect(reasonOf(rate({ ...toy, layer: { ...toy.layer, hidden: 128 } }))).toBe(
    'the records of Toy on NVIDIA H20 are of a scaled model (hidden differ), which says nothing about its speed; run it with --fit',
  );
  expect(reasonOf(rate({ ...toy, block: null }))).toContain('the block around the layers of Toy is not implemented');
});

test('a step whose results disagree gives no rate', () => {
  const torn = partsRecord((measurement, _target, _case, round) =>
    round === 1 ? { ...measurement, first: printOf(0.5, { y: 1 }), last: printOf(9, { y: 99 }) } : measurement,
  );
  expect(reasonOf(rate(toy, {}, [torn]))).toContain('no record of NVIDIA H20 has a sound backward pass');
});

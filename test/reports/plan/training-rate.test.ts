import { expect, test } from 'vitest';
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import { loadLinks } from '../../../reports/catalog/load.ts';
import type { PlanOptions } from '../../../reports/plan/options.ts';
import { trainingRateFromRecords } from '../../../reports/plan/training-rate.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import type { Model, ModelBlock } from '../../../suites/model.ts';
import { printOf } from '../../results/small-record.ts';
import { agreeingRecord, chipOf, fixtureCatalog } from '../fixture.ts';
import { partsRecord, train } from '../parts-fixture.ts';

const catalog = fixtureCatalog();
const h20 = chipOf('nvidia-h20', 'NVIDIA H20', 44e12);
const { layers, firstDense, moeEvery, denseFfn, vocab, tied, selectionBiasRate, attention, normEpsilon, losses } =
  train;
const block: ModelBlock = {
  ...{ layers, firstDense, moeEvery, denseFfn, vocab, tied, selectionBiasRate, attention, normEpsilon, losses },
};

/** The model whose training step the record of all parts holds. */
const toy: Model = {
  id: 'toy',
  name: 'Toy',
  organisation: 'nobody',
  layer: {
    ...{ hidden: 64, ffn: 128, experts: 4, topK: 2, sharedExperts: 0 },
    ...{ activation: 'swiglu', expertBiases: false, weightOn: 'output' },
  },
  router: train.router,
  dispatch: 'dropless',
  block,
  outline: null,
  differs: { layer: null, block: null, training: null },
  parameters: { totalBillion: null, totalConvention: [], activeBillion: null, activeConvention: [] },
  routerAsPublished: '',
  source: 'made up for the tests',
  confidence: 'low',
};
const larger: Model = {
  ...toy,
  layer: { ...toy.layer, experts: 8 },
  block: { ...block, layers: 8, vocab: 512 },
};

function rate(
  model: Model,
  options?: Partial<PlanOptions>,
  records: readonly RunRecord[] = [partsRecord()],
  dtype = 'float32',
) {
  const asked = { records, model, chip: h20, dtype, catalog, links: loadLinks() };
  return trainingRateFromRecords(options === undefined ? asked : { ...asked, options });
}

const reasonOf = (found: ReturnType<typeof rate>): string => (found.available ? 'available' : absenceText(found));

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
  expect(found.why.map(factText)).toContain('extrapolated from a slice: experts 8 → 4, layers 8 → 2, vocab 512 → 256');
});

test('asked for many devices, even a whole step goes through a plan, and every assumption is said', () => {
  const found = rate(toy, { devices: 4, batchTokens: 8000 });
  if (!found.available) throw new Error(absenceText(found));
  expect(found.basis).toBe('projected');
  expect(found.extrapolated).toBe(false);
  const said = found.why.map(factText).join('\n');
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
  const said = found.why.map(factText).join('\n');
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

/** An H800 of twice the H20's compute and a half of its bandwidth, of one family with it. */
const h800 = { ...chipOf('nvidia-h800', 'NVIDIA H800', 88e12), memoryBytesPerSecond: 2e12 };
const related: Catalog = {
  ...catalog,
  chips: [h800, h20],
  siblings: {
    families: [
      {
        id: 'made-up',
        chips: ['nvidia-h800', 'nvidia-h20'],
        reason: 'one die',
        source: 's',
        date: '2026',
        confidence: 'low',
      },
    ],
    pairs: [
      {
        ...{ first: 'nvidia-h20', second: 'nvidia-h800', what: 'a product', dtype: 'float32' },
        ...{ firstFlops: 1, secondFlops: 1.5, source: 's', date: '2026', confidence: 'low' },
      },
    ],
  },
};

test('a chip that is not in the room has the rate of its sibling, by compute, between the bounds of both', () => {
  const asked = { records: [partsRecord()], model: toy, chip: h800, dtype: 'float32', links: loadLinks() };
  const found = trainingRateFromRecords({ ...asked, catalog: related });
  // 40.5 ms on the H20: half of that by compute, twice by memory.
  expect(found).toMatchObject({
    basis: 'sibling',
    rateKind: 'training',
    tokensPerSecondPerDevice: { point: 1000 / 0.02025, kind: 'bounds', rounds: 5 },
  });
  if (!found.available) throw new Error(absenceText(found));
  // Its one board may lie 1.96 standard deviations of 1 % off.
  expect(found.tokensPerSecondPerDevice.low).toBeCloseTo(1000 / (2 * 0.0405 * Math.exp(0.0196)), 0);
  expect(found.tokensPerSecondPerDevice.high).toBeCloseTo(1000 / (0.02025 * Math.exp(-0.0196)), 0);
  expect(found.why.map(factText).join('\n')).toContain('sibling: NVIDIA H20 was measured, not NVIDIA H800 (one die)');
  const alone = trainingRateFromRecords({ ...asked, catalog: { ...related, siblings: { families: [], pairs: [] } } });
  expect(reasonOf(alone)).toBe('no record of NVIDIA H800 has a sound backward pass in float32');
});

test("through a plan the parts are scaled, and the links are the chip's own", () => {
  const options = { devices: 1, batchTokens: 1000, recompute: 'none', overlap: { low: 0, point: 0, high: 0 } } as const;
  const asked = { records: [partsRecord()], model: toy, dtype: 'float32', links: loadLinks(), options };
  const [own, by] = [h20, h800].map(chip => trainingRateFromRecords({ ...asked, chip, catalog: related }));
  if (!own?.available || !by?.available) throw new Error('no rate');
  // 37 named ms are 3 of the optimizer, bound by memory, and 34 by compute.
  const ratio = own.tokensPerSecondPerDevice.point / by.tokensPerSecondPerDevice.point;
  const optimizerOf = (total: number) => (3 / 37) * total;
  // The plan leaves gains and biases out of what the optimizer changes: 205,056 of 205,632 parameters.
  const share = (optimizerOf(1) * 205_056) / 205_632;
  const compute = 34 / 37;
  expect(ratio).toBeCloseTo((compute / 2 + 2 * share) / (compute + share), 3);
  expect(by.basis).toBe('projected');
  expect(by.why.map(factText).join('\n')).toContain('links of nvidia-h800');
});

/** The record on another machine and in another run; `factor`: its steps take so many times as long. */
function elsewhere(record: RunRecord, machine: string, factor = 1): RunRecord {
  const { context } = record;
  const cells = record.cells.map(line => {
    const { outcome } = line;
    if (outcome.status !== 'measured') return line;
    if (factor === 1) return line;
    const { minMs, medianMs, maxMs } = outcome.measurement.stepMs;
    const stepMs = roundStatistics([minMs, medianMs, maxMs].map(ms => ms * factor));
    const window = { startMs: 1000, endMs: 1000 + stepMs.sumMs };
    return { ...line, outcome: { ...outcome, measurement: { ...outcome.measurement, stepMs, window } } };
  });
  const changed = { runId: `run-${machine}`, machine: { ...context.machine, id: machine } };
  return { ...record, cells, context: { ...context, ...changed } };
}

test('the same record under a second machine is no second board, and not an end of the rate moves', () => {
  const alone = rate(toy);
  const both = rate(toy, undefined, [partsRecord(), elsewhere(partsRecord(), 'lab-2')]);
  if (!alone.available || !both.available) throw new Error('no rate');
  expect(both.tokensPerSecondPerDevice).toEqual(alone.tokensPerSecondPerDevice);
  expect(both.boards).toHaveLength(1);
});

test('two boards pool by random effects, and their number is said', () => {
  const found = rate(toy, undefined, [partsRecord(), elsewhere(partsRecord(), 'lab-2', 1.02)]);
  if (!found.available) throw new Error(absenceText(found));
  expect(found.boards).toEqual(['lab-1/nvidia/0', 'lab-2/nvidia/0']);
  expect(found.tokensPerSecondPerDevice.point).toBeCloseTo(1000 / (0.0405 * Math.sqrt(1.02)), 6);
  // 2 % apart are a variance of ln² 1.02 ÷ 2, more than the 1 % squared of the catalog; of the mean half of it.
  const { low, high } = found.tokensPerSecondPerDevice;
  expect(Math.log(high / low)).toBeCloseTo(2 * 1.959964 * (Math.log(1.02) / 2), 6);
  expect(found.why.map(factText).join('\n')).toContain('on 2 boards by ONNX Runtime WebGPU, float32');
});

test('a board that ran by other software is not pooled with it', () => {
  const other = elsewhere(partsRecord(), 'lab-2', 1.02);
  const targets = other.context.targets.map(target => ({ ...target, onnx: { provider: 'cuda' } }));
  const found = rate(toy, undefined, [partsRecord(), { ...other, context: { ...other.context, targets } }]);
  if (!found.available) throw new Error(absenceText(found));
  expect(found.boards).toHaveLength(1);
});

test.each([undefined, { devices: 4, batchTokens: 8000 }])(
  'of fewer than five rounds it lacks an interval, by a plan too (%j)',
  options => {
    const record = partsRecord();
    const first = record.context.plan.filter(({ round }) => round < 3).map(({ id }) => id);
    const few = { ...record, cells: record.cells.filter(({ cell }) => first.includes(cell)) };
    const found = rate(toy, options, [few]);
    if (!found.available) throw new Error(absenceText(found));
    expect(found.lacks).toMatchObject([{ code: 'few-rounds', values: { rounds: 3, needed: 5 } }]);
    expect(rate(toy, options)).toMatchObject({ lacks: [] });
  },
);

test('of equal work on two machines, what was measured here and in time goes before an import and a date in 2099', () => {
  const options = { devices: 8 };
  const record = partsRecord();
  const named = (runId: string, startedAt: string): RunRecord => ({
    ...record,
    path: `${runId}.jsonl`,
    context: { ...record.context, runId, startedAt, machine: { ...record.context.machine, id: `of-${runId}` } },
  });
  const imported = {
    schema: 'moebench.origin/1' as const,
    importedAt: '2026-05-01T00:00:00.000Z',
    from: 'elsewhere.jsonl',
    sha256: 'a'.repeat(64),
  };
  const late: RunRecord = { ...named('late', '2099-01-01T00:00:00.000Z'), aheadOfClock: true };
  const theirs: RunRecord = { ...named('theirs', '2026-04-01T00:00:00.000Z'), imported };
  expect(rate(toy, options, [late, theirs, record])).toMatchObject({ available: true, runs: ['run-parts'] });
  expect(rate(toy, options, [late, theirs])).toMatchObject({ available: true, runs: ['theirs'] });
});

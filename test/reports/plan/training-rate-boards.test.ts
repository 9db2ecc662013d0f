/** Rates from a sibling, and from several boards. */
import { expect, test } from 'vitest';
import { loadLinks } from '../../../reports/catalog/load.ts';
import { trainingRateFromRecords } from '../../../reports/plan/training-rate.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import { partsRecord } from '../parts-fixture.ts';
import { toy } from '../toy-model.ts';
import { elsewhere, h20, h800, rate, reasonOf, related } from './rate-ground.ts';

test('a chip that was not measured has the rate of its sibling, by compute, between the bounds of both', () => {
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
  expect(found.why.map(fact => factText(fact)).join('\n')).toContain(
    'sibling: NVIDIA H20 was measured, not NVIDIA H800 (one die)',
  );
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
  expect(by.why.map(fact => factText(fact)).join('\n')).toContain('links of nvidia-h800');
});

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
  expect(found.why.map(fact => factText(fact)).join('\n')).toContain('on 2 boards by ONNX Runtime WebGPU, float32');
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

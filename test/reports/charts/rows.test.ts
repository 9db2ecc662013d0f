import { describe, expect, test } from 'vitest';
import { speedByRouting } from '../../../reports/charts/rows/by-routing.ts';
import { energyPerToken } from '../../../reports/charts/rows/energy.ts';
import { rooflinePlot } from '../../../reports/charts/rows/roofline.ts';
import { rowHistogram, stepHistogram } from '../../../reports/charts/rows/step-histogram.ts';
import { stepTimes } from '../../../reports/charts/rows/step-times.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { BOARD, widest } from '../energy/joules-fixture.ts';
import { caseA, fixtureCatalog, fixtureRecord } from '../fixture.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const reportOf = (record: ReturnType<typeof fixtureRecord>) =>
  buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
const report = reportOf(fixtureRecord({ change: measurement => measurement }));
const onH20 = report.rows.filter(({ target, workload }) => target === 'webgpu-0' && workload.id === caseA.id);

describe('a work under its roofs', () => {
  const plot = rooflinePlot(report, onH20, catalog.chips);
  if (!plot.drawn || plot.kind !== 'roofline') throw new Error('no roofline');

  test('lies at its useful FLOPs ÷ the least bytes of a step', () => {
    const [row] = onH20;
    if (row === undefined) throw new Error('no row of the H20');
    // Worked out by hand in test/reports/reference: every tensor of layer A once a use.
    const bytes = report.referenceRows.find(({ workload }) => workload.id === caseA.id)?.roof?.bytesPerStep;
    expect(plot.series[0]?.points[0]?.x).toBeCloseTo(caseA.flopsPerStep / (bytes ?? 0), 9);
  });

  test('has the data sheet of its chip, of the type of the work, as a roof', () => {
    const chip = catalog.chips.find(({ id }) => id === onH20[0]?.chip);
    const sheet = plot.roofs.find(({ basis }) => basis === 'data-sheet');
    expect(sheet?.label).toBe(`${chip?.name}, float32`);
    // Both in the unit of the axis: their ratio is the ridge.
    expect((sheet?.peak ?? 0) / (sheet?.slope ?? 1)).toBeCloseTo(
      (chip?.peakFlops.float32 ?? 0) / (chip?.memoryBytesPerSecond ?? 1),
      9,
    );
  });

  test('has the largest matrix product of its run and target as a measured roof, without a slope', () => {
    const measured = plot.roofs.filter(({ basis }) => basis === 'measured');
    const rates = report.roofline.flatMap(({ target, role, flopsPerSecond: rate }) =>
      target === 'webgpu-0' && role === 'largest-matmul' && rate.available ? [rate.point] : [],
    );
    expect(measured.map(({ slope }) => slope)).toEqual([null]);
    const sheet = plot.roofs.find(({ basis }) => basis === 'data-sheet');
    const chip = catalog.chips.find(({ id }) => id === onH20[0]?.chip);
    const unit = (sheet?.peak ?? 0) / (chip?.peakFlops.float32 ?? 1);
    expect(measured[0]?.peak).toBeCloseTo(Math.max(...rates) * unit, 9);
  });

  test('is a sentence where nothing was proven', () => {
    expect(rooflinePlot(report, [], catalog.chips)).toMatchObject({ drawn: false });
  });
});

describe('energy of a token', () => {
  test('is 100 mJ where a step of 1,000 tokens takes 100 J', () => {
    const plot = energyPerToken(reportOf(widest(BOARD)));
    if (!plot.drawn || plot.kind !== 'dots') throw new Error('no dots');
    const mark = plot.groups.flatMap(({ marks }) => marks).find(({ label }) => label.startsWith('NVIDIA H20'));
    expect(mark).toMatchObject({ basis: 'measured', point: expect.closeTo(100, 9) });
    expect(plot.axis).toMatch(/^mJ per token/);
  });

  test('is a sentence where nothing was read', () => {
    expect(energyPerToken(report)).toMatchObject({ drawn: false });
  });
});

describe('step times', () => {
  test('are a mark a round: its median, from the 5th to the 95th percentile', () => {
    const plot = stepTimes(report, onH20);
    if (!plot.drawn || plot.kind !== 'dots') throw new Error('no dots');
    const rounds = onH20[0]?.rounds ?? [];
    const [group] = plot.groups;
    expect(group?.marks.map(({ label }) => label)).toEqual(rounds.map(({ round }) => `round ${round + 1}`));
    const factor = (group?.marks[0]?.point ?? 0) / (rounds[0]?.medianMs ?? 1);
    expect(group?.marks.map(({ high }) => high / factor)).toEqual(rounds.map(({ p95Ms }) => expect.closeTo(p95Ms, 9)));
  });

  test('of samples are shares of equally wide bins, which add up to 100 %', () => {
    const samplesMs = [1, 2, 2, 3, 3, 3, 4, 4, 5];
    const plot = stepHistogram([
      { label: 'a', samplesMs },
      { label: 'b', samplesMs: [1, 5] },
    ]);
    if (!plot.drawn || plot.kind !== 'histogram') throw new Error('no histogram');
    const widths = plot.edges.slice(1).map((edge, index) => edge - (plot.edges[index] ?? 0));
    expect(new Set(widths.map(width => width.toFixed(9))).size).toBe(1);
    expect([plot.edges[0], plot.edges.at(-1)]).toEqual([1, 5]);
    for (const { counts } of plot.series) {
      expect(counts.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
    }
    // The last bin holds its right edge: the sample of 5 ms of two.
    expect(plot.series[1]?.counts.at(-1)).toBeCloseTo(50, 9);
  });

  test.each([
    [6, []],
    [7, ['1 more row is not drawn.']],
    [9, ['3 more rows are not drawn.']],
  ])('of %i rows: six outlines can be told apart, and the others are counted', (count, caption) => {
    const [row] = onH20;
    if (row === undefined) throw new Error('no row of the H20');
    const rows = Array.from({ length: count }, (_, index) => ({ ...row, id: `row ${index}` }));
    const samples = rows.map(({ id }) => ({ row: id, samplesMs: [1, 2, 3] }));
    const plot = rowHistogram({ ...report, rows }, samples);
    if (!plot.drawn || plot.kind !== 'histogram') throw new Error('no histogram');
    expect(plot.series).toHaveLength(6);
    expect(plot.caption).toEqual(caption);
  });

  test('that are all the same are one bin', () => {
    const plot = stepHistogram([{ label: 'a', samplesMs: [7, 7, 7] }]);
    if (!plot.drawn || plot.kind !== 'histogram') throw new Error('no histogram');
    expect(plot.series[0]?.counts).toEqual([100]);
    expect(plot.edges[1]).toBeGreaterThan(plot.edges[0] ?? 0);
  });

  test('are a sentence without samples', () => {
    expect(stepHistogram([{ label: 'a', samplesMs: [] }])).toMatchObject({ drawn: false });
  });
});

describe('the same work under several routings', () => {
  test('is a chart a work, a group a routing; a work under one routing has none', () => {
    const [row] = onH20;
    if (row === undefined) throw new Error('no row of the H20');
    const skewed = { ...row, workload: { ...row.workload, sha256: 'f'.repeat(64), routing: 'zipf:1.1' } };
    const plots = speedByRouting({ ...report, rows: [row, skewed] });
    expect(plots).toHaveLength(1);
    const [plot] = plots;
    if (plot === undefined || !plot.drawn || plot.kind !== 'dots') throw new Error('no dots');
    expect(plot.groups.map(({ label, marks }) => [label.includes('skewed'), marks.length])).toEqual([
      [false, 1],
      [true, 1],
    ]);
    expect(speedByRouting({ ...report, rows: [row] })).toEqual([]);
  });
});

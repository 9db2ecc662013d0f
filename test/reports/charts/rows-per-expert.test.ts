import { describe, expect, test } from 'vitest';
import { configurationOf, plotHeightPx } from '../../../reports/charts/configuration.ts';
import type { Plot, PointPlot } from '../../../reports/charts/plot.ts';
import { pngOf } from '../../../reports/charts/png.ts';
import { efficiencyByRows } from '../../../reports/charts/rows-per-expert.ts';
import { LIGHT, seriesColour } from '../../../reports/charts/theme.ts';
import { timeByPart } from '../../../reports/charts/training.ts';
import { rowDetails } from '../../../reports/pages/workloads/details.ts';
import { buildReport } from '../../../reports/report/report.ts';
import type { RunRecord } from '../../../results/record.ts';
import { meanRowsPerExpert } from '../../../suites/moe/rows-per-expert.ts';
import { caseA, caseOf, FLOPS_A, fixtureCatalog, fixtureRecord, largeMatmul, layerA } from '../fixture.ts';
import { type Raced, racedRecord } from '../raced-fixture.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const reportOf = (record: RunRecord) => buildReport({ records: [record], unread: [], catalog, reference, asOf: null });

function points(plot: Plot): PointPlot {
  if (!plot.drawn || plot.kind !== 'points') throw new Error('no points');
  return plot;
}

describe('rows per expert', () => {
  test.each([
    ['DeepSeek-V3 with all its experts at 8,192 tokens', { tokens: 8192, topK: 8, experts: 256 }, 256],
    ['the same at 32,768 tokens', { tokens: 32_768, topK: 8, experts: 256 }, 1024],
    ['Mixtral at 8,192 tokens', { tokens: 8192, topK: 2, experts: 8 }, 2048],
    ['fewer choices than experts', { tokens: 3, topK: 1, experts: 8 }, 0.375],
  ])('of %s', (_, workload, rows) => {
    expect(meanRowsPerExpert(workload)).toBe(rows);
  });
});

describe('efficiency over rows per expert', () => {
  const plot = points(efficiencyByRows(reportOf(fixtureRecord({ change: measurement => measurement }))));

  test('has a point for each work with an efficiency, the name of the row as its series', () => {
    // 1,000 and 2,000 tokens, 2 of 4 experts. On the CPU 296.448 MFLOP in 40 ms against 2 GFLOP in 200 ms: 74.112 %.
    const cpu = plot.series.filter(({ label }) => label.startsWith('AMD EPYC'));
    expect(cpu.map(({ label, points: own }) => [label, own.map(({ x }) => x)])).toEqual([
      ['AMD EPYC 9534 64-Core Processor by ONNX Runtime CPU, float32, forward-backward', [500]],
      ['AMD EPYC 9534 64-Core Processor by ONNX Runtime CPU, float32, forward', [1000]],
    ]);
    expect(cpu[0]?.points[0]?.point).toBeCloseTo(74.112, 6);
  });

  test('is drawn over doublings, with every interval inside the frame', () => {
    const { options, data, plugins } = configurationOf(plot, LIGHT);
    expect(options?.scales?.x).toMatchObject({ type: 'logarithmic', min: 250, max: 2000 });
    const highest = Math.max(...plot.series.flatMap(({ points: own }) => own.map(({ high }) => high)));
    expect(options?.scales?.y).toMatchObject({ beginAtZero: true, suggestedMax: 1.05 * highest });
    expect(data.datasets.map(({ label }) => label)).toEqual(plot.series.map(({ label }) => label));
    expect(plugins?.map(({ id }) => id)).toContain('whiskers');
  });

  test('is a PNG of the height that the page gives it', () => {
    const png = pngOf(plot);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // As sharp in height as in width, of which a page gives 960 pixels.
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(Math.abs(height - (width / 960) * plotHeightPx(plot))).toBeLessThanOrEqual(1);
  });

  test('is not drawn where all works have as many rows: one amount shows no trend', () => {
    const one = reportOf(racedRecord({ race: {}, rounds: { eager: [4, 4, 4, 4, 4] }, cases: [largeMatmul, caseA] }));
    expect(one.rows.map(({ efficiencyOfLargestMatmul: share }) => share.available)).toEqual([true]);
    expect(efficiencyByRows(one)).toMatchObject({ drawn: false, reason: expect.stringContaining('no two workloads') });
  });

  test('tells strategies of one target apart', () => {
    const wide = caseOf('toy-wide', 'toy', { ...layerA, tokens: 500 }, FLOPS_A / 2, { kind: 'work' });
    const raced: Raced = {
      race: { eager: 5, grouped: 4 },
      rounds: { eager: [5, 5, 5, 5, 5], grouped: [4, 4, 4, 4, 4] },
      cases: [largeMatmul, caseA, wide],
    };
    const drawn = points(efficiencyByRows(reportOf(racedRecord(raced))));
    expect(drawn.series.map(({ label, points: own }) => [label, own.map(({ x }) => x)])).toEqual([
      ['NVIDIA H20 by PyTorch 2.13, grouped, float32, forward-backward', [250, 500]],
      ['NVIDIA H20 by PyTorch 2.13, eager, float32, forward-backward', [250, 500]],
    ]);
  });
});

describe('forward and the two kinds of gradient, where a runner tells them apart', () => {
  const report = reportOf(
    racedRecord({
      race: {},
      rounds: { eager: [4, 4, 4, 4, 4] },
      parts: { available: true, stepMs: 10, partsMs: { dW: 3, forward: 4, dX: 2.5 } },
    }),
  );

  test('are shares of the traced step of a layer too, in the order of a step', () => {
    const plot = timeByPart(report);
    if (!plot.drawn || plot.kind !== 'bars') throw new Error('no bars');
    const [bar] = plot.groups.flatMap(({ marks }) => marks);
    expect(bar?.label).toBe('NVIDIA H20 (torch-cuda:0, eager), 10 ms');
    expect(new Map(bar?.segments.map(({ name, share }) => [name, share]))).toEqual(
      new Map([
        ['gradients of weights (dW)', 0.3],
        ['forward', 0.4],
        ['gradients of inputs (dX)', 0.25],
      ]),
    );
    expect(plot.names.slice(-4)).toEqual(['forward', 'gradients of inputs (dX)', 'gradients of weights (dW)', 'other']);
    expect(new Set(plot.names.map((_, i) => seriesColour(LIGHT, i))).size).toBe(plot.names.length);
    expect(plot.caption).toEqual(['One traced step each. Its parts add up to 95 % of it.']);
  });

  test('are named in the details of the row, the greatest first', () => {
    expect(rowDetails(report.rows, row => row.device.name, report, 'en').html).toContain(
      'forward 4 ms, 40 %; gradients of weights (dW) 3 ms, 30 %; gradients of inputs (dX) 2.5 ms, 25 %; together 9.5 ms of a traced step of 10 ms, 95 %',
    );
  });

  test('are not asked of a layer whose runner tells parts of the model', () => {
    const layers = reportOf(
      racedRecord({
        race: {},
        rounds: { eager: [4, 4, 4, 4, 4] },
        parts: { available: true, stepMs: 10, partsMs: { experts: 9 } },
      }),
    );
    expect(timeByPart(layers)).toMatchObject({ drawn: false });
  });
});

import { describe, expect, test } from 'vitest';
import { configurationOf, plotHeightPx } from '../../../reports/charts/configuration.ts';
import { wrapped } from '../../../reports/charts/drawing/lines.ts';
import { inkOn } from '../../../reports/charts/drawing/segments.ts';
import type { BarPlot, CurvePlot, Plot } from '../../../reports/charts/plot.ts';
import { pngOf } from '../../../reports/charts/png.ts';
import { DARK, LIGHT } from '../../../reports/charts/theme.ts';
import { lossCurves, timeByPart } from '../../../reports/charts/training.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';
import { CURVE, partsRecord } from '../parts-fixture.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const reportOf = (record: ReturnType<typeof fixtureRecord>) =>
  buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
const report = reportOf(partsRecord());
const layersOnly = reportOf(fixtureRecord());

function bars(plot: Plot): BarPlot {
  if (!plot.drawn || plot.kind !== 'bars') throw new Error('no bars');
  return plot;
}

function curves(plot: Plot): CurvePlot {
  if (!plot.drawn || plot.kind !== 'curves') throw new Error('no curves');
  return plot;
}

describe("where a training step's time goes", () => {
  const plot = bars(timeByPart(report));

  test('is a bar for each target that was traced, its parts as shares of the traced step', () => {
    expect(plot.groups.map(({ marks }) => marks.map(({ label }) => label))).toEqual([['NVIDIA H20 (webgpu-0), 40 ms']]);
    const [bar] = plot.groups[0]?.marks ?? [];
    expect(bar?.segments.find(({ name }) => name === 'experts')).toEqual({ name: 'experts', share: 0.4, ms: 16 });
    expect(plot.names.at(-1)).toBe('other');
  });

  test('says how much of the step its parts are: 38 of 40 ms', () => {
    expect(plot.caption).toEqual(['One traced step each. Its parts add up to 95 % of it.']);
  });

  test('ends its axis at the whole step', () => {
    expect(configurationOf(plot, LIGHT).options?.scales?.x).toMatchObject({ min: 0, max: 100, stacked: true });
  });

  test('stacks one dataset a part', () => {
    expect(configurationOf(plot, LIGHT).data.datasets.map(({ label }) => label)).toEqual([
      'experts',
      'dense',
      'attention',
      'head',
      'router',
      'dispatch',
      'norm',
      'embedding',
      'loss',
      'optimizer',
      'other',
    ]);
  });

  test('gives a part the same colour whatever other parts there are', () => {
    const [group] = plot.groups;
    const [bar] = group?.marks ?? [];
    if (group === undefined || bar === undefined) throw new Error('the fixture has no bar');
    const without = { ...bar, segments: bar.segments.filter(({ name }) => name !== 'dense') };
    const colourOf = (given: BarPlot) =>
      configurationOf(given, LIGHT).data.datasets.find(({ label }) => label === 'attention')?.backgroundColor;
    expect(colourOf({ ...plot, groups: [{ ...group, marks: [without] }] })).toBe(colourOf(plot));
  });

  test('is a sentence where there was no training step, or none was traced', () => {
    expect(timeByPart(layersOnly)).toMatchObject({ reason: 'Not drawn, because no training step was measured.' });
    const untraced = reportOf(partsRecord(measurement => measurement));
    expect(timeByPart(untraced)).toMatchObject({ reason: 'Not drawn, because no training step was traced by part.' });
  });

  test('writes on each of its colours in the ink that is read better', () => {
    expect(inkOn('#0072b2')).toBe('#ffffff');
    expect(inkOn('#f0e442')).toBe('#000000');
  });
});

describe('does it train the same', () => {
  const plot = curves(lossCurves(report));

  test("draws the oracle's curve once and each target's on it", () => {
    expect(plot.series.map(({ label, role, values }) => [label, role, values])).toEqual([
      ['oracle, float64', 'oracle', CURVE.oracle],
      ['AMD EPYC 9534 64-Core Processor (cpu)', 'target', CURVE.loss],
      ['NVIDIA H20 (webgpu-0)', 'target', CURVE.loss],
    ]);
  });

  test('says of each target in words how far it was from the oracle', () => {
    expect(plot.caption).toHaveLength(2);
    expect(plot.caption[1]).toMatch(
      /^NVIDIA H20 \(webgpu-0\), toy training step of 2 layers \(scaled\), float32, learned routing: 5 steps: /,
    );
  });

  test('says so in Chinese with Chinese signs between its pieces', () => {
    const [, caption] = curves(lossCurves(report, 'zh')).caption;
    expect(caption).toMatch(/^NVIDIA H20 \(webgpu-0\)，.*可学习路由：共 5 步：/);
  });

  test('counts steps from one, in each theme', () => {
    for (const theme of [LIGHT, DARK]) {
      const { data, options } = configurationOf(plot, theme);
      expect(data.datasets[0]?.data[0]).toEqual({ x: 1, y: 5 });
      expect(options?.scales?.x).toMatchObject({ min: 1, max: 5 });
    }
  });

  test('is a sentence where nothing was trained', () => {
    expect(lossCurves(layersOnly)).toMatchObject({
      drawn: false,
      reason: 'Not drawn, because no training step was proven over several steps.',
    });
  });
});

test('both are drawn as PNG at their height', () => {
  for (const plot of [bars(timeByPart(report)), curves(lossCurves(report))]) {
    expect(pngOf(plot).readUInt32BE(20)).toBe(2 * plotHeightPx(plot));
  }
});

test('a heading is broken between words where a phone is too narrow for it', () => {
  expect(wrapped('one training step of a toy', 20 * 7)).toEqual(['one training step of', 'a toy']);
  expect(wrapped('one training step of a toy', 1000)).toEqual(['one training step of a toy']);
});

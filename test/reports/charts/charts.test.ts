import { describe, expect, test } from 'vitest';
import { configurationOf, plotHeightPx } from '../../../reports/charts/configuration.ts';
import type { DotPlot, Mark, Plot } from '../../../reports/charts/plot.ts';
import { cost, throughput } from '../../../reports/charts/plots.ts';
import { pngOf } from '../../../reports/charts/png.ts';
import { DARK, LIGHT } from '../../../reports/charts/theme.ts';
import { workPlots } from '../../../reports/charts/work-plots.ts';
import { threeDigits } from '../../../reports/format.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const report = buildReport({ records: [fixtureRecord()], unread: [], catalog, reference, asOf: null });
const unpriced = buildReport({
  records: [fixtureRecord()],
  unread: [],
  catalog: { ...catalog, prices: [] },
  reference,
  asOf: null,
});

function drawn(plot: Plot): DotPlot {
  if (!plot.drawn || plot.kind !== 'dots') throw new Error('no dot plot');
  return plot;
}

const mark = (point: number): Mark => ({ label: 'a', basis: 'measured', point, low: point * 0.9, high: point * 1.1 });
const plotOf = (...points: number[]): DotPlot => ({
  id: 'p',
  title: 'P',
  drawn: true,
  language: 'en',
  kind: 'dots',
  caption: [],
  axis: 'x',
  groups: [{ label: 'g', marks: points.map(mark) }],
});

describe('the speed chart', () => {
  test('puts each measured target beside the projected reference, workload by workload', () => {
    expect(drawn(throughput(report)).groups.map(group => group.marks.map(one => [one.label, one.basis]))).toEqual([
      [
        ['AMD EPYC 9534 64-Core Processor (cpu)', 'measured'],
        ['NVIDIA H20 (webgpu-0)', 'measured'],
        ['NVIDIA H800 (projected)', 'projected'],
      ],
      [
        ['NVIDIA H20 (webgpu-0)', 'measured'],
        ['NVIDIA H800 (projected)', 'projected'],
      ],
    ]);
  });

  test('says why when there is nothing to draw', () => {
    const empty = buildReport({ records: [], unread: [], catalog, reference, asOf: null });
    expect(throughput(empty)).toMatchObject({
      drawn: false,
      reason: 'Speed is not drawn, because no proven row has one.',
    });
  });
});

describe('the title of the speed chart', () => {
  const [work] = report.referenceRows;
  if (work === undefined) throw new Error('the fixture has no work');
  // As if the reference were among the measured rows: its projection is no mark then.
  const measured = { ...report, referenceRows: [{ ...work, basis: 'measured' as const }] };

  test('says which target is the fastest and by how much, where intervals do not overlap', () => {
    const plot = drawn(throughput(measured));
    const [first, second] = plot.groups[0]?.marks.toSorted((a, b) => b.point - a.point) ?? [];
    if (first === undefined || second === undefined) throw new Error('fewer than two marks');
    expect(first.low).toBeGreaterThan(second.high);
    expect(plot.title).toBe(
      `${first.label} is the fastest on ${plot.groups[0]?.label}: ${threeDigits(first.point / second.point)} times ${second.label}`,
    );
  });

  test('states nothing where they do', () => {
    const rows = measured.rows.map(row =>
      row.tokensPerSecond.available ? { ...row, tokensPerSecond: { ...row.tokensPerSecond, low: 0, high: 1e12 } } : row,
    );
    expect(throughput({ ...measured, rows }).title).toBe('Speed');
  });

  test('states nothing of a projection, nor of several works at once', () => {
    expect(throughput({ ...report, referenceRows: [work] }).title).toBe('Speed');
    expect(throughput(report).title).toBe('Speed');
  });
});

describe('the charts of one work', () => {
  test('are those that have something to show, each once, in one language', () => {
    const rows = report.rows.filter(({ workload }) => workload.id === report.referenceRows[0]?.workload.id);
    const plots = workPlots({ ...report, rows }, catalog.chips, 'zh');
    expect(plots.map(({ id }) => id).slice(0, 3)).toEqual(['throughput', 'cost', 'roofline']);
    expect(new Set(plots.map(({ id }) => id)).size).toBe(plots.length);
    expect(new Set(plots.map(({ language }) => language))).toEqual(new Set(['zh']));
  });

  test('are none of a work that nobody proved', () => {
    expect(workPlots({ ...report, rows: [], referenceRows: [] }, catalog.chips)).toEqual([]);
  });
});

describe('the cost chart', () => {
  test('leaves out a target without a cost', () => {
    const labels = drawn(cost(report)).groups.flatMap(group => group.marks.map(one => one.label));
    expect(labels).not.toContain('AMD EPYC 9534 64-Core Processor (cpu)');
    expect(labels).toHaveLength(4);
  });

  test('is a sentence where nothing has a price', () => {
    expect(cost(unpriced)).toMatchObject({
      drawn: false,
      reason: 'Cost is not drawn: no measured chip has a known rent.',
    });
  });
});

describe('the configuration', () => {
  test('has a logarithmic axis where values span more than 20 to 1', () => {
    expect(configurationOf(plotOf(30, 4000), LIGHT).options?.scales?.x).toMatchObject({
      type: 'logarithmic',
      min: 20,
      max: 5000,
    });
  });

  test('starts at zero where they do not', () => {
    expect(configurationOf(plotOf(30, 40), LIGHT).options?.scales?.x).toMatchObject({
      type: 'linear',
      beginAtZero: true,
    });
  });

  test('is never animated and follows its theme', () => {
    const dark = configurationOf(plotOf(1), DARK);
    expect(dark.options?.animation).toBe(false);
    expect(dark.data.datasets[0]?.borderColor).toBe(DARK.text);
  });

  test('gives every line the same room', () => {
    expect(plotHeightPx(plotOf(1, 2, 3)) - plotHeightPx(plotOf(1, 2))).toBe(42);
  });
});

describe('the PNG', () => {
  const [first, second] = [pngOf(drawn(throughput(report))), pngOf(drawn(throughput(report)))];

  test('is a PNG of twice 960 pixels', () => {
    expect(first.subarray(1, 4).toString()).toBe('PNG');
    expect([first.readUInt32BE(16), first.readUInt32BE(20)]).toEqual([
      1920,
      2 * plotHeightPx(drawn(throughput(report))),
    ]);
  });

  test('has the same bytes when drawn twice', () => {
    expect(first.equals(second)).toBe(true);
  });

  test('has letters: words of one length look different, as missing glyphs would not', () => {
    const labelled = (label: string) => pngOf({ ...plotOf(5), groups: [{ label, marks: [mark(5)] }] });
    expect(labelled('abc').equals(labelled('xyz'))).toBe(false);
  });
});

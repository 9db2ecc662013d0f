import { describe, expect, test } from 'vitest';
import { configurationOf, KINDS, tableOf, zooms } from '../../../reports/charts/configuration.ts';
import type { DrawnPlot } from '../../../reports/charts/plot.ts';
import { DARK, LIGHT } from '../../../reports/charts/theme.ts';
import { CHART_WORDS } from '../../../reports/words/pages/charts.ts';
import { madePlots } from './made-plots.ts';

const made = madePlots('en');
const every: readonly (readonly [string, DrawnPlot])[] = Object.entries(made);
const dataOf = (plot: DrawnPlot) => configurationOf(plot, LIGHT).data.datasets.map(({ label, data }) => [label, data]);

test('there is a made plot of each kind', () => {
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(KINDS).toSorted());
});

describe.each(every)('the chart of kind %s', (_, plot) => {
  const { options, data } = configurationOf(plot, LIGHT);

  test('is never animated, fills its frame, and names its axis', () => {
    expect(options).toMatchObject({ animation: false, maintainAspectRatio: false });
    const titles = Object.values(options?.scales ?? {}).map(scale => JSON.stringify(scale));
    expect(titles.some(title => title.includes(`Axis of ${plot.id}`))).toBe(true);
    expect(data.datasets.length).toBeGreaterThan(0);
  });

  test('is drawn in other colours on dark paper', () => {
    const colours = (theme: typeof LIGHT) => JSON.stringify(configurationOf(plot, theme));
    expect(colours(DARK)).not.toBe(colours(LIGHT));
  });

  test('has a table with as many cells a row as columns, its value a number', () => {
    const { columns, rows, valueColumn } = tableOf(plot);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(row => row.length))).toEqual(new Set([columns.length]));
    expect(rows.every(row => typeof row[valueColumn] === 'number')).toBe(true);
  });

  test('has its words in Chinese', () => {
    const { columns } = tableOf({ ...plot, language: 'zh' });
    const own = Object.values(CHART_WORDS.en.columns);
    expect(columns.filter(column => own.includes(column))).toEqual([]);
  });
});

test('history and roofline zoom, others do not', () => {
  expect(every.filter(([, plot]) => zooms(plot)).map(([kind]) => kind)).toEqual(['roofline', 'time-series']);
});

describe('a cost beside the reference', () => {
  const plot = made['ratio-dots'];
  const { data, options } = configurationOf(plot, LIGHT);

  test('has a line at 100 %, named by the reference', () => {
    expect(options?.plugins).toMatchObject({
      annotation: { annotations: { equal: { xMin: 100, xMax: 100, label: { content: 'chip zero = 100 %' } } } },
    });
  });

  test('is a share of that: the basis is the series and its shape, the verdict the colour of the mark and of its whisker', () => {
    expect(data.datasets.map(({ label }) => label)).toEqual(['measured', 'published', 'assumed']);
    expect(data.datasets[0]?.data).toMatchObject([
      { x: 50, low: 40, high: 75, colour: LIGHT.verdicts.cheaper },
      { x: 100, low: 100, high: 100, colour: LIGHT.text },
    ]);
    expect(data.datasets[1]).toMatchObject({ pointStyle: 'rect', borderColor: [LIGHT.verdicts['not separable']] });
  });

  test('says the verdict in words and by a sign, so that colour is not the only one', () => {
    const texts = data.datasets.flatMap(({ data: points }) => points.map(point => JSON.stringify(point)));
    expect(texts.join('\n')).toContain('chip one · ↓ cheaper: 50 (40 to 75) %');
    expect(texts.join('\n')).toContain('chip three · ? no interval: 200 %');
  });

  test('has no line at the height of any words, however far these reach', () => {
    const annotations = Object.values(options?.plugins?.annotation?.annotations ?? {}) as readonly {
      readonly yMin?: number;
      readonly yMax?: number;
    }[];
    // A heading's and a label's letters are 12 px high, their middle 17 px over the line, and a row has 42 px; marks follow the heading by 0.85.
    const words = [0, 0.85, 1.85, 2.85, 3.85].map(y => [y - 23 / 42, y - 11 / 42] as const);
    expect(annotations).toHaveLength(5);
    for (const { yMin = Number.NEGATIVE_INFINITY, yMax = Number.POSITIVE_INFINITY } of annotations) {
      expect(words.filter(([top, bottom]) => yMin < bottom && top < yMax)).toEqual([]);
    }
  });

  test('has one legend: shapes of bases in neutral ink, and a stroke in the colour of each verdict', () => {
    const generate = options?.plugins?.legend?.labels?.generateLabels;
    const items = generate?.({} as never) ?? [];
    expect(items.map(({ text, pointStyle, strokeStyle }) => [text, pointStyle, strokeStyle])).toEqual([
      ['measured', 'circle', LIGHT.text],
      ['published', 'rect', LIGHT.text],
      ['assumed', 'crossRot', LIGHT.text],
      ['cheaper', 'line', LIGHT.verdicts.cheaper],
      ['not separable', 'line', LIGHT.verdicts['not separable']],
      ['no interval', 'line', LIGHT.verdicts['no interval']],
    ]);
  });

  test('begins at nothing and holds every whisker', () => {
    expect(options?.scales?.x).toMatchObject({ type: 'linear', min: 0, suggestedMax: 210 });
  });
});

describe('a stack', () => {
  test('is a series a part that is there, in the order of the names', () => {
    expect(dataOf(made.stack).map(([label]) => label)).toEqual(['rent', 'power']);
  });

  test('has the total with its interval in its table, where it is known', () => {
    expect(tableOf(made.stack).rows).toEqual([
      ['model', 'chip one', 'rent', 3, null, null],
      ['model', 'chip one', 'power', 1, null, null],
      ['model', 'chip one', 'Total', 4, 3.5, 5],
      ['model', 'chip two', 'rent', 2, null, null],
    ]);
  });
});

describe('cost against time', () => {
  const [frontier, others] = configurationOf(made.scatter, LIGHT).data.datasets;

  test('joins the frontier from the fastest to the slowest, and nothing else', () => {
    expect(frontier).toMatchObject({ showLine: true, data: [{ name: 'fast' }, { name: 'slow' }] });
    expect(others).toMatchObject({ showLine: false, borderColor: LIGHT.quiet, data: [{ name: 'beaten' }] });
  });

  test('has whiskers along both axes', () => {
    expect(others?.data[0]).toMatchObject({ across: { low: 315 }, low: 8.1 });
  });
});

describe('a roofline', () => {
  const { data, options } = configurationOf(made.roofline, LIGHT);

  test('rises by the bandwidth to the ridge at peak ÷ slope, and is level from there', () => {
    // 900 ÷ 3 = 300 FLOP per byte; the left edge is 20, as the point lies at 50.
    expect(data.datasets[1]?.data).toMatchObject([
      { x: 20, y: 60 },
      { x: 300, y: 900 },
      { x: 500, y: 900 },
    ]);
    expect(data.datasets[2]?.data).toMatchObject([
      { x: 20, y: 600 },
      { x: 500, y: 600 },
    ]);
  });

  test('has every roof in the colour of what it limits, dashed by a data sheet', () => {
    const [points, sheet, measured] = data.datasets;
    expect([sheet, measured]).toMatchObject([{ borderDash: [6, 4] }, { borderDash: [] }]);
    expect([sheet?.borderColor, measured?.borderColor]).toEqual([points?.borderColor, points?.borderColor]);
  });

  test('is logarithmic both ways, with room over the highest roof', () => {
    expect(options?.scales).toMatchObject({
      x: { type: 'logarithmic', min: 20, max: 500 },
      y: { type: 'logarithmic', min: 50, max: 5000 },
    });
  });
});

describe('a histogram', () => {
  test('holds every bin between its edges and ends at its foot', () => {
    expect(configurationOf(made.histogram, LIGHT).data.datasets[0]?.data).toMatchObject([
      { x: 10, y: 0 },
      { x: 12, y: 25 },
      { x: 14, y: 75 },
      { x: 14, y: 0 },
    ]);
  });
});

describe('a tornado', () => {
  test('starts every bar at the result of all points, the widest first', () => {
    const { data, options } = configurationOf(made.tornado, LIGHT);
    expect(data.datasets[0]).toMatchObject({ base: 25, data: [{ x: 35 }, { x: 24 }] });
    expect(data.datasets[1]?.data).toMatchObject([{ x: 15, text: 'wide 3.4 CNY/h: 15' }, { x: 26 }]);
    expect(options?.scales?.x).toMatchObject({ beginAtZero: false });
  });
});

describe('a time series', () => {
  const { data, options } = configurationOf(made['time-series'], LIGHT);

  test('leaves a gap where a run has no value', () => {
    expect(data.datasets[0]?.data).toMatchObject([{ y: 100 }, { y: Number.NaN }, { y: 120 }]);
  });

  test('has its ticks at the time of day of its runs, so that a night stands over its own date', () => {
    const first = Date.UTC(2026, 0, 1, 22);
    const axis = { min: first, max: first + 16 * 86_400_000, ticks: [] as { value: number }[] };
    const plot = {
      ...made['time-series'],
      times: ['2026-01-01T22:00:00Z', '2026-01-02T22:00:00Z', '2026-01-17T22:00:00Z'],
    };
    configurationOf(plot, LIGHT).options?.scales?.x?.afterBuildTicks?.(axis as never);
    expect(axis.ticks.map(({ value }) => new Date(value).toISOString())).toEqual(
      ['01', '03', '05', '07', '09', '11', '13', '15', '17'].map(day => `2026-01-${day}T22:00:00.000Z`),
    );
  });

  test('marks a step at the moment of its run, in words', () => {
    const value = Date.UTC(2026, 0, 3, 3);
    expect(options?.plugins).toMatchObject({
      annotation: {
        annotations: {
          step0: { value },
          // In the right half: its right end lies 4 px left of the line.
          words0: { position: { x: 'end' }, xAdjust: -4 },
        },
      },
    });
  });

  test.each([
    [[4.98, 5, 5.48], 'Step time, ms (does not start at 0)', false],
    [[3, 5, 7], 'Step time, ms', true],
    [[0, 0], 'Step time, ms', true],
  ])('of %j has the axis %s', (values, text, beginAtZero) => {
    const [series] = made['time-series'].series;
    if (series === undefined) throw new Error('the made history has a series');
    const plot = {
      ...made['time-series'],
      axis: 'Step time, ms',
      series: [{ ...series, values, lows: values, highs: values }],
    };
    expect(configurationOf(plot, LIGHT).options?.scales?.y).toMatchObject({ beginAtZero, title: { text } });
  });

  test('has the step in the table, at its run', () => {
    expect(tableOf(made['time-series']).rows[1]).toEqual([
      ...['chip one', '2026-01-03T03:00:00Z', 'run-3', 120, 118, 122],
      'confirmed: driver 570 → 580',
    ]);
  });
});

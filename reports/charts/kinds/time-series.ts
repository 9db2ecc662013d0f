/** Values night by night: a line a series, steps as dated lines with words. Zooms in time. */
import type { ChartConfiguration } from 'chart.js';
import { threeDigits } from '../../format.ts';
import { LANGUAGE_TAGS, type Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { stepLine, stepWords } from '../drawing/annotations.ts';
import { FRAME, fieldOf, legendAbove, plainAxis } from '../drawing/axes.ts';
import { SERIES_DASHES } from '../drawing/marks.ts';
import { spanText } from '../drawing/numbers.ts';
import { zoomAcross } from '../drawing/zoom.ts';
import type { Kind } from '../kind.ts';
import type { TimedSeries, TimedStep, TimePlot } from '../plot.ts';
import { seriesColour, type Theme } from '../theme.ts';

const HEIGHT_PX = 380;
const LEGEND_ROW_PX = 18;
/** More names would take more room than the lines. */
const MOST_NAMED = 8;
/** Labels of steps near each other lie on as many levels. */
const LEVELS = 4;
/** With more values a dot a value hides the line, and takes time to draw. */
const MOST_DOTS = 200;
const DOT_ROOM_PX = 6;
const DAY_MS = 86_400_000;
const MOST_TICKS = 8;

export const TIME_SERIES: Kind<TimePlot> = {
  configuration,
  heightPx: ({ series }) => HEIGHT_PX + LEGEND_ROW_PX * Math.min(series.length, MOST_NAMED),
  table: ({ series, times, runs, steps, language, axis }) => {
    const { columns, states, named } = CHART_WORDS[language];
    return {
      columns: [columns.name, columns.time, columns.run, axis, columns.low, columns.high, columns.step],
      rows: series.flatMap(({ id, label, values, lows, highs }) =>
        values.flatMap((value, at) => {
          if (value === null) return [];
          const step = steps.find(own => own.seriesId === id && own.at === at);
          const words = step === undefined ? null : named(states[step.state], step.label);
          return [[label, times[at] ?? null, runs[at] ?? null, value, lows?.[at] ?? null, highs?.[at] ?? null, words]];
        }),
      ),
      valueColumn: 3,
    };
  },
  zooms: true,
};

function configuration(plot: TimePlot, theme: Theme): ChartConfiguration {
  const { language, series, steps } = plot;
  const moments = plot.times.map(time => Date.parse(time));
  const day = dayFormat(language);
  const count = series.reduce((sum, { values }) => sum + values.length, 0);
  return {
    type: 'line',
    data: {
      datasets: series.map((of, index) => ({
        label: of.label,
        data: pointsOf(of, moments),
        borderColor: seriesColour(theme, index),
        backgroundColor: seriesColour(theme, index),
        borderDash: [...(SERIES_DASHES[index % SERIES_DASHES.length] ?? [])],
        borderWidth: 1.5,
        // The first and the last dot lie on the edges.
        clip: DOT_ROOM_PX,
        pointRadius: count <= MOST_DOTS ? 2.5 : 0,
        pointHitRadius: 8,
      })),
    },
    options: {
      ...FRAME,
      // The values come in order and as numbers: nothing has to be read or sorted again.
      parsing: false,
      normalized: true,
      interaction: { mode: 'nearest', intersect: false },
      scales: {
        x: {
          ...plainAxis('', theme),
          type: 'linear',
          min: moments[0] ?? 0,
          max: moments.at(-1) ?? 1,
          // Round numbers of milliseconds are no round days.
          afterBuildTicks: axis => {
            axis.ticks = days(axis.min, axis.max, moments[0] ?? 0).map(value => ({ value }));
          },
          ticks: {
            color: theme.quiet,
            maxRotation: 0,
            autoSkipPadding: 16,
            callback: value => day.format(Number(value)),
          },
        },
        y: {
          ...plainAxis(isCut(plot) ? CHART_WORDS[language].cut(plot.axis) : plot.axis, theme),
          type: 'linear',
          beginAtZero: !isCut(plot),
          grace: steps.length === 0 ? '5%' : '20%',
          ticks: { color: theme.quiet, callback: value => threeDigits(Number(value)) },
        },
      },
      plugins: {
        // One series has the name of its chart.
        legend: { ...legendAbove(theme), display: series.length > 1 && series.length <= MOST_NAMED },
        tooltip: {
          callbacks: {
            title: () => '',
            label: ({ dataset, raw }) =>
              CHART_WORDS[language].named(`${dataset.label}, ${momentText(raw, day)}`, valueText(raw, language)),
          },
        },
        zoom: zoomAcross(theme),
        annotation: { annotations: stepLines(steps, plot, moments, theme) },
      },
    },
  };
}

/** Values of which the least is more than half of the greatest would lie in a narrow band far from 0: their axis begins below them. */
function isCut({ series }: TimePlot): boolean {
  const known = series.flatMap(({ values, lows, highs }) => [values, lows ?? [], highs ?? []].flat()).filter(isKnown);
  const [least, greatest] = known.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, 0],
  );
  return least > greatest / 2;
}

const isKnown = (value: number | null): value is number => value !== null;

/** An equal number of days apart, at most nine, at the time of day of the first run: a tick stands at its night's value. */
function days(min: number, max: number, firstRun: number): number[] {
  const every = DAY_MS * Math.max(1, Math.ceil((max - min) / DAY_MS / MOST_TICKS));
  const first = firstRun + Math.ceil((min - firstRun) / DAY_MS) * DAY_MS;
  const count = Math.max(0, Math.floor((max - first) / every) + 1);
  return Array.from({ length: count }, (_, index) => first + index * every);
}

/** A run without a value is a gap. */
const pointsOf = ({ values, lows, highs }: TimedSeries, moments: readonly number[]) =>
  values.map((value, at) => ({
    x: moments[at] ?? 0,
    y: value ?? Number.NaN,
    low: lows?.[at] ?? value,
    high: highs?.[at] ?? value,
  }));

/** A step's line has the colour of its series; its words are on the side where there is more room. */
const stepLines = (
  steps: readonly TimedStep[],
  { series, language }: TimePlot,
  moments: readonly number[],
  theme: Theme,
) =>
  Object.fromEntries(
    steps.flatMap(({ seriesId, at, state, label }, index) => {
      const colour = seriesColour(
        theme,
        Math.max(
          0,
          series.findIndex(({ id }) => id === seriesId),
        ),
      );
      const content = CHART_WORDS[language].named(CHART_WORDS[language].states[state], label);
      const side = 2 * at < moments.length ? ('right' as const) : ('left' as const);
      const step = { value: moments[at] ?? 0, content, colour, level: index % LEVELS, side };
      return [
        [`step${index}`, stepLine(step)],
        [`words${index}`, stepWords(step, theme)],
      ];
    }),
  );

const dayFormat = (language: Language): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(LANGUAGE_TAGS[language], {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });

const momentText = (raw: unknown, day: Intl.DateTimeFormat): string => day.format(Number(fieldOf(raw, 'x')));

const valueText = (raw: unknown, language: Language): string =>
  spanText(
    { point: Number(fieldOf(raw, 'y')), low: Number(fieldOf(raw, 'low')), high: Number(fieldOf(raw, 'high')) },
    language,
  );

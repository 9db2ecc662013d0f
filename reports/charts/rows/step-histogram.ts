/** How the steps of a work are distributed, in bins, where their samples are there. */
import { timeUnit } from '../../format.ts';
import type { Report } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import type { Plot } from '../plot.ts';
import { rowNames } from './names.ts';

/** The step times of a row by its id, round after round. */
export type RowSamples = { readonly row: string; readonly samplesMs: readonly number[] };

/** More outlines over each other cannot be told apart. */
const MOST_SERIES = 6;

/** The leading rows of one work that have samples, in the order of the report. */
export function rowHistogram(report: Report, samples: readonly RowSamples[], language: Language = 'en'): Plot {
  const names = rowNames(report, language);
  const samplesOf = new Map(samples.map(({ row, samplesMs }) => [row, samplesMs]));
  const series = report.rows
    .filter(({ race, status }) => race.leads && status === 'measured')
    .flatMap(row => {
      const samplesMs = samplesOf.get(row.id);
      return samplesMs === undefined ? [] : [{ label: names.lane(row), samplesMs }];
    });
  const plot = stepHistogram(series.slice(0, MOST_SERIES), language);
  const left = series.length - MOST_SERIES;
  return plot.drawn && left > 0 ? { ...plot, caption: [...plot.caption, PLOT_WORDS[language].moreRows(left)] } : plot;
}

/** One row's samples, in milliseconds. */
export type StepSamples = { readonly label: string; readonly samplesMs: readonly number[] };

const MOST_BINS = 40;

/** Shares of the steps in equally wide bins, the same for every series (Freedman & Diaconis 1981: 2 IQR n^(−1/3)). */
export function stepHistogram(series: readonly StepSamples[], language: Language = 'en', id = 'step-histogram'): Plot {
  const words = PLOT_WORDS[language];
  const all = series.flatMap(({ samplesMs }) => samplesMs).toSorted((a, b) => a - b);
  const [least, greatest] = [all[0], all.at(-1)];
  if (least === undefined || greatest === undefined) {
    return { id, title: words.stepHistogram, drawn: false, reason: words.noStepTimes };
  }
  const { factor, symbol } = timeUnit(greatest);
  const edges = edgesOf(all, least, greatest);
  return {
    id,
    title: words.stepHistogram,
    drawn: true,
    language,
    kind: 'histogram',
    axis: words.histogramAxis,
    acrossAxis: symbol,
    edges: edges.map(edge => edge * factor),
    series: series.map(({ label, samplesMs }) => ({ label, counts: sharesOf(samplesMs, edges) })),
    caption: [],
  };
}

function edgesOf(sorted: readonly number[], least: number, greatest: number): number[] {
  const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? least;
  const width = (2 * (quantile(0.75) - quantile(0.25))) / Math.cbrt(sorted.length);
  const bins = width > 0 ? Math.min(MOST_BINS, Math.max(1, Math.ceil((greatest - least) / width))) : 1;
  const span = greatest > least ? greatest - least : Math.max(Math.abs(least), 1) * 1e-3;
  return Array.from({ length: bins + 1 }, (_, index) => least + (span * index) / bins);
}

/** In percent; the last bin holds its right edge. */
function sharesOf(samples: readonly number[], edges: readonly number[]): number[] {
  const bins = edges.length - 1;
  const [first = 0, last = 0] = [edges[0], edges[bins]];
  const counts = new Array<number>(bins).fill(0);
  for (const sample of samples) {
    const bin = Math.min(bins - 1, Math.floor(((sample - first) / (last - first)) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map(count => (100 * count) / Math.max(1, samples.length));
}

/** Names of series and metrics, for people. */
import type { SeriesKey } from '../../../results/history/observation.ts';
import { onOneLine } from '../../../results/printable.ts';
import { durationText, pointText, type Unit } from '../../format.ts';
import type { Finding, Metric } from '../../regressions/schema.ts';
import { ANY } from '../../regressions/series.ts';

type MetricWords = {
  readonly name: string;
  /** Behind a share of the figure: `5.1 % slower`. */
  readonly worse: string;
  readonly better: string;
  readonly valueText: (value: number) => string;
};

const GIGABYTES: Unit = { factor: 1e-9, symbol: 'GB' };
const MEGABYTES: Unit = { factor: 1e-6, symbol: 'MB' };
const bytesText = (bytes: number): string => pointText(bytes, bytes >= 1e9 ? GIGABYTES : MEGABYTES);

export const METRIC_WORDS: Readonly<Record<Metric, MetricWords>> = {
  'step-time': { name: 'step time', worse: 'slower', better: 'faster', valueText: durationText },
  'energy-per-step': {
    name: 'energy per step',
    worse: 'more energy per step',
    better: 'less energy per step',
    valueText: joules => pointText(joules, { factor: 1, symbol: 'J' }),
  },
  'peak-host-memory': {
    name: 'peak host memory',
    worse: 'more host memory',
    better: 'less host memory',
    valueText: bytesText,
  },
  'peak-device-memory': {
    name: 'peak device memory',
    worse: 'more device memory',
    better: 'less device memory',
    valueText: bytesText,
  },
};

/** The only way of a target that has no choice. */
const ONLY_STRATEGY = 'session';

/** `moe-layer-balanced by grouped`: names come from records, and are kept on one line. Of the machine as a whole: `everything`. */
export function workText({ series, case: name }: Pick<Finding, 'series' | 'case'>): string {
  if (series.workloadSha256 === ANY) return 'everything';
  if (series.strategy === ANY) return `${onOneLine(name)} by its fastest strategy`;
  const way = series.strategy === ONLY_STRATEGY ? '' : ` by ${onOneLine(series.strategy)}`;
  return `${onOneLine(name)}${way}`;
}

/** `torch-cuda-0, all targets at once`; with several machines in the check ` of lab-1` behind it. */
export function targetText({ target, concurrent, machine }: SeriesKey, isSingleMachine: boolean): string {
  const place = isSingleMachine ? onOneLine(target) : `${onOneLine(target)} of ${onOneLine(machine)}`;
  return concurrent ? `${place}, all targets at once` : place;
}

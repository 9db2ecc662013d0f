/** Names of series and metrics, for people. */
import type { SeriesKey } from '../../../results/history/observation.ts';
import { onOneLine } from '../../../results/printable.ts';
import { durationText, pointText, type Unit } from '../../format.ts';
import type { Finding, Metric } from '../../regressions/schema.ts';
import { ANY } from '../../regressions/series.ts';
import type { InEvery, Language } from '../language.ts';

type MetricWords = {
  readonly name: string;
  /** Behind a share of the figure: `5.1 % more time per step`; before it in Chinese: `单步耗时增加 5.1%`. */
  readonly worse: string;
  readonly better: string;
  readonly valueText: (value: number) => string;
};

const GIGABYTES: Unit = { factor: 1e-9, symbol: 'GB' };
const MEGABYTES: Unit = { factor: 1e-6, symbol: 'MB' };
const bytesText = (bytes: number): string => pointText(bytes, bytes >= 1e9 ? GIGABYTES : MEGABYTES);
const joulesText = (joules: number): string => pointText(joules, { factor: 1, symbol: 'J' });

const EN_METRICS: Readonly<Record<Metric, MetricWords>> = {
  'step-time': {
    name: 'step time',
    worse: 'more time per step',
    better: 'less time per step',
    valueText: durationText,
  },
  'energy-per-step': {
    name: 'energy per step',
    worse: 'more energy per step',
    better: 'less energy per step',
    valueText: joulesText,
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

const ZH_METRICS: Readonly<Record<Metric, MetricWords>> = {
  'step-time': { name: '单步耗时', worse: '单步耗时增加', better: '单步耗时缩短', valueText: durationText },
  'energy-per-step': { name: '单步能耗', worse: '单步能耗增加', better: '单步能耗降低', valueText: joulesText },
  'peak-host-memory': { name: '主机内存峰值', worse: '主机内存增加', better: '主机内存减少', valueText: bytesText },
  'peak-device-memory': { name: '显存峰值', worse: '显存占用增加', better: '显存占用减少', valueText: bytesText },
};

export const METRIC_WORDS: InEvery<Readonly<Record<Metric, MetricWords>>> = { en: EN_METRICS, zh: ZH_METRICS };

/** The only way of a target that has no choice. */
const ONLY_STRATEGY = 'session';

type SeriesWords = {
  readonly everything: string;
  readonly byFastest: (name: string) => string;
  readonly by: (name: string, strategy: string) => string;
  readonly ofMachine: (target: string, machine: string) => string;
  readonly together: (target: string) => string;
  readonly togetherOfMachine: (target: string, machine: string) => string;
};

const WORDS: InEvery<SeriesWords> = {
  en: {
    everything: 'everything',
    byFastest: name => `${name} by its fastest strategy`,
    by: (name, strategy) => `${name} by ${strategy}`,
    ofMachine: (target, machine) => `${target} of ${machine}`,
    together: target => `${target}, all targets at once`,
    togetherOfMachine: (target, machine) => `${target} of ${machine}, all targets at once`,
  },
  zh: {
    everything: '所有测量',
    byFastest: name => `${name}（最快策略）`,
    by: (name, strategy) => `${name}（${strategy}）`,
    ofMachine: (target, machine) => `${machine}（${target}）`,
    together: target => `${target}（所有目标设备同时运行）`,
    togetherOfMachine: (target, machine) => `${machine}（${target}，所有目标设备同时运行）`,
  },
};

/** `moe-layer-balanced by grouped`: names come from records, and are kept on one line. Of the machine as a whole: `everything`. */
export function workText({ series, case: name }: Pick<Finding, 'series' | 'case'>, language: Language = 'en'): string {
  if (series.workloadSha256 === ANY) return WORDS[language].everything;
  const work = onOneLine(name);
  if (series.strategy === ANY) return WORDS[language].byFastest(work);
  return series.strategy === ONLY_STRATEGY ? work : WORDS[language].by(work, onOneLine(series.strategy));
}

/** `torch-cuda-0, all targets at once`; with several machines in the check ` of lab-1` behind it. */
export function targetText(
  { target, concurrent, machine }: SeriesKey,
  isSingleMachine: boolean,
  language: Language = 'en',
): string {
  const words = WORDS[language];
  const [name, ofMachine] = [onOneLine(target), onOneLine(machine)];
  if (isSingleMachine) return concurrent ? words.together(name) : name;
  return concurrent ? words.togetherOfMachine(name, ofMachine) : words.ofMachine(name, ofMachine);
}

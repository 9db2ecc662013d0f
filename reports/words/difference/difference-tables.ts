/** Words of a difference, in every language. */
import type { Verdict } from '../../difference/schema.ts';
import { decimalUnit, timeUnit, type Unit } from '../../format.ts';
import type { Metric } from '../../regressions/schema.ts';
import type { InEvery } from '../language.ts';

type MetricWords = { readonly name: string; readonly less: string; readonly more: string };

export const UNITS: Readonly<Record<Metric, (value: number) => Unit>> = {
  'step-time': timeUnit,
  'energy-per-step': value => decimalUnit(value, 'J'),
  'peak-host-memory': value => decimalUnit(value, 'B'),
  'peak-device-memory': value => decimalUnit(value, 'B'),
};

const EN_METRICS: Readonly<Record<Metric, MetricWords>> = {
  'step-time': { name: 'step', less: 'faster', more: 'slower' },
  'energy-per-step': { name: 'energy/step', less: 'less', more: 'more' },
  'peak-host-memory': { name: 'host memory', less: 'less', more: 'more' },
  'peak-device-memory': { name: 'device memory', less: 'less', more: 'more' },
};

const ZH_METRICS: Readonly<Record<Metric, MetricWords>> = {
  'step-time': { name: '单步耗时', less: '更快', more: '更慢' },
  'energy-per-step': { name: '单步能耗', less: '更低', more: '更高' },
  'peak-host-memory': { name: '主机内存', less: '更少', more: '更多' },
  'peak-device-memory': { name: '显存', less: '更少', more: '更多' },
};

export const METRIC_WORDS: InEvery<Readonly<Record<Metric, MetricWords>>> = { en: EN_METRICS, zh: ZH_METRICS };

type Open = Exclude<Verdict, 'less' | 'more'>;

export type DifferenceWords = {
  readonly verdicts: Readonly<Record<Open, string>>;
  readonly range: (point: string, range: string, isInterval: boolean) => string;
  readonly oneRound: (point: string) => string;
  readonly change: (share: string, verdict: 'less' | 'more', range: string) => string;
  readonly counted: (count: number, verdict: string, kind: Verdict) => string;
  readonly answer: (counts: readonly string[]) => string;
  readonly greatest: (work: string, lanes: string, change: string) => string;
  readonly turns: (turns: number | null) => string;
  readonly runs: string;
  readonly notThere: string;
  readonly side: (name: string, of: string, machine: string, days: string) => string;
};

const EN_COUNTED: Readonly<Partial<Record<Verdict, string>>> = {
  'no-interval': 'without an interval',
  withheld: 'without a verdict',
};

export const DIFFERENCE_WORDS: InEvery<DifferenceWords> = {
  en: {
    verdicts: { 'not-separable': 'not separable', 'no-interval': 'no interval', withheld: 'no verdict' },
    range: (point, range, isInterval) => `${point} (${isInterval ? '' : 'range '}${range})`,
    oneRound: point => `${point} (one round)`,
    change: (share, verdict, range) => `a step of B takes ${share} ${verdict} time (${range})`,
    counted: (count, verdict, kind) => `${count} ${EN_COUNTED[kind] ?? verdict}`,
    answer: counts => `Step time of B beside A: ${counts.join(', ')}.`,
    greatest: (work, lanes, change) => `${work}, ${lanes}: ${change}.`,
    turns: turns =>
      `${turns} ${turns === 1 ? 'turn' : 'turns'}, taken A B B A …: each ratio is of one turn, and what differs between runs is inside the intervals.`,
    runs: 'One run each: what differs between runs is not inside the intervals. Of two commands in quotes, run in turns, it is.',
    notThere: 'not there',
    side: (name, of, machine, days) => `${name}: ${of} (${machine}, ${days} UTC)`,
  },
  zh: {
    verdicts: { 'not-separable': '无法区分', 'no-interval': '无置信区间', withheld: '未作判定' },
    range: (point, range, isInterval) => `${point}（${isInterval ? '' : '范围 '}${range}）`,
    oneRound: point => `${point}（仅 1 轮）`,
    change: (share, verdict, range) => `B 的单步耗时${verdict === 'more' ? '增加' : '缩短'} ${share}（${range}）`,
    counted: (count, verdict) => `${count} 项${verdict}`,
    answer: counts => `B 相对 A 的单步耗时：${counts.join('，')}。`,
    greatest: (work, lanes, change) => `${work}（${lanes}）：${change}。`,
    turns: turns => `共 ${turns} 轮交替，顺序为 A B B A …：每个比值来自同一轮，运行之间的差异已包含在区间内。`,
    runs: '两侧各一次运行：运行之间的差异不在区间内；若给出两条带引号的命令交替运行，则包含在内。',
    notThere: '无',
    side: (name, of, machine, days) => `${name}：${of}（${machine}，${days} UTC）`,
  },
};

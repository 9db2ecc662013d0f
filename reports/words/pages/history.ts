/** The words of the history page. */
import type { State } from '../../regressions/schema.ts';
import type { InEvery } from '../language.ts';
import { spaced } from '../sentence.ts';

/** A state as a reader needs it: a step for the better is no bad news. */
export type ShownState = Exclude<State, 'confirmed'> | 'worse' | 'better';

export type StepGroup = 'worse' | 'suspected' | 'accepted' | 'better' | 'recovered';

export type HistoryWords = {
  readonly title: string;
  readonly summary: (nights: number) => string;
  /** Where no series has enough nights. */
  readonly tooFew: (nights: number) => string;
  readonly noHistory: string;
  readonly steps: string;
  readonly noSteps: string;
  readonly groups: Readonly<Record<StepGroup, string>>;
  readonly acceptedBy: (by: string, day: string, reason: string) => string;
  readonly accept: string;
  readonly chart: string;
  readonly noChart: string;
  readonly choose: string;
  readonly axis: (metric: string, unit: string) => string;
  readonly series: string;
  readonly stateMeanings: string;
  readonly columns: Readonly<
    Record<'work' | 'target' | 'metric' | 'nights' | 'state' | 'newest' | 'level' | 'noise' | 'smallest', string>
  >;
  readonly states: Readonly<Record<ShownState, string>>;
  readonly notKnown: string;
  readonly notTonight: string;
  readonly machine: (name: string) => string;
  /** Of a machine: what its newest night did not measure. */
  readonly ended: (count: number) => string;
  readonly newestNight: (machine: string, day: string) => string;
  /** Behind it, where the clock showed later days before. */
  readonly byOrder: string;
  readonly endedSince: (work: string, target: string, day: string) => string;
  readonly all: string;
  readonly facets: Readonly<Record<'machine' | 'metric' | 'state', string>>;
  readonly seriesTitle: (work: string, metric: string, target: string) => string;
  readonly colon: string;
};

export const HISTORY_WORDS: InEvery<HistoryWords> = {
  en: {
    title: 'History',
    summary: nights =>
      `Each work on each machine, over ${nights} ${nights === 1 ? 'night' : 'nights'}: what moved, when, and what changed with it.`,
    tooFew: nights =>
      `${nights === 1 ? 'One night was' : `${nights} nights were`} measured here. That is too few to know how much a figure varies from night to night, so no step can be told from noise yet. Run moebench nightly once a day.`,
    noHistory: 'No history was read for this site.',
    steps: 'What moved',
    noSteps: 'No step is found in the figures that can be judged.',
    groups: {
      worse: 'Worse, and not accepted',
      suspected: 'Suspected: another night has to agree',
      accepted: 'Accepted',
      better: 'Better, and the new level',
      recovered: 'Back at the level before',
    },
    acceptedBy: (by, day, reason) => `Accepted by ${by} on ${day}: ${reason}`,
    accept: 'Where the change is meant, accept it, and later nights are compared with the new level',
    chart: 'Night by night',
    noChart: 'No series has a figure to draw.',
    choose: 'Series',
    axis: (metric, unit) => `${metric}, ${unit}`,
    series: 'All series',
    stateMeanings:
      'A series is one figure of one work on one target: a device with the runner that computes on it. Level: what the newest night is compared with. Noise: how much the figure varies from night to night, as a share of the level. Smallest step: the least change that two nights would confirm in 95 of 100 cases.',
    columns: {
      work: 'Work',
      target: 'Target',
      metric: 'Figure',
      nights: 'Nights',
      state: 'State',
      newest: 'Newest',
      level: 'Level',
      noise: 'Noise',
      smallest: 'Smallest step',
    },
    states: {
      steady: 'steady',
      suspected: 'suspected',
      worse: 'worse',
      better: 'better',
      accepted: 'accepted',
      recovered: 'recovered',
      'insufficient-history': 'too few nights',
      'not-judged': 'not judged',
    },
    notKnown: 'not known yet',
    notTonight: 'none',
    machine: name => `Machine ${name}`,
    ended: count => `Measured on earlier nights of a machine, and not on its newest (${count})`,
    newestNight: (machine, day) => `The newest night of ${machine} is that of ${day}.`,
    byOrder:
      ' Its clock had shown later days before. Nights are in the order of the runs, each of which names the run before it, and not in the order of their dates.',
    endedSince: (work, target, day) => `${work} on ${target}, last on ${day}`,
    all: 'all',
    facets: { machine: 'Machine', metric: 'Figure', state: 'State' },
    seriesTitle: (work, metric, target) => `${work}: ${metric} on ${target}`,
    colon: ': ',
  },
  zh: {
    title: '历史',
    summary: nights => `各机器上每项工作负载在 ${nights} 晚中的变化：哪些数值变了、何时变的，以及同时发生了哪些变更。`,
    tooFew: nights =>
      `目前只有 ${nights} 晚的测量，不足以得知数值逐晚的波动，因此还无法把真实变化与噪声区分开。请每天运行一次 moebench nightly。`,
    noHistory: '本站未读取历史数据。',
    steps: '哪些数值变了',
    noSteps: '在可以判定的数值中没有发现变化。',
    groups: {
      worse: '变差，尚未接受',
      suspected: '疑似变化：需要再有一晚印证',
      accepted: '已接受',
      better: '变好，并成为新的基线',
      recovered: '已回到原先的水平',
    },
    acceptedBy: (by, day, reason) => `${by} 于 ${day} 接受：${reason}`,
    accept: '如属预期变化，可予接受，此后各晚与新基线对照',
    chart: '逐晚数值',
    noChart: '没有可绘制的序列。',
    choose: '序列',
    axis: (metric, unit) => `${metric}（${unit}）`,
    series: '全部序列',
    stateMeanings:
      '序列：一项工作负载在一个目标设备（设备及在其上计算的 runner）上的一项指标。基线：最新一晚所对照的数值。噪声：数值逐晚波动的幅度，以占基线的比例表示。可检出的最小变化：两晚测量在 100 次中有 95 次能够确认的最小变化幅度。',
    columns: {
      work: '工作负载',
      target: '目标设备',
      metric: '指标',
      nights: '逐晚走势',
      state: '状态',
      newest: '最新值',
      level: '基线',
      noise: '噪声',
      smallest: '可检出的最小变化',
    },
    states: {
      steady: '平稳',
      suspected: '疑似变化',
      worse: '变差',
      better: '变好',
      accepted: '已接受',
      recovered: '已恢复',
      'insufficient-history': '晚数不足',
      'not-judged': '未作判定',
    },
    notKnown: '尚不可知',
    notTonight: '无',
    machine: name => `机器 ${name}`,
    ended: count => `以前测过、该机器最新一晚未测的序列（${count}）`,
    newestNight: (machine, day) => `${machine} 的最新一晚为 ${day}。`,
    byOrder: '此前该机器的时钟显示过更晚的日期：每次运行都记有它的前一次运行，各晚按此排序，不按日期。',
    endedSince: (work, target, day) => `${target}：${work}，最后一次在 ${day}`,
    all: '全部',
    facets: { machine: '机器', metric: '指标', state: '状态' },
    seriesTitle: (work, metric, target) => spaced(`${work}：${target} 上的${metric}`),
    colon: '：',
  },
};

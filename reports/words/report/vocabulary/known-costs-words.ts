/** Words for what training costs by what others published. */
import type { RentKind } from '../../../known-costs/rent-choice.ts';
import type { Verdict } from '../../../spread/verdict.ts';
import type { InEvery } from '../../language.ts';
import { basisName } from './basis-words.ts';

type Answer = {
  readonly reference: string;
  readonly model: string;
  readonly all: number;
  readonly cheaper: readonly string[];
};

type Cells = { readonly cells: number; readonly workloads: number; readonly isSingleMachine: boolean };

export type KnownCostWords = {
  readonly answer: (answer: Answer) => string;
  /** After names: so many are not named. */
  readonly moreNames: (names: string, more: number) => string;
  readonly counts: Readonly<Record<Exclude<Verdict, 'cheaper'>, (many: number) => string>>;
  readonly verdicts: (speeds: string, answer: string, counts: readonly string[]) => string;
  readonly ofReference: (tokens: string, name: string, cost: string) => string;
  readonly lowest: (ofReference: string, name: string, cost: string, difference: string, ends: string | null) => string;
  readonly unknownAmount: string;
  readonly samples: (range: string) => string;
  readonly label: (label: {
    readonly speeds: string;
    readonly dtypes: readonly string[];
    readonly days: string;
    readonly stale: number;
    readonly terms: readonly string[];
  }) => string;
  readonly exchange: (from: string, rate: string, to: string, date: string) => string;
  readonly kinds: Readonly<Record<RentKind, string>>;
  readonly speeds: (bases: readonly string[]) => string;
  readonly further: (chips: readonly string[]) => string;
  readonly noProof: string;
  readonly instrument: (cells: Cells) => string;
};

export const KNOWN_COST_WORDS: InEvery<KnownCostWords> = {
  en: {
    answer: ({ reference, model, all, cheaper }) => {
      const than = `cheaper than ${reference} for training ${model}`;
      const chips = `${all} chip${all === 1 ? '' : 's'}`;
      if (cheaper.length === 0) return `none of ${chips} is called ${than}`;
      return `${cheaper.length} of ${chips} ${cheaper.length === 1 ? 'is' : 'are'} ${than}: `;
    },
    moreNames: (names, more) => `${names} and ${more} more`,
    counts: {
      dearer: many => `${many} cost${many === 1 ? 's' : ''} more`,
      'not separable': many => `${many} ${many === 1 ? 'is' : 'are'} not separable`,
      'no interval': many => `${many} ${many === 1 ? 'has' : 'have'} no verdict`,
    },
    verdicts: (speeds, answer, counts) =>
      `Not measured here: by ${speeds}, ${answer}${counts.length === 0 ? '' : `; ${counts.join(', ')}`}.`,
    ofReference: (tokens, name, cost) => `${tokens} on ${name} cost ${cost}`,
    lowest: (ofReference, name, cost, difference, ends) =>
      `${ofReference}; on ${name}, whose cost is the lowest, ${cost}: ${difference}${ends === null ? '' : `, from ${ends}`}.`,
    unknownAmount: 'an unknown amount',
    samples: range => ` (95 % of samples: ${range})`,
    label: ({ speeds, dtypes, days, stale, terms }) =>
      `Not measured here: ${speeds} in ${dtypes.join(', ')}, catalog prices of ${days}${stale === 0 ? '' : `, ${stale} of them stale`} (${terms.join('; ')}).`,
    exchange: (from, rate, to, date) => `${from} at ${rate} ${to} of ${date}`,
    kinds: {
      'rent-on-demand': 'rent on demand',
      'rent-reserved': 'reserved rent',
      fair: 'what teams reckon an hour costs them',
    },
    speeds: bases => `${bases.join(' and ')} speeds`,
    further: chips => `Not judged, because they cost more by their points: ${chips.join(', ')}.`,
    noProof: 'No timing has a proof of its results, and no accelerator was measured.',
    instrument: ({ cells, workloads, isSingleMachine }) => {
      const [subject, where] = isSingleMachine
        ? ['This machine proves', 'its processor']
        : ['These machines prove', 'their processors'];
      const timed = `${cells} timing${cells === 1 ? '' : 's'} of ${workloads} workload${workloads === 1 ? '' : 's'} on ${where}`;
      return `No accelerator was measured. ${subject} that moebench measures correctly: ${timed}, with a proof of the results. The costs of other chips show what a comparison looks like.`;
    },
  },
  zh: {
    answer: ({ reference, model, all, cheaper }) => {
      const task = `训练 ${model} 时，`;
      if (cheaper.length === 0) return `${task}${all} 款芯片中没有一款可判定为比 ${reference} 更便宜`;
      return `${task}${all} 款芯片中有 ${cheaper.length} 款比 ${reference} 更便宜：`;
    },
    moreNames: (names, more) => `${names} 等，另有 ${more} 款`,
    counts: {
      dearer: many => `${many} 款更贵`,
      'not separable': many => `${many} 款无法区分`,
      'no interval': many => `${many} 款未作判定`,
    },
    verdicts: (speeds, answer, counts) =>
      `非本机实测，依据${speeds}：${answer}${counts.length === 0 ? '' : `；${counts.join('，')}`}。`,
    ofReference: (tokens, name, cost) => `在 ${name} 上训练 ${tokens} 的成本为 ${cost}`,
    lowest: (ofReference, name, cost, difference, ends) =>
      `${ofReference}；成本最低的 ${name} 为 ${cost}，${difference}${ends === null ? '' : `（${ends}）`}。`,
    unknownAmount: '未知',
    samples: range => `（95% 的样本落在 ${range}）`,
    label: ({ speeds, dtypes, days, stale, terms }) =>
      `非本机实测：${speeds}（${dtypes.join('、')}），目录价格日期为 ${days}${stale === 0 ? '' : `，其中 ${stale} 项已过时`}（${terms.join('；')}）。`,
    exchange: (from, rate, to, date) => `${from} 兑 ${to} 汇率 ${rate}，${date}`,
    kinds: {
      'rent-on-demand': '按需租金',
      'rent-reserved': '预留租金',
      fair: '团队自行核算的卡时成本',
    },
    speeds: bases => `${bases.map(basis => basisName(basis, 'zh')).join('和')}速度`,
    further: chips => `以下芯片按点估计成本更高，未作判定：${chips.join('、')}。`,
    noProof: '没有任何计时结果通过正确性验证，也没有实测任何加速卡。',
    instrument: ({ cells, workloads, isSingleMachine }) =>
      `没有实测任何加速卡。${isSingleMachine ? '本机' : '这些机器'}证明 moebench 的测量正确：在处理器上对 ${workloads} 个工作负载计时 ${cells} 次，均通过正确性验证。下面其他芯片的成本用来展示一次比较的样子。`,
  },
};

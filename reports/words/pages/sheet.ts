/** The words of the decision sheet that are its own: headings, columns, counts. Verdicts and bases are those of the charts. */
import { currencyName } from '../../large-amounts.ts';
import type { InEvery } from '../language.ts';

export type SheetColumn =
  | 'candidate'
  | 'difference'
  | 'drawn'
  | 'cost'
  | 'price'
  | 'breakEven'
  | 'speed'
  | 'deviceHours';
export type LeverColumn = 'input' | 'now' | 'moves' | 'zero';
export type GroundColumn = 'input' | 'value' | 'source';

/** How many candidates came out how. */
export type Standing = 'cheaper' | 'dearer' | 'not separable' | 'no interval' | 'no saving';

export type SheetWords = {
  readonly name: string;
  readonly facts: (facts: { asOf: string | null; currency: string; dtype: string | null }) => string;
  readonly question: (facts: { model: string; tokens: string; days: string | null; reference: string }) => string;
  readonly candidates: string;
  readonly moreRows: (count: number) => string;
  readonly whatChanges: string;
  readonly nothingBeside: string;
  readonly oneAtATime: (candidate: string) => string;
  readonly noLevers: (candidate: string) => string;
  readonly restsOn: string;
  readonly readWith: string;
  readonly moreAssumptions: (count: number) => string;
  readonly notIncluded: (items: readonly string[]) => string;
  readonly again: readonly [before: string, between: string, after: string];
  readonly columns: Readonly<Record<SheetColumn, string>>;
  readonly costOf: (tokens: string) => string;
  readonly devicesFor: (days: string) => string;
  readonly reference: string;
  readonly staleInputs: (count: number) => string;
  readonly chance: (percent: string) => string;
  /** Over the drawn intervals, from left to right. */
  readonly axis: Readonly<Record<'cheaper' | 'same' | 'dearer', string>>;
  /** Of an owned device: for how much. */
  readonly bought: (amount: string) => string;
  readonly drawnLabel: (difference: string, ends: string | null) => string;
  readonly levers: Readonly<Record<LeverColumn, string>>;
  readonly grounds: Readonly<Record<GroundColumn, string>>;
  readonly moreInputs: (count: number, stale: number) => string;
  readonly stale: (age: string) => string;
  readonly byContract: string;
  readonly noSpread: string;
  readonly never: string;
  readonly range: (low: string, high: string) => string;
  readonly standing: (total: number, counts: readonly (readonly [Standing, number])[]) => string;
  readonly clause: (text: string) => string;
  readonly groundBases: Readonly<Record<string, string>>;
  readonly tokensPerSecond: string;
  /** Of a rent. */
  readonly perHour: (currency: string) => string;
  readonly separator: string;
  readonly colon: string;
};

const STANDING_EN: Readonly<Record<Standing, string>> = {
  cheaper: 'cheaper',
  dearer: 'dearer',
  'not separable': 'not separable from the reference',
  'no interval': 'without a verdict, because a speed has no interval',
  'no saving': 'without a known saving',
};

const STANDING_ZH: Readonly<Record<Standing, string>> = {
  cheaper: '个更便宜',
  dearer: '个更贵',
  'not separable': '个与参考芯片无法区分',
  'no interval': '个因速度没有置信区间而未作判定',
  'no saving': '个无法计算节省',
};

export const SHEET_WORDS: InEvery<SheetWords> = {
  en: {
    name: 'moebench decision sheet',
    facts: ({ asOf, currency, dtype }) =>
      `${asOf === null ? '' : `as of ${asOf}, `}amounts in ${currency}, ${dtype === null ? '' : `${dtype}, `}rates of training the whole model`,
    question: ({ model, tokens, days, reference }) =>
      `What does it cost to train ${model} on ${tokens}${days === null ? '' : ` within ${days} days`}, beside ${reference}?`,
    candidates: 'The candidates',
    moreRows: count =>
      `${count} more, which save less or whose cost is not known, are in the list of every figure (last line).`,
    whatChanges: 'What would change it',
    nothingBeside: 'Nothing stands beside the reference.',
    oneAtATime: candidate => `The cost of ${candidate} beside the reference, one input at a time.`,
    noLevers: candidate => `The saving of ${candidate} is not known, so no input could change it.`,
    restsOn: 'What it rests on',
    readWith: 'Read it with',
    moreAssumptions: count => `${count} more, on the speeds, are in the list of every figure (last line).`,
    notIncluded: items => `Not included: ${items.join('; ')}.`,
    again: ['Every figure, input and source: ', '. This sheet again: ', '.'],
    columns: {
      candidate: 'Candidate',
      difference: 'Difference, 95 % of samples',
      drawn: 'Interval',
      cost: 'Cost',
      price: 'Price taken, before tax',
      breakEven: 'Breaks even at',
      speed: 'Speed of a device',
      deviceHours: 'Device-hours, 10¹² tokens',
    },
    costOf: tokens => `Cost of ${tokens}`,
    devicesFor: days => `Devices for ${days} days`,
    reference: 'reference',
    staleInputs: count => `${count} stale input${count === 1 ? '' : 's'}`,
    chance: percent => `P(cheaper) ${percent}`,
    axis: { cheaper: '← cheaper', same: 'same', dearer: 'dearer →' },
    bought: amount => `bought for ${amount}`,
    drawnLabel: (difference, ends) => `costs ${difference}${ends === null ? '' : `, ${ends}`}`,
    levers: { input: 'Input', now: 'Now', moves: 'Cost from its 10th to its 90th percentile', zero: 'Same cost at' },
    grounds: { input: 'Input', value: 'Given', source: 'Source' },
    moreInputs: (count, stale) =>
      `${count} more input${count === 1 ? ' is' : 's are'} in the list of every figure (last line), ${stale === 0 ? 'none' : stale} of them stale.`,
    stale: age => `Stale: ${age}. `,
    byContract: 'exact, as a contract',
    noSpread: 'no spread given',
    never: 'never',
    range: (low, high) => `${low} to ${high}`,
    standing: (total, counts) =>
      `Of ${total} candidate${total === 1 ? '' : 's'}: ${counts.map(([what, count]) => `${count} ${STANDING_EN[what]}`).join(', ')}. An interval that holds zero is no saving.`,
    clause: text => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
    groundBases: {},
    tokensPerSecond: 'tokens/s',
    perHour: currency => `${currency}/h`,
    separator: ', ',
    colon: ': ',
  },
  zh: {
    name: 'moebench 决策表',
    facts: ({ asOf, currency, dtype }) =>
      `${asOf === null ? '' : `数据截至 ${asOf}，`}金额单位：${currencyName(currency, 'zh')}，${dtype === null ? '' : `${dtype}，`}速度均为训练整个模型的速度`,
    question: ({ model, tokens, days, reference }) =>
      `${days === null ? '' : `在 ${days} 天内`}用 ${tokens} 训练 ${model}，与 ${reference} 相比成本如何？`,
    candidates: '候选方案',
    moreRows: count => `另有 ${count} 个方案节省更少或成本未知，见全部数据（末行）。`,
    whatChanges: '哪些输入会改变结论',
    nothingBeside: '除参考芯片外没有其他候选方案。',
    oneAtATime: candidate => `每次只变动一个输入时，${candidate} 相对参考芯片的成本。`,
    noLevers: candidate => `${candidate} 没有可随输入变化的节省。`,
    restsOn: '结论的依据',
    readWith: '阅读说明',
    moreAssumptions: count => `另有 ${count} 条关于速度的假设，见全部数据（末行）。`,
    notIncluded: items => `未计入：${items.join('；')}。`,
    again: ['全部数据、输入与来源：', '。重新生成本表：', '。'],
    columns: {
      candidate: '候选方案',
      difference: '成本差异（95% 样本）',
      drawn: '区间',
      cost: '成本',
      price: '采用价格（税前）',
      breakEven: '盈亏平衡点',
      speed: '单卡速度',
      deviceHours: '卡时（每万亿 token）',
    },
    costOf: tokens => `${tokens} 的成本`,
    devicesFor: days => `${days} 天内完成所需卡数`,
    reference: '参考芯片',
    staleInputs: count => `${count} 个输入已过时`,
    chance: percent => `更便宜的概率 ${percent}`,
    axis: { cheaper: '← 更便宜', same: '相同', dearer: '更贵 →' },
    bought: amount => `购置价 ${amount}`,
    drawnLabel: (difference, ends) => `成本${difference}${ends === null ? '' : `，${ends}`}`,
    levers: { input: '输入', now: '当前值', moves: '输入由第 10 到第 90 百分位时的成本', zero: '盈亏平衡值' },
    grounds: { input: '输入', value: '取值', source: '来源' },
    moreInputs: (count, stale) =>
      `另有 ${count} 个输入见全部数据（末行），${stale === 0 ? '均未过时' : `其中 ${stale} 个已过时`}。`,
    stale: age => `已过时：${age}。`,
    byContract: '合同约定的固定值',
    noSpread: '未给出分布',
    never: '不存在',
    range: (low, high) => `${low} 至 ${high}`,
    standing: (total, counts) =>
      `共 ${total} 个候选方案：${counts.map(([what, count]) => `${count} ${STANDING_ZH[what]}`).join('，')}。区间包含零，就不能算节省。`,
    clause: text => `${text}。`,
    groundBases: {
      computed: '计算得出',
      measured: '实测',
      sibling: '由同系芯片推算',
      published: '公开数据',
      projected: '推算',
      assumed: '假设',
    },
    tokensPerSecond: 'token/s',
    perHour: currency => `${currencyName(currency, 'zh')}/卡时`,
    separator: '，',
    colon: '：',
  },
};

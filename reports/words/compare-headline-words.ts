/** Words of a comparison's headline. */
import type { InEvery } from './language.ts';
import { basisName } from './report/vocabulary/basis-words.ts';

type Costs = {
  readonly model: string;
  readonly candidate: string;
  readonly reference: string;
  /** The bill and the difference. */
  readonly costs: string;
  readonly bases: string;
};

export type CompareHeadlineWords = {
  readonly alone: (reference: string) => string;
  readonly cheaper: (costs: Costs, chance: string) => string;
  readonly dearer: (costs: Costs, chance: string) => string;
  readonly notSeparable: (costs: Costs, chance: string) => string;
  readonly noVerdict: (costs: Costs, evenAt: string | null) => string;
  readonly withoutSaving: (reasons: readonly string[]) => string;
  readonly bill: (amount: string, tokens: string) => string;
  readonly difference: (amount: string | null, share: string, ends: string | null) => string;
  readonly chance: (probability: string) => string;
  readonly bases: (bases: readonly string[]) => string;
  readonly evidence: (evidence: {
    readonly candidate: string;
    readonly used: string;
    readonly source: string;
    readonly other: string;
    readonly how: readonly string[];
    readonly contender: string;
    readonly by: string;
    readonly not: string;
    readonly more: number;
  }) => string;
  readonly derived: Readonly<Record<string, string>>;
  readonly inferredChip: string;
  readonly evenPurchase: (amount: string) => string;
  readonly evenRent: (amount: string) => string;
  readonly unknown: (input: string) => string;
  readonly assumed: (amount: string, zero: string) => string;
  readonly valued: (amount: string, zero: string) => string;
  readonly moves: (range: string, candidate: string, shares: readonly [string, string], zero: string) => string;
  readonly extraCost: string;
  readonly saving: string;
  readonly noZero: (what: string) => string;
  readonly zeroBelow: (what: string, amount: string) => string;
  readonly zeroAbove: (what: string, amount: string) => string;
};

const costsInEnglish = (
  { model, candidate, reference, costs, bases }: Costs,
  verdict: string,
  chance: string,
): string =>
  `Training ${model} on ${candidate} costs ${costs} than on ${reference}: ${verdict}${chance}, by ${bases} speeds.`;

const costsInChinese = (
  { model, candidate, reference, costs, bases }: Costs,
  verdict: string,
  chance: string,
): string => `训练 ${model}：${candidate} 比 ${reference}${verdict}，${costs}${chance}（依据${bases}速度）。`;

export const COMPARE_HEADLINE_WORDS: InEvery<CompareHeadlineWords> = {
  en: {
    alone: reference => `Only the reference ${reference} is in the case: there is nothing to compare it with.`,
    cheaper: (costs, chance) => costsInEnglish(costs, 'cheaper', chance),
    dearer: (costs, chance) => costsInEnglish(costs, 'dearer', chance),
    notSeparable: ({ model, candidate, reference, costs, bases }, chance) =>
      `Training ${model} on ${candidate} is not separable in cost from ${reference}: ${costs}${chance}, by ${bases} speeds.`,
    noVerdict: ({ model, candidate, reference, costs, bases }, evenAt) =>
      `Training ${model} on ${candidate} compared with ${reference}: no interval, so no verdict. By these ${bases} speeds it costs ${costs}${evenAt === null ? '' : `; break-even at ${evenAt}`}.`,
    withoutSaving: reasons => `Without a saving: ${reasons.join('; ')}.`,
    bill: (amount, tokens) => `${amount} for ${tokens}, `,
    difference: (amount, share, ends) =>
      `${amount === null ? '' : `${amount} or `}${share}${ends === null ? '' : ` (95 % of samples: ${ends})`}`,
    chance: probability => `; probability of being cheaper ${probability}`,
    bases: bases => bases.join(' and '),
    evidence: ({ candidate, used, source, other, how, contender, by, not, more }) =>
      `Evidence disagrees: ${candidate} is taken at ${used} tokens/s, and ${source} gives ${other} (${how.join('; ')}); with that, ${contender} costs ${by}, not ${not}${more > 0 ? ` (and ${more} more)` : ''}.`,
    derived: {
      measured: 'stated',
      converted: 'converted',
      'derived-from-cost': 'implied by the cost that it claims',
      'whole-run-average': 'an average over a whole run',
      proxy: 'of a stand-in for the model',
    },
    inferredChip: 'the chip is inferred',
    evenPurchase: amount => `a purchase price of ${amount}`,
    evenRent: amount => `a rent of ${amount}`,
    unknown: input => `Biggest unknown: ${input}.`,
    assumed: (amount, zero) => `You assumed ${amount}; ${zero}.`,
    valued: (amount, zero) => `Its value is ${amount}; ${zero}.`,
    moves: (range, candidate, [from, to], zero) =>
      `From ${range} (10th to 90th percentile) it moves the cost of ${candidate} from ${from} to ${to}; ${zero}.`,
    extraCost: 'the extra cost',
    saving: 'the saving',
    noZero: what => `no value of it makes ${what} 0`,
    zeroBelow: (what, amount) => `${what} disappears below ${amount}`,
    zeroAbove: (what, amount) => `${what} disappears above ${amount}`,
  },
  zh: {
    alone: reference => `方案中只有参考芯片 ${reference}，没有可以比较的对象。`,
    cheaper: (costs, chance) => costsInChinese(costs, '更便宜', chance),
    dearer: (costs, chance) => costsInChinese(costs, '更贵', chance),
    notSeparable: ({ model, candidate, reference, costs, bases }, chance) =>
      `训练 ${model}：${candidate} 与 ${reference} 的成本无法区分，${costs}${chance}（依据${bases}速度）。`,
    noVerdict: ({ model, candidate, reference, costs, bases }, evenAt) =>
      `训练 ${model}：${candidate} 与 ${reference} 相比没有置信区间，因此不作判定。按现有${bases}速度，${costs}${evenAt === null ? '' : `；${evenAt}`}。`,
    withoutSaving: reasons => `以下各项无法给出成本节省：${reasons.join('；')}。`,
    bill: (amount, tokens) => `训练 ${tokens} 的成本为 ${amount}，`,
    difference: (amount, share, ends) =>
      `成本相差 ${amount === null ? '' : `${amount}，`}${share}${ends === null ? '' : `（95% 的样本：${ends}）`}`,
    chance: probability => `，更便宜的概率 ${probability}`,
    bases: bases => bases.map(basis => basisName(basis, 'zh')).join('和'),
    evidence: ({ candidate, used, source, other, how, contender, by, not, more }) =>
      `证据不一致：此处 ${candidate} 按 ${used} token/s 计算，而 ${source} 给出 ${other} token/s（${how.join('；')}）；若采用后者，${contender} 的成本${by}，而不是${not}${more > 0 ? `（另有 ${more} 条）` : ''}。`,
    derived: {
      measured: '来源直接给出',
      converted: '换算得出',
      'derived-from-cost': '由其声称的成本反推',
      'whole-run-average': '整个训练过程的平均值',
      proxy: '来自替代模型',
    },
    inferredChip: '芯片型号系推断',
    evenPurchase: amount => `盈亏平衡购置价 ${amount}`,
    evenRent: amount => `盈亏平衡租金 ${amount}`,
    unknown: input => `最大的不确定因素：${input}。`,
    assumed: (amount, zero) => `当前假设为 ${amount}；${zero}。`,
    valued: (amount, zero) => `当前取值为 ${amount}；${zero}。`,
    moves: (range, candidate, [from, to], zero) =>
      `该值在 ${range} 之间变动（第 10 至第 90 百分位）时，${candidate} 的成本由${from}变为${to}；${zero}。`,
    extraCost: '多出的成本',
    saving: '节省的成本',
    noZero: what => `无论取何值，${what}都不会降到 0`,
    zeroBelow: (what, amount) => `低于 ${amount} 时${what}消失`,
    zeroAbove: (what, amount) => `高于 ${amount} 时${what}消失`,
  },
};

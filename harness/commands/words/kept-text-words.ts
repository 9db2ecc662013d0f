/** What a workload with changed dims keeps of its model, in words. */
import type { InEvery } from '../../../reports/words/language.ts';

export type KeptWords = {
  /** `width`: of experts that have one of their own. */
  readonly sharedExperts: (count: number, width: number | null) => string;
  readonly sharedGate: string;
  readonly router: (score: string) => string;
  readonly normalised: (isNormalised: boolean) => string;
  readonly scaled: (scale: number) => string;
  readonly groups: (kept: number, count: number) => string;
  readonly routerBias: string;
  readonly expertBiases: string;
  readonly weightOnInput: string;
  readonly kept: (model: string, kept: readonly (readonly [words: string, option: string])[]) => string;
};

export const KEPT_WORDS: InEvery<KeptWords> = {
  en: {
    sharedExperts: (count, width) =>
      `${count === 1 ? '1 shared expert' : `${count} shared experts`}${width === null ? '' : ` of width ${width}`}`,
    sharedGate: 'a gate on the shared expert',
    router: score => `${score} router`,
    normalised: isNormalised => (isNormalised ? 'weights normalised' : 'weights not normalised'),
    scaled: scale => `weights times ${scale}`,
    groups: (kept, count) => `${kept} of ${count} groups`,
    routerBias: 'a bias on the router',
    expertBiases: 'biases in the experts',
    weightOnInput: 'weights on the input of the experts',
    kept: (model, kept) =>
      `As ${model} has it: ${kept.map(([words, option]) => `${words} (${option})`).join(', ')}. The option behind each changes it; without --model a layer is plain.`,
  },
  zh: {
    sharedExperts: (count, width) => `${count} 个共享专家${width === null ? '' : `，宽度 ${width}`}`,
    sharedGate: '共享专家带门控',
    router: score => `${score} 路由器`,
    normalised: isNormalised => (isNormalised ? '权重归一化' : '权重不归一化'),
    scaled: scale => `权重乘以 ${scale}`,
    groups: (kept, count) => `${count} 组选 ${kept} 组`,
    routerBias: '路由器带偏置',
    expertBiases: '专家带偏置',
    weightOnInput: '权重作用于专家的输入',
    kept: (model, kept) =>
      `沿用 ${model} 的设置：${kept.map(([words, option]) => `${words}（${option}）`).join('、')}。括号内的选项可更改对应设置；不给 --model 时为普通的层。`,
  },
};

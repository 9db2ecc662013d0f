/** The words of `reproduce` on a terminal; units are those of the pages. */
import type { InEvery } from '../../../reports/words/language.ts';

type ReproduceTextWords = {
  readonly says: string;
  readonly follows: string;
  readonly inferred: string;
  readonly differs: string;
  readonly measured: string;
  readonly confidence: (level: string, because: string) => string;
  readonly source: (text: string, date: string) => string;
  readonly nothing: string;
  readonly holds: (result: string) => string;
  readonly doesNot: (result: string, names: readonly string[]) => string;
  readonly result: (within: string, holding: number, checked: number) => string;
  readonly shown: (because: string) => string;
  readonly notShown: (because: string, give: string) => string;
  readonly stated: (value: string, off: string) => string;
  readonly same: string;
};

export const REPRODUCE_TEXT_WORDS: InEvery<ReproduceTextWords> = {
  en: {
    says: 'What the source states',
    follows: 'What follows by arithmetic',
    inferred: 'What is inferred',
    differs: 'How our workload differs',
    measured: 'What records here measured of it',
    confidence: (level, because) => `Confidence ${level}: ${because}`,
    source: (text, date) => `${text}, ${date}`,
    nothing: 'Arithmetic: nothing to check; no figure that the source states follows from its other figures.',
    holds: result => `Arithmetic: holds. ${result}.`,
    doesNot: (result, names) => `Arithmetic: does not hold. ${result}. Not: ${names.join('; ')}.`,
    result: (within, holding, checked) =>
      `Stated figures that follow from its own numbers within ${within}: ${holding} of ${checked}`,
    shown: because => `Shown: yes. ${because}`,
    notShown: (because, give) => `Shown: no. ${because} To show it, give ${give}.`,
    stated: (value, off) => `stated: ${value}, ${off}`,
    same: 'the same',
  },
  zh: {
    says: '来源的陈述',
    follows: '由计算得出',
    inferred: '推断',
    differs: '与来源工作负载的差异',
    measured: '本地记录的实测',
    confidence: (level, because) => `可信度${level}：${because}`,
    source: (text, date) => `${text}，${date}`,
    nothing: '核算：无可核对；来源给出的数字之间没有可以互相推导的。',
    holds: result => `核算：算得通。${result}。`,
    doesNot: (result, names) => `核算：算不通。${result}。不符的有：${names.join('；')}。`,
    result: (within, holding, checked) => `来源的数字中可由其自身数据在 ${within} 以内推出的：${holding}/${checked}`,
    shown: because => `证据：有。${because}`,
    notShown: (because, give) => `证据：缺少。${because}要证明它，需要：${give}。`,
    stated: (value, off) => `来源：${value}，${off}`,
    same: '一致',
  },
};

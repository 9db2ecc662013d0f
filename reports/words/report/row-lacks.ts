/** What the speed of a row lacks of an interval, in one clause each. */
import type { RowLack } from '../../spread/codes.ts';
import type { Lack } from '../../spread/verdict.ts';
import type { InEvery, Language } from '../language.ts';
import { filled, type Sentence, spaced } from '../sentence.ts';
import { chineseValues } from '../zh/phrases.ts';

const ROW_LACKS: InEvery<Readonly<Record<RowLack, Sentence>>> = {
  en: {
    'few-rounds': values =>
      filled(
        `{what} has {rounds} round${values.rounds === 1 ? '' : 's'}, and an interval takes {needed}; run: {command}`,
        values,
      ),
    'short-step':
      'the step of {what} is projected, and its work takes {roofMs:time}; below {leastMs} ms kernel launches set the time, and published training speeds say nothing about those; run more tokens or a larger layer',
    'copied-rounds':
      'of the {rounds} rounds of {what} only {distinct} differ from each other: the rest are copies, or its clock is too coarse to tell',
    'no-spread': 'the rounds of {what} are equal to the last digit, which is no interval',
  },
  zh: {
    'few-rounds': '{what} 只有 {rounds} 轮，给出置信区间需要 {needed} 轮；请运行：{command}',
    'short-step':
      '{what} 的单步耗时为推算值，其计算量对应 {roofMs:time}；低于 {leastMs} ms 时耗时取决于 kernel 启动开销，公开的训练速度无法反映；请增加 token 数或换用更大的层',
    'copied-rounds': '{what} 的 {rounds} 轮中只有 {distinct} 轮互不相同：其余是复制的数据，或者时钟精度不足以区分',
    'no-spread': '{what} 的各轮结果连最后一位都相同，无法构成区间',
  },
};

const BY_CODE: InEvery<ReadonlyMap<string, Sentence>> = {
  en: new Map(Object.entries(ROW_LACKS.en)),
  zh: new Map(Object.entries(ROW_LACKS.zh)),
};

/** Why there is no verdict, in one clause. A code of another part of the program is given with its values. */
export function lackText({ code, values }: Lack, language: Language = 'en'): string {
  const sentence = BY_CODE[language].get(code);
  if (sentence !== undefined) {
    return language === 'zh'
      ? spaced(filled(sentence, chineseValues(values), [], language))
      : filled(sentence, values, [], language);
  }
  return `${code} (${Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;
}

/** What a speed rests on, and what a verdict is called, in every language. */
import type { InEvery, Language } from '../../language.ts';

/** Basis of a speed, of an input and of a figure: in English its own name. */
const ZH_BASES: ReadonlyMap<string, string> = new Map([
  ['computed', '计算得出'],
  ['measured', '实测'],
  ['sibling', '同系芯片换算'],
  ['published', '公开数据'],
  ['projected', '推算'],
  ['assumed', '假设'],
  ['case', '方案给定'],
  ['catalog', '目录'],
]);

const ZH_VERDICTS: ReadonlyMap<string, string> = new Map([
  ['cheaper', '更便宜'],
  ['dearer', '更贵'],
  ['not separable', '无法区分'],
  ['no interval', '无置信区间'],
]);

const ZH_PRICE_KINDS: ReadonlyMap<string, string> = new Map([
  ['owned', '自有'],
  ['rent', '租赁'],
  ['rent-on-demand', '按需租赁'],
  ['rent-reserved', '预留租赁'],
  ['rent-spot', '竞价租赁'],
  ['list', '目录价'],
  ['list-server', '整机目录价'],
  ['used', '二手价'],
  ['fair', '团队核算成本'],
  ['assumed', '假设价格'],
]);

const ZH_CONFIDENCE: ReadonlyMap<string, string> = new Map([
  ['high', '高'],
  ['medium', '中'],
  ['low', '低'],
  ['unverified', '未核实'],
]);

/** A word of the data; in English it is itself, in Chinese what its table has. */
type Named = (word: string, language?: Language) => string;

const namedBy =
  (chinese: ReadonlyMap<string, string>): Named =>
  (word, language = 'en') =>
    language === 'en' ? word : (chinese.get(word) ?? word);

export const basisName: Named = namedBy(ZH_BASES);
export const verdictName: Named = namedBy(ZH_VERDICTS);
export const priceKindName: Named = namedBy(ZH_PRICE_KINDS);
export const confidenceName: Named = namedBy(ZH_CONFIDENCE);

/** `a and b`, `a 和 b`. */
export const AND: InEvery<string> = { en: ' and ', zh: '和' };

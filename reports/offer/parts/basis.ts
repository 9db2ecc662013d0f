/** What an amount is for: an hour, a month; a device, or a node of several. */
import { PERIODS, type Period } from '../offer.ts';
import { type PartRow, partRow, type Said, WORD_END } from './part.ts';

const UNITS: Readonly<Record<Period, string>> = {
  hour: `(?:hours?|hrs?|h)${WORD_END}|小时|钟头|时|點|点`,
  day: `(?:days?|d)${WORD_END}|天|日`,
  week: `(?:weeks?|wk)${WORD_END}|周|星期`,
  month: `(?:months?|mths?|mon?)${WORD_END}|个月|月`,
  year: `(?:years?|yrs?|annum|y|a)${WORD_END}|年`,
};

/** Of the words that need no `per` before them, in their own rows: `hourly`, `包月`. */
const ADVERBS: Readonly<Record<Period, string>> = {
  hour: `hourly${WORD_END}|按小时|按时`,
  day: `daily${WORD_END}|按天|日租`,
  week: `weekly${WORD_END}|周租`,
  month: `monthly${WORD_END}|按月|月租金?|月付|月费`,
  year: `(?:yearly|annually|annual)${WORD_END}|p\\.?_a\\.?${WORD_END}|按年|年租金?|年付|年费`,
};

const PER = String.raw`(?:/|per\s+|an?\s+|each\s+|every\s+|每一?个?)_`;
export const DEVICE = `(?:(?:gpu|npu|dcu|ppu|xpu|tpu|cpu|card|device|accelerator|chip|board)s?${WORD_END}|(?:张|块|片)?(?:加速卡|显卡|GPU卡|卡|芯片)|张)`;
const NODE = `(?:(?:node|server|machine|box|host|instance|system)s?${WORD_END}|节点|服务器|整机|单机|机器|一体机|台)`;
/** Between two units that are one: `GPU-hour`, `卡时`. */
const JOIN = String.raw`(?:[\s·*-]*|_per_|_每_)/?_`;

type Worded = { readonly words: string; readonly said: Said };

const worded = (table: Readonly<Record<Period, string>>): readonly Worded[] =>
  PERIODS.map(period => ({ words: table[period], said: { period } }));

const units = worded(UNITS);
const adverbs = worded(ADVERBS);

/** `of 8`, `with 8 GPUs`, `(8卡)`, `8x`: never a bare number, which may be an amount. */
const SIZE = [
  String.raw`\s*(?:of|with|à)\s+(?:x|×)?(?<size>\d+)(?:_(?:[x×]|${DEVICE}))?(?!\d|[.,]\d)`,
  String.raw`_\(_(?:x|×)?(?<size>\d+)(?:_(?:[x×]|${DEVICE}))?_\)`,
  String.raw`\s+(?<size>\d+)_(?:[x×]|${DEVICE})`,
];

const numberOf = (text: string | undefined): number => Number(text);

export const BASIS_PARTS: readonly PartRow[] = [
  ...units.map(({ words, said }) => partRow(`${PER}(?:${words})`, () => said)),
  ...adverbs.map(({ words, said }) => partRow(`(?:${words})`, () => said)),
  ...units.map(({ words, said }) =>
    partRow(`${PER}${DEVICE}${JOIN}(?:${words})`, () => ({ ...said, perDevice: true })),
  ),
  ...units.map(({ words, said }) => partRow(`${PER}${NODE}${JOIN}(?:${words})`, () => ({ ...said, node: true }))),
  partRow(`(?:${PER}|单)${DEVICE}`, () => ({ perDevice: true })),
  partRow(`(?:each|apiece)${WORD_END}`, () => ({ perDevice: true })),
  partRow(`(?:${PER}|[一单整])?${NODE}`, () => ({ node: true })),
  ...SIZE.map(size => partRow(`(?:${PER})?${NODE}${size}`, groups => ({ perNodeOf: numberOf(groups.size) }))),
  // `8-GPU node`, `8卡服务器`.
  partRow(String.raw`(?:${PER})?(?<size>\d+)[\s-]*(?:${DEVICE}|way)[\s-]*(?:${NODE}|机(?!器))`, ({ size }) => ({
    perNodeOf: numberOf(size),
  })),
  // `/8 GPUs`, `for 8 cards`, `每8卡`.
  partRow(String.raw`(?:/|per\s+|for\s+|每)_(?<size>\d+)_${DEVICE}`, ({ size }) => ({ perNodeOf: numberOf(size) })),
];

export const COUNT_PARTS: readonly PartRow[] = [
  // `4 nodes of 8`, `4台8卡`: 32 devices, and the amount is of a node.
  ...SIZE.map(size =>
    partRow(`(?:[x×*]_)?(?<nodes>\\d+)_(?:[x×*]_)?${NODE}${size}`, groups => ({
      devices: numberOf(groups.nodes) * numberOf(groups.size),
      perNodeOf: numberOf(groups.size),
    })),
  ),
  partRow(String.raw`(?<nodes>\d+)_台_(?<size>\d+)_卡`, groups => ({
    devices: numberOf(groups.nodes) * numberOf(groups.size),
    perNodeOf: numberOf(groups.size),
  })),
  partRow(String.raw`(?:x|×|\*)_(?<count>\d+)(?!\d|[.,]\d)`, ({ count }) => ({ devices: numberOf(count) })),
  partRow(String.raw`(?:qty|quantity|数量)_:?_(?<count>\d+)(?!\d|[.]\d)`, ({ count }) => ({
    devices: numberOf(count),
  })),
  partRow(String.raw`(?<count>\d+)_(?:x|×|\*)(?=\s+\d*[a-z昇]|\s*[^\s\d])`, ({ count }) => ({
    times: numberOf(count),
  })),
  partRow(String.raw`(?<count>\d+)_(?:pcs|pieces|units)${WORD_END}`, ({ count }) => ({ devices: numberOf(count) })),
  partRow(String.raw`(?<count>\d+)[\s-]*${DEVICE}`, ({ count }) => ({ cards: numberOf(count) })),
];

/** Speed, ownership and what else an offer may say with a number. */
import { CURRENCY } from '../currency-word.ts';
import { amountOf, numberPattern } from '../number.ts';
import type { Amount, Dtype, OfferedSpeed } from '../offer.ts';
import { moneyOf } from './money.ts';
import { type Groups, LETTERS_END, type PartRow, partRow, type Said, WORD_END } from './part.ts';

const NUMBER = numberPattern();
const IS = String.raw`_(?:of\s+|is\s+|at\s+|=|:|为|约?)_`;
const AMOUNT = `(?<amount>${NUMBER})`;

const amountIn = ({ amount = '' }: Groups): Amount => amountOf(amount);
const speed = (of: OfferedSpeed): Said => ({ speed: of });

/** 每卡 behind a speed often belongs to the amount that follows. */
function ofDeviceSaid({ first, last }: Groups): Said {
  if (first === undefined && last === undefined) return {};
  return { speedOfDevice: true, ...(last === '每' ? { deviceBetween: true } : {}) };
}

/** A row for `NAME 0.25` and one for `25 % NAME`. */
function named(words: string, said: (amount: Amount) => Said): readonly PartRow[] {
  return [
    partRow(`(?:${words})${IS}${AMOUNT}`, groups => said(amountIn(groups))),
    partRow(`(?<amount>${NUMBER})_(?:${words})`, groups => said(amountIn(groups))),
  ];
}

const TOKENS = `(?:(?:tokens?|toks?|tkns?|t)(?![a-z])|词元|个?token)`;
const SECOND = `(?:(?:seconds?|secs?|s)${WORD_END}|秒)`;
const A_DEVICE = '(?:gpu|npu|card|device|chip|卡)';
const ofDevice = (name: string): string => String.raw`(?:_(?<${name}>/|per\s+|每)_${A_DEVICE})?`;

export const SPEED_PARTS: readonly PartRow[] = [
  ...named(`mfu${LETTERS_END}|算力利用率`, mfu => speed({ mfu })),
  partRow(`${AMOUNT}_${TOKENS}${ofDevice('first')}_(?:/|per\\s+|每)_${SECOND}${ofDevice('last')}`, groups => ({
    ...speed({ tokensPerSecond: amountIn(groups) }),
    ...ofDeviceSaid(groups),
  })),
  partRow(`${AMOUNT}_tps${WORD_END}`, groups => speed({ tokensPerSecond: amountIn(groups) })),
  partRow(`每秒_${AMOUNT}_${TOKENS}`, groups => speed({ tokensPerSecond: amountIn(groups) })),
  partRow(`(?:measured|from\\s+results)${WORD_END}|实测`, () => speed({ from: 'results' })),
  partRow(`project(?:ed|ion)?${WORD_END}`, () => speed({ project: true })),
  partRow(`published\\s+(?<id>[a-z0-9][a-z0-9.-]*[a-z0-9])`, ({ id = '' }) => speed({ published: id })),
];

const YEARS = `(?:(?:years?|yrs?)${WORD_END}|年)`;

const DTYPE_WORDS: Readonly<Record<Dtype, string>> = {
  float32: 'fp32|float32',
  tf32: 'tf32',
  bfloat16: 'bf16|bfloat16',
  float16: 'fp16|float16',
  float8: 'fp8|float8',
};
const DTYPE_NAMES: readonly Dtype[] = ['float32', 'tf32', 'bfloat16', 'float16', 'float8'];

export const CONDITION_PARTS: readonly PartRow[] = [
  ...named(`goodput${LETTERS_END}|有效率`, goodput => ({ goodput })),
  ...named(`utili[sz]ation${WORD_END}|(?:使用率|利用率)`, utilisation => ({ utilisation })),
  ...named(`residual(?:\\s+value)?${WORD_END}|残值率?`, residual => ({ residual })),
  partRow(`(?:over|life(?:time)?|for)${IS}${AMOUNT}_${YEARS}(?:\\s+life)?`, groups => ({
    lifeYears: amountIn(groups),
  })),
  partRow(`(?:折旧|寿命|使用年限)${IS}${AMOUNT}_${YEARS}`, groups => ({ lifeYears: amountIn(groups) })),
  partRow(`${AMOUNT}_${YEARS}_(?:life${WORD_END}|折旧)`, groups => ({ lifeYears: amountIn(groups) })),
  partRow(
    `(?:upkeep|maintenance|维护费?|维保)${IS}(?:(?<before>${CURRENCY})_)?${AMOUNT}_(?<behind>${CURRENCY})?_(?:/|per\\s+|a\\s+|每)_(?:years?|yr|annum|y|年)`,
    groups => ({ upkeepPerYear: moneyOf(groups) }),
  ),
  partRow(`${AMOUNT}_(?:interruptions?|preemptions?|times?)_(?:/|per\\s+|an?\\s+)_day${WORD_END}`, groups => ({
    interruptionsPerDay: amountIn(groups),
  })),
  partRow(`${AMOUNT}_(?:minutes?|mins?)(?:\\s+(?:lost|each))?(?:\\s+each)?${WORD_END}`, groups => ({
    minutesLost: amountIn(groups),
  })),
  partRow(String.raw`(?<size>\d+)_(?:gib|gb|g)(?:_hbm\d?e?)?${WORD_END}`, ({ size }) => ({ memoryGb: Number(size) })),
  partRow(`${AMOUNT}_(?:watts?|w)${WORD_END}`, groups => ({ watts: amountIn(groups) })),
  partRow(`${AMOUNT}_(?:watts?|w)_(?:/|per\\s+)_${A_DEVICE}${WORD_END}`, groups => ({
    watts: amountIn(groups),
    wattsOfDevice: true,
  })),
  ...DTYPE_NAMES.map(dtype => partRow(`(?:${DTYPE_WORDS[dtype]})${WORD_END}`, () => ({ dtype }))),
  partRow(String.raw`(?:dated?\s+)?(?<date>20\d\d-\d\d-\d\d)(?!\d)`, ({ date = '' }) => ({ date })),
  partRow(`"(?<source>[^"]+)"`, ({ source = '' }) => ({ source: source.trim() })),
  partRow(String.raw`(?:#|source:)_(?<source>\S.*)`, ({ source = '' }) => ({ source: source.trim() })),
];

/** Words that add nothing: they stand between parts. */
export const FILLERS: readonly PartRow[] = [
  partRow(
    `(?:at|for|an|we|you|our|price[ds]?|costs?|offer(?:ed|s)?|rent(?:al|ed|s)?|lease[sd]?|is|of|and|with|on|the|only)${WORD_END}`,
    () => ({}),
  ),
  partRow(`(?:sxm\\d?|oam|hbm\\d?e?|bare[\\s-]metal|cloud|interrupted)${WORD_END}|裸金属|云`, () => ({})),
  // Before a blank; `/ month` is longer, and read as that.
  partRow('/', () => ({})),
  partRow('(?:租金|租赁|租用|出租|租|价格|报价|单价|费用|价|是|为|的|共)', () => ({})),
];

/** Amounts of an offer, what sort of offer it is, and its tax. */
import { CURRENCY, currencyOfWord, SHARED_SIGNS } from '../currency-word.ts';
import { amountOf, numberPattern } from '../number.ts';
import type { Money, OfferedKind } from '../offer.ts';
import { type Groups, type PartRow, partRow, type Said, WORD_END } from './part.ts';

const NUMBER = numberPattern();
/** `¥40,000-¥45,000`: the currency may stand before each number. */
const BEFORE = `(?<before>${CURRENCY})_(?<amount>${numberPattern(`(?:${CURRENCY}_)?`)})`;
const BEHIND = `(?<amount>${NUMBER})_(?<behind>${CURRENCY})`;
/** `20/h`: what it is in, the case says. */
const BARE = String.raw`(?<amount>${NUMBER})(?=\s*(?:/|per\s|每|an?\s+(?:hour|month|year)|hourly|monthly|yearly))`;

/** An amount in the currency of the word before or behind it. */
export function moneyOf({ amount = '', before, behind }: Groups): Money {
  const word = before ?? behind ?? '';
  const money = { amount: amountOf(amount), currency: currencyOfWord(word) };
  return SHARED_SIGNS[word] === undefined ? money : { ...money, sign: word };
}

const rate = (groups: Groups): number | null => {
  const text = groups.rate ?? groups.rate2;
  if (text === undefined) return null;
  const value = amountOf(text);
  return typeof value === 'number' ? value : null;
};

const TAX = `(?:vat|gst|tax(?:es)?|(?:增值)?税(?:率|点|票|专票)?)`;
const PERCENT = String.raw`\d+(?:\.\d+)?_%`;
const RATE = String.raw`(?:_[(:]?_(?:of\s+|at\s+)?(?<rate>${PERCENT})_\)?)?`;
const RATE_FIRST = `(?:(?<rate2>${PERCENT})_(?:的|of\\s+)?)?`;
const WITHOUT = String.raw`(?:excl(?:uding|usive)?\.?(?:\s+of)?|ex\.?|w/o|without|before|plus|net\s+of|\+|不含|未含|另加|外加|未|not?\s+incl(?:uding|uded)?)`;
const WITH = String.raw`(?:incl(?:uding|usive|udes)?\.?(?:\s+of)?|with|after|含|已含|包含)`;

export const MONEY_PARTS: readonly PartRow[] = [
  partRow(BEFORE, groups => ({ money: moneyOf(groups) })),
  partRow(BEHIND, groups => ({ money: moneyOf(groups) })),
  partRow(BARE, groups => ({ money: moneyOf(groups) })),
  // `1.2万`: of money only is it said so, and the currency goes without saying.
  partRow(`(?<amount>${NUMBER}(?<=[万萬]))`, groups => ({ money: moneyOf(groups) })),
  partRow(`(?:buy|buying|bought|purchased?|capex)${WORD_END}(?:\\s+(?:price|for|at)${WORD_END})?`, () => BOUGHT),
  partRow('(?:购买价?|采购价?|买断价?|购置价?|售价|买)', () => BOUGHT),
];

const BOUGHT: Said = { bought: true };

const YEARS = String.raw`(?:\d+|one|two|three|[一二两三])[\s-]*(?:years?|yrs?|months?|年|个月|月)`;
const TERM = `(?:${YEARS}[\\s-]*(?:的)?)?`;

const KIND_WORDS: Readonly<Record<OfferedKind, readonly string[]>> = {
  'rent-spot': [`(?:spot|pre-?emptible|interruptible)${WORD_END}`, '竞价(?:实例)?', '抢占式?', '可中断'],
  'rent-on-demand': [
    `on[\\s-]?demand${WORD_END}`,
    `pay[\\s-]as[\\s-]you[\\s-]go${WORD_END}|payg${WORD_END}`,
    '按需',
    '按量(?:付费|计费)?',
  ],
  'rent-reserved': [
    `${TERM}(?:reserved|reservation|committed|commitment|commit|contract|lease|term)${WORD_END}(?:[\\s-]+(?:for\\s+)?${YEARS}${WORD_END})?`,
    `${TERM}(?:预留|包租|合同|长租|租期|合约)`,
    '租期_(?:\\d+|[一二两三])_(?:年|个月)',
  ],
};

const KINDS: readonly OfferedKind[] = ['rent-spot', 'rent-on-demand', 'rent-reserved'];

export const KIND_PARTS: readonly PartRow[] = [
  ...KINDS.flatMap(kind => KIND_WORDS[kind].map(words => partRow(`(?:${words})`, () => ({ kind })))),
  partRow('包月', () => ({ kind: 'rent-reserved', period: 'month' })),
  partRow('包年', () => ({ kind: 'rent-reserved', period: 'year' })),
];

export const TAX_PARTS: readonly PartRow[] = [
  partRow(`${WITHOUT}_${RATE_FIRST}${TAX}${RATE}`, groups => ({ vat: { included: false, rate: rate(groups) } })),
  partRow(`${WITH}_${RATE_FIRST}${TAX}${RATE}`, groups => ({ vat: { included: true, rate: rate(groups) } })),
  partRow(`税前`, () => ({ vat: { included: false, rate: null } })),
  partRow(`${TAX}${RATE}_(?:excl(?:uded|usive)?|extra|not\\s+included)${WORD_END}`, groups => ({
    vat: { included: false, rate: rate(groups) },
  })),
  partRow(`${TAX}${RATE}_(?:incl(?:uded|usive)?)${WORD_END}`, groups => ({
    vat: { included: true, rate: rate(groups) },
  })),
];

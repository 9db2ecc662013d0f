/** The words around a number in a price, a share or a speed, as people write them in English and Chinese: one table. */

export const PERIODS = ['hour', 'day', 'week', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** `yen-or-yuan`: the sign ¥ alone, which is of two currencies. */
export type Meaning =
  | { readonly is: 'currency'; readonly code: string }
  | { readonly is: 'yen-or-yuan' }
  | { readonly is: 'period'; readonly period: Period }
  | { readonly is: 'scope'; readonly scope: 'device' | 'node' }
  | { readonly is: 'unit'; readonly unit: 'tokens' | 'second' | 'watts' | 'kilowatt-hour' }
  | { readonly is: 'multiple'; readonly times: number }
  | { readonly is: 'percent' | 'range' | 'link' };

export const CURRENCY_WORDS: Readonly<Record<string, readonly string[]>> = {
  CNY: ['rmb', 'cny', 'cn¥', 'rmb¥', 'yuan', 'renminbi', '元', '人民币', '人民币元', '块'],
  USD: ['$', 'us', 'us$', 'usd', 'usd$', 'dollar', 'dollars', '美元', '美金'],
  EUR: ['€', 'euro', 'euros', '欧元'],
  GBP: ['£', 'pound', 'pounds', '英镑'],
  JPY: ['jp¥', 'yen', '円', '日元', '日圆'],
  KRW: ['₩', 'won', '韩元'],
  INR: ['₹', 'rupee', 'rupees'],
  HKD: ['hk$', '港币', '港元'],
  TWD: ['nt$', '新台币'],
  SGD: ['s$', 'sg$'],
  AUD: ['a$', 'au$'],
  CAD: ['c$', 'ca$'],
};

const PERIOD_WORDS: Readonly<Record<Period, readonly string[]>> = {
  hour: ['h', 'hr', 'hrs', 'hour', 'hours', 'hourly', '小时', '时', '钟头'],
  day: ['d', 'day', 'days', 'daily', '天', '日'],
  week: ['wk', 'week', 'weeks', 'weekly', '周', '星期'],
  month: ['mo', 'mon', 'mth', 'month', 'months', 'monthly', '月', '个月'],
  year: ['y', 'yr', 'yrs', 'year', 'years', 'yearly', 'annual', 'annually', 'annum', '年'],
};

const SCOPE_WORDS = {
  device: ['gpu', 'gpus', 'npu', 'card', 'device', 'chip', 'accelerator', 'board', '卡', '张', '片'],
  node: ['node', 'server', 'machine', 'host', 'instance', '节点', '台', '机', '服务器', '整机'],
} as const;

const UNIT_WORDS = {
  tokens: ['token', 'tokens', 'tok', 'toks', 'tps'],
  second: ['s', 'sec', 'second', 'seconds', '秒'],
  watts: ['w', 'watt', 'watts'],
  'kilowatt-hour': ['kwh', '千瓦时', '度'],
} as const;

export const MULTIPLE_WORDS: readonly (readonly [number, readonly string[]])[] = [
  [1e3, ['k', 'thousand', '千']],
  [1e4, ['万', '萬']],
  [1e6, ['million', 'mn', '百万']],
  [1e7, ['千万']],
  [1e8, ['亿']],
  [1e9, ['billion', 'bn', 'b']],
  [1e12, ['trillion', 't', '万亿']],
];

const RANGE_WORDS = ['to', '至', '到', '~', '–', '—', '..', '...'];
const LINK_WORDS = ['/', '-', '·', 'per', 'each', 'a', 'an', 'every', '每', '个', '单'];

const entries = (words: readonly string[], meaning: Meaning) => words.map(word => [word, meaning] as const);

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...Object.entries(CURRENCY_WORDS).flatMap(([code, words]) => entries(words, { is: 'currency', code })),
  ...PERIODS.flatMap(period => entries(PERIOD_WORDS[period], { is: 'period', period })),
  ...(['device', 'node'] as const).flatMap(scope => entries(SCOPE_WORDS[scope], { is: 'scope', scope })),
  ...(['tokens', 'second', 'watts', 'kilowatt-hour'] as const).flatMap(unit =>
    entries(UNIT_WORDS[unit], { is: 'unit', unit }),
  ),
  ...MULTIPLE_WORDS.flatMap(([times, words]) => entries(words, { is: 'multiple', times })),
  ...entries(['¥'], { is: 'yen-or-yuan' }),
  ...entries(['%', 'percent', 'pct'], { is: 'percent' }),
  ...entries(RANGE_WORDS, { is: 'range' }),
  ...entries(LINK_WORDS, { is: 'link' }),
]);

const HAN = /^\p{Script=Han}+$/u;

/** Words of Chinese, which has no spaces, the longest first. */
export const HAN_WORDS: readonly string[] = [...MEANINGS.keys()]
  .filter(word => HAN.test(word))
  .toSorted((a, b) => b.length - a.length);

const ISO_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** What a word means, in upper or lower case; null for a word that is not in the table and no ISO 4217 code. */
export function meaningOf(word: string): Meaning | null {
  const found = MEANINGS.get(word.toLowerCase());
  if (found !== undefined) return found;
  const code = word.toUpperCase();
  return ISO_CODES.has(code) ? { is: 'currency', code } : null;
}

/** Words of an offer that are fields of a case, and no part of an amount: what to give in their place. */
export const FIELD_OF_WORD: Readonly<Record<string, string>> = {
  vat: 'vat: {rate: 0.13, included: false}',
  税: 'vat: {rate: 0.13, included: false}',
  spot: 'kind: rent-spot',
  reserved: 'kind: rent-reserved',
  demand: 'kind: rent-on-demand',
};

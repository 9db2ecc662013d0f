/** The words of `list chips` and `list rates` on a terminal. */
import type { Price, PriceKind } from '../../../reports/catalog/price.ts';
import type { PriceUnit } from '../../../reports/catalog/price-unit.ts';
import type { InEvery } from '../../../reports/words/language.ts';

/** Of one chip with its prices. */
type SheetWords = {
  readonly fits: (written: string, chips: number) => string;
  readonly stale: (days: number, asOf: string) => string;
  readonly noPrice: (chip: string) => string;
  readonly market: (chip: string, kind: string, prices: string, counts: readonly string[]) => string;
  readonly median: (median: number) => string;
  readonly prices: (prices: number, sources: number) => string;
  readonly older: (prices: number) => string;
  readonly ofNode: (devices: number) => string;
  readonly tax: (isIncluded: boolean) => string;
  readonly confidence: (level: string) => string;
  readonly from: (file: string) => string;
  readonly colon: string;
  readonly semicolon: string;
  /** Between two sentences. */
  readonly stop: string;
};

type ListTextWords = {
  readonly kinds: Readonly<Record<PriceKind, string>>;
  readonly units: Readonly<Record<PriceUnit, string>>;
  readonly confidences: Readonly<Record<Price['confidence'], string>>;
  readonly also: (ids: readonly string[]) => string;
  readonly without: (count: number) => string;
  readonly key: string;
  readonly prices: (isAll: boolean, days: number) => string;
  readonly stale: (days: number, asOf: string) => string;
  readonly more: (chips: number) => string;
  readonly staleMark: string;
  readonly noneStale: (asOf: string) => string;
  readonly staleKey: (prices: number, days: number, asOf: string) => string;
  readonly sheet: SheetWords;
};

export const LIST_TEXT_WORDS: InEvery<ListTextWords> = {
  en: {
    kinds: {
      list: 'to buy',
      'list-server': 'of a server',
      used: 'used',
      'rent-on-demand': 'on demand',
      'rent-reserved': 'reserved',
      'rent-spot': 'spot',
      fair: 'fair',
      assumed: 'assumed',
    },
    units: {
      'device-hour': 'an hour',
      'device-month': 'a month',
      'device-year': 'a year',
      'node-hour': 'a node-hour',
      'node-month': 'a node-month',
      'node-year': 'a node-year',
      device: 'a device',
      node: 'a node',
    },
    confidences: { high: 'high', medium: 'medium', low: 'low', unverified: 'unverified' },
    also: ids => `Also with a price: ${ids.join(', ')}.`,
    without: count => `Without a price: ${count} chips.`,
    key: 'Dense peaks in TFLOP/s; fp32 is IEEE, never TF32; – is not known. Sheet and quote: confidence in their source, or the name of your own file.',
    prices: (isAll, days) =>
      `Prices: ${isAll ? 'of each kind and currency' : 'of the kind that has the newest'}, the least to the greatest within ${days} days of the newest (of: how many).`,
    stale: (days, asOf) =>
      `Stale: more than ${days} days old on ${asOf} (--stale lists them). Every price and source: --chip NAME, or --json.`,
    more: chips => ` Every kind of price, and all ${chips} data sheets: --verbose.`,
    staleMark: 'stale',
    noneStale: asOf => `No price is stale on ${asOf}.`,
    staleKey: (prices, days, asOf) =>
      `${prices} price${prices === 1 ? ' is' : 's are'} more than ${days} days old on ${asOf}, with no newer row of the chip, kind and currency. Renew one: docs/CATALOG.md.`,
    sheet: {
      fits: (written, chips) => `'${written}' fits ${chips} chips.`,
      stale: (days, asOf) => `Stale: more than ${days} days old on ${asOf}. Renew a price: docs/CATALOG.md.`,
      noPrice: chip => `${chip} has no price.`,
      market: (chip, kind, prices, counts) => `${chip} ${kind}: ${prices}; ${counts.join(', ')}`,
      median: median => `, median ${median}`,
      prices: (prices, sources) =>
        prices === 1 ? '1 price' : `${prices} prices of ${sources} source${sources === 1 ? '' : 's'}`,
      older: prices => `${prices} older`,
      ofNode: devices => ` of ${devices}`,
      tax: isIncluded => (isIncluded ? 'tax included' : 'without tax'),
      confidence: level => `confidence ${level}`,
      from: file => `from ${file}`,
      colon: ': ',
      semicolon: '; ',
      stop: '. ',
    },
  },
  zh: {
    kinds: {
      list: '目录价',
      'list-server': '整机目录价',
      used: '二手价',
      'rent-on-demand': '按需租赁',
      'rent-reserved': '预留租赁',
      'rent-spot': '竞价租赁',
      fair: '团队核算成本',
      assumed: '假设',
    },
    units: {
      'device-hour': '每卡时',
      'device-month': '每卡月',
      'device-year': '每卡年',
      'node-hour': '每节点小时',
      'node-month': '每节点月',
      'node-year': '每节点年',
      device: '每卡',
      node: '每节点',
    },
    confidences: { high: '高', medium: '中', low: '低', unverified: '未核实' },
    also: ids => `另有价格的芯片：${ids.join('、')}。`,
    without: count => `没有价格：${count} 款芯片。`,
    key: '峰值为稠密算力，单位 TFLOP/s；fp32 为 IEEE 精度，从不是 TF32；– 表示未知。数据手册与报价可信度两列：来源的可信度，或您自己文件的名称。',
    prices: (isAll, days) =>
      `价格：${isAll ? '按类型与货币分列' : '取最新价格所属的类型'}，为最新价格之前 ${days} 天内的最低至最高（条数：共几条）。`,
    stale: (days, asOf) =>
      `过时：截至 ${asOf} 已超过 ${days} 天（--stale 可列出）。全部价格与来源：--chip NAME 或 --json。`,
    more: chips => `全部价格类型与 ${chips} 款芯片的数据手册：--verbose。`,
    staleMark: '已过时',
    noneStale: asOf => `截至 ${asOf} 没有过时的价格。`,
    staleKey: (prices, days, asOf) =>
      `截至 ${asOf} 有 ${prices} 条价格已超过 ${days} 天，且没有同一芯片、类型与货币的更新价格。更新方法：docs/CATALOG.md。`,
    sheet: {
      fits: (written, chips) => `“${written}”对应 ${chips} 款芯片。`,
      stale: (days, asOf) => `过时：截至 ${asOf} 已超过 ${days} 天。更新价格的方法：docs/CATALOG.md。`,
      noPrice: chip => `${chip} 没有价格。`,
      market: (chip, kind, prices, counts) => `${chip} ${kind}：${prices}；${counts.join('，')}`,
      median: median => `，中位数 ${median}`,
      prices: (prices, sources) => (prices === 1 ? '1 条价格' : `${sources} 个来源的 ${prices} 条价格`),
      older: prices => `另有 ${prices} 条较早`,
      ofNode: devices => `（${devices} 卡节点）`,
      tax: isIncluded => (isIncluded ? '含税' : '不含税'),
      confidence: level => `可信度${level}`,
      from: file => `取自 ${file}`,
      colon: '：',
      semicolon: '；',
      stop: '。',
    },
  },
};

type RateWords = {
  readonly per: (of: string, unit: string) => string;
  readonly days: (days: number) => string;
  readonly later: string;
};

export const RATE_WORDS: InEvery<RateWords> = {
  en: { per: (of, unit) => `${of} per ${unit}`, days: days => `${days} days`, later: 'dated later' },
  zh: { per: (of, unit) => `${of}/${unit}`, days: days => `${days} 天`, later: '日期在后' },
};

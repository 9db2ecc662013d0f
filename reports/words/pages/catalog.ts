/** Words of the catalog's pages: chips, prices, published speeds, rates. */
import type { InEvery } from '../language.ts';

type CatalogPage = 'chips' | 'prices' | 'speeds' | 'rates' | 'links';
/** What the page's script puts into its form. */
export type FilterWords = Readonly<
  Record<'search' | 'group' | 'any' | 'onlyPriced' | 'onlyStale' | 'reset' | 'shown' | 'shownLabel', string>
>;

type CatalogWords = {
  readonly title: string;
  readonly summary: (chips: number, prices: number) => string;
  readonly pages: Readonly<Record<CatalogPage, string>>;
  readonly leads: Readonly<Record<CatalogPage, string>>;
  readonly foreignText: string | null;
  readonly navigation: string;
  readonly perHour: (currency: string) => string;
  /** Behind the unit of an amount. */
  readonly ofNode: (devices: number) => string;
  /** As the catalog has it; what is no name is in words. */
  readonly vendor: (name: string) => string;
  readonly tax: Readonly<Record<'included' | 'excluded', string>>;
  readonly shapes: Readonly<Record<'switch' | 'mesh', string>>;
  readonly places: Readonly<Record<'one-centre' | 'clouds', string>>;
  readonly forms: Readonly<Record<'range' | 'whiskers', string>>;
  readonly fresh: (days: number) => string;
  readonly stale: (days: number) => string;
  readonly later: string;
  readonly noDay: string;
  readonly prices: (count: number) => string;
  readonly noPrice: string;
  readonly unknown: string;
  readonly notNamed: string;
  readonly confidence: (date: string, level: string) => string;
  readonly fromFile: (date: string, file: string) => string;
  readonly exchange: string;
  readonly electricity: string;
  readonly boards: string;
  readonly filters: FilterWords;
};

const ZH_VENDORS: ReadonlyMap<string, string> = new Map([
  ['any', '不限厂商'],
  ['undisclosed', '未公开'],
]);

export const CATALOG_WORDS: InEvery<CatalogWords> = {
  en: {
    title: 'Catalog',
    summary: (chips, prices) =>
      `${chips === 1 ? '1 chip' : `${chips} chips`} and ${prices === 1 ? '1 price' : `${prices} prices`}, each with its source, its date and how sure it is.`,
    pages: {
      chips: 'Chips',
      prices: 'Prices',
      speeds: 'Published training speeds',
      rates: 'Exchange rates and electricity',
      links: 'Links and boards',
    },
    leads: {
      chips:
        'Dense peaks in TFLOP/s as the data sheets have them; FP32 is IEEE, never TF32; a link counts both directions. A dash: no source gives the figure. “As of”: the day of the page that is the source.',
      prices:
        'For one device; of a rent, for one hour of it. Sources that contradict each other all stay. A price of more than 180 days is marked as stale.',
      speeds:
        'Tokens per second and device of whole training runs, as published. The last columns say how the figure came about; projections use only measured and converted ones.',
      rates: 'A comparison names its own rate; these are offered where it names none.',
      links: 'What joins devices, in one direction, and by how much boards of one chip differ.',
    },
    foreignText: null,
    navigation: 'Pages of the catalog',
    perHour: currency => `${currency}/h`,
    ofNode: devices => ` (node of ${devices})`,
    vendor: name => name,
    tax: { included: 'tax included', excluded: 'without tax' },
    shapes: { switch: 'switch', mesh: 'mesh' },
    places: { 'one-centre': 'one computing centre', clouds: 'several hosts and owners' },
    forms: { range: 'least to greatest', whiskers: 'between whiskers' },
    fresh: days => `${days} ${days === 1 ? 'day' : 'days'} old`,
    stale: days => `stale: ${days} days old`,
    later: 'younger than the newest record',
    noDay: 'age not known',
    prices: count => (count === 1 ? '1 price' : `${count} prices`),
    noPrice: 'price not known',
    unknown: 'not known',
    notNamed: 'not named by its source',
    confidence: (date, level) => `as of ${date}, confidence ${level}`,
    fromFile: (date, file) => `as of ${date}, from ${file}`,
    exchange: 'Exchange rates',
    electricity: 'Electricity',
    boards: 'Boards of one chip',
    filters: {
      search: 'Search',
      group: 'Maker or chip',
      any: 'all',
      onlyPriced: 'with a price only',
      onlyStale: 'stale prices only',
      reset: 'Reset',
      shown: '{shown} of {rows} rows',
      shownLabel: 'Rows shown',
    },
  },
  zh: {
    title: '芯片与价格',
    summary: (chips, prices) => `收录 ${chips} 款芯片、${prices} 条价格，每条都注明来源、日期和可信度。`,
    pages: {
      chips: '芯片',
      prices: '价格',
      speeds: '公开的训练速度',
      rates: '汇率与电价',
      links: '互联与单卡差异',
    },
    leads: {
      chips:
        '峰值算力取自数据手册，均为稠密算力，单位 TFLOP/s；FP32 指 IEEE 单精度，不含 TF32；互联为双向带宽。“–”表示来源未给出。“截至”后为来源页面的日期。',
      prices: '均折算到单卡；租赁价为单卡每小时价格。来源之间有出入时全部保留。超过 180 天的价格标为“已过时”。',
      speeds: '完整训练任务公布的单卡每秒 token 数。最后几列说明该数字的由来；推算只采用“实测”和“换算”两类。',
      rates: '成本比较以用户给出的汇率为准；未给出时提示使用以下数值。',
      links: '设备之间的单向互联带宽，以及同款芯片不同板卡之间的差异。',
    },
    foreignText: '来源、报价方和备注保留原文。',
    navigation: '芯片与价格的各页',
    perHour: currency => `${currency}/小时`,
    ofNode: devices => `（${devices} 卡节点）`,
    vendor: name => ZH_VENDORS.get(name) ?? name,
    tax: { included: '含税', excluded: '不含税' },
    shapes: { switch: '交换式', mesh: '全互联' },
    places: { 'one-centre': '单个计算中心', clouds: '多家机房与用户' },
    forms: { range: '最小值到最大值', whiskers: '箱线图须线之间' },
    fresh: days => `${days} 天前`,
    stale: days => `已过时：${days} 天前`,
    later: '晚于最新一次运行',
    noDay: '时效不明',
    prices: count => `${count} 条价格`,
    noPrice: '未收录价格',
    unknown: '未知',
    notNamed: '来源未指明',
    confidence: (date, level) => `截至 ${date}，可信度${level}`,
    fromFile: (date, file) => `截至 ${date}，取自 ${file}`,
    exchange: '汇率',
    electricity: '电价',
    boards: '同款芯片的板卡差异',
    filters: {
      search: '搜索',
      group: '厂商或芯片',
      any: '全部',
      onlyPriced: '仅显示有价格的',
      onlyStale: '仅显示已过时的价格',
      reset: '重置',
      shown: '显示 {shown} 行，共 {rows} 行',
      shownLabel: '显示行数',
    },
  },
};

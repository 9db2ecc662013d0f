/** Words of the catalog's pages: chips, prices, published speeds, rates. */
import type { Anchor } from '../../catalog/anchors.ts';
import type { PriceKind } from '../../catalog/price.ts';
import type { PriceUnit } from '../../catalog/price-unit.ts';
import type { InEvery } from '../language.ts';

type CatalogPage = 'chips' | 'prices' | 'speeds' | 'rates' | 'links';
type Column =
  | 'chip'
  | 'bfloat16'
  | 'float8'
  | 'float32'
  | 'memory'
  | 'bandwidth'
  | 'link'
  | 'power'
  | 'launch'
  | 'price'
  | 'source'
  | 'kind'
  | 'quoted'
  | 'offer'
  | 'age'
  | 'model'
  | 'dtype'
  | 'devices'
  | 'speed'
  | 'derivation'
  | 'rate'
  | 'value'
  | 'of'
  | 'place'
  | 'scaleUp'
  | 'shape'
  | 'scaleUpDevices'
  | 'scaleOut'
  | 'share'
  | 'boards'
  | 'where';

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
  readonly columns: Readonly<Record<Column, string>>;
  readonly kinds: Readonly<Record<PriceKind, string>>;
  readonly units: Readonly<Record<PriceUnit, string>>;
  readonly perHour: (currency: string) => string;
  readonly ofNode: (devices: number) => string;
  readonly tax: Readonly<Record<'included' | 'excluded', string>>;
  readonly derivations: Readonly<Record<Anchor['derivation'], string>>;
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
  readonly confidence: (level: string) => string;
  readonly fromFile: (file: string) => string;
  readonly exchange: string;
  readonly electricity: string;
  readonly boards: string;
  readonly filters: FilterWords;
};

export const CATALOG_WORDS: InEvery<CatalogWords> = {
  en: {
    title: 'Catalog',
    summary: (chips, prices) =>
      `${chips} chips and ${prices} prices, each with its source, its date and how sure it is.`,
    pages: {
      chips: 'Chips',
      prices: 'Prices',
      speeds: 'Published training speeds',
      rates: 'Exchange rates and electricity',
      links: 'Links and boards',
    },
    leads: {
      chips:
        'Dense peaks in TFLOP/s as the data sheets have them; FP32 is IEEE, never TF32. A figure that no source gives stays empty.',
      prices:
        'For one device; of a rent, for one hour of it. Sources that contradict each other all stay. A price of more than 180 days is marked as stale.',
      speeds:
        'Tokens per second and device of whole training runs, as published. The last columns say how the figure came about; projections use only measured and converted ones.',
      rates: 'A comparison names its own rate; these are offered where it names none.',
      links: 'What joins devices, in one direction, and by how much boards of one chip differ.',
    },
    foreignText: null,
    navigation: 'Pages of the catalog',
    columns: {
      chip: 'Chip',
      bfloat16: 'BF16, TFLOP/s',
      float8: 'FP8, TFLOP/s',
      float32: 'FP32, TFLOP/s',
      memory: 'Memory, GB',
      bandwidth: 'Bandwidth, TB/s',
      link: 'Link both ways, GB/s',
      power: 'Power, W',
      launch: 'Launch',
      price: 'Price',
      source: 'Source',
      kind: 'Kind',
      quoted: 'As offered',
      offer: 'Offer',
      age: 'Date and age',
      model: 'Model',
      dtype: 'Type',
      devices: 'Devices',
      speed: 'Tokens/s per device',
      derivation: 'How it came about',
      rate: 'Rate',
      value: 'Value',
      of: 'Of',
      place: 'Place',
      scaleUp: 'Inside a node, GB/s',
      shape: 'Shape',
      scaleUpDevices: 'Devices joined',
      scaleOut: 'Between nodes, GB/s',
      share: 'Spread',
      boards: 'Boards',
      where: 'Where',
    },
    kinds: {
      list: 'to buy',
      'list-server': 'to buy, share of a server',
      used: 'to buy, used',
      'rent-on-demand': 'rent, on demand',
      'rent-reserved': 'rent, reserved',
      'rent-spot': 'rent, spot',
      fair: 'fair cost of an hour',
      assumed: 'assumed by its source',
    },
    units: {
      'device-hour': 'per device and hour',
      'device-month': 'per device and month',
      'device-year': 'per device and year',
      'node-hour': 'per node and hour',
      'node-month': 'per node and month',
      'node-year': 'per node and year',
      device: 'per device',
      node: 'per node',
    },
    perHour: currency => `${currency}/h`,
    ofNode: devices => `node of ${devices}`,
    tax: { included: 'tax included', excluded: 'without tax' },
    derivations: {
      measured: 'as its source gives it',
      converted: 'converted from FLOP/s, MFU or device-hours',
      'derived-from-cost': 'derived from a cost: not used',
      'whole-run-average': 'mean of a whole run with its pauses: not used',
      proxy: 'of other work: not used',
      unstated: 'no speed is stated',
    },
    shapes: { switch: 'switch', mesh: 'mesh' },
    places: { 'one-centre': 'one computing centre', clouds: 'several hosts and owners' },
    forms: { range: 'least to greatest', whiskers: 'between whiskers' },
    fresh: days => `${days} ${days === 1 ? 'day' : 'days'} old`,
    stale: days => `stale: ${days} days old`,
    later: 'younger than the newest record',
    noDay: 'age not known',
    prices: count => (count === 1 ? '1 price' : `${count} prices`),
    noPrice: 'no price',
    unknown: 'not known',
    notNamed: 'not named by its source',
    confidence: level => `confidence ${level}`,
    fromFile: file => `from ${file}`,
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
        '峰值算力取自数据手册，均为稠密算力，单位 TFLOP/s；FP32 指 IEEE 单精度，不含 TF32。来源未给出的数字一律留空。',
      prices: '均折算到单卡；租赁价为单卡每小时价格。来源之间有出入时全部保留。超过 180 天的价格标为“已过期”。',
      speeds: '完整训练任务公布的单卡每秒 token 数。最后几列说明该数字的由来；推算只采用“实测”和“换算”两类。',
      rates: '成本比较以用户给出的汇率为准；未给出时提示使用以下数值。',
      links: '设备之间的单向互联带宽，以及同款芯片不同板卡之间的差异。',
    },
    foreignText: '来源、报价方和备注保留原文。',
    navigation: '芯片与价格的各页',
    columns: {
      chip: '芯片',
      bfloat16: 'BF16（TFLOP/s）',
      float8: 'FP8（TFLOP/s）',
      float32: 'FP32（TFLOP/s）',
      memory: '显存（GB）',
      bandwidth: '显存带宽（TB/s）',
      link: '双向互联（GB/s）',
      power: '功耗（W）',
      launch: '发布时间',
      price: '价格',
      source: '来源',
      kind: '类型',
      quoted: '原报价',
      offer: '报价方',
      age: '日期与时效',
      model: '模型',
      dtype: '数据类型',
      devices: '卡数',
      speed: '单卡 token/s',
      derivation: '数字由来',
      rate: '汇率',
      value: '数值',
      of: '口径',
      place: '地区',
      scaleUp: '节点内（GB/s）',
      shape: '拓扑',
      scaleUpDevices: '互联卡数',
      scaleOut: '节点间（GB/s）',
      share: '离散程度',
      boards: '板卡数',
      where: '范围',
    },
    kinds: {
      list: '购买',
      'list-server': '购买（整机均摊）',
      used: '购买（二手）',
      'rent-on-demand': '租赁（按需）',
      'rent-reserved': '租赁（包月包年）',
      'rent-spot': '租赁（竞价）',
      fair: '公允小时成本',
      assumed: '来源假设值',
    },
    units: {
      'device-hour': '每卡每小时',
      'device-month': '每卡每月',
      'device-year': '每卡每年',
      'node-hour': '每节点每小时',
      'node-month': '每节点每月',
      'node-year': '每节点每年',
      device: '每卡',
      node: '每节点',
    },
    perHour: currency => `${currency}/小时`,
    ofNode: devices => `${devices} 卡节点`,
    tax: { included: '含税', excluded: '不含税' },
    derivations: {
      measured: '来源直接给出',
      converted: '由 FLOP/s、MFU 或卡时换算',
      'derived-from-cost': '由成本反推，不采用',
      'whole-run-average': '含停机的全程均值，不采用',
      proxy: '取自其他任务，不采用',
      unstated: '未给出速度',
    },
    shapes: { switch: '交换式', mesh: '全互联' },
    places: { 'one-centre': '单个计算中心', clouds: '多家机房与用户' },
    forms: { range: '最小值到最大值', whiskers: '箱线图须线之间' },
    fresh: days => `${days} 天前`,
    stale: days => `已过期：${days} 天前`,
    later: '晚于最新一次运行',
    noDay: '时效不明',
    prices: count => `${count} 条价格`,
    noPrice: '无价格',
    unknown: '未知',
    notNamed: '来源未指明',
    confidence: level => `可信度${level}`,
    fromFile: file => `取自 ${file}`,
    exchange: '汇率',
    electricity: '电价',
    boards: '同款芯片的板卡差异',
    filters: {
      search: '搜索',
      group: '厂商或芯片',
      any: '全部',
      onlyPriced: '仅显示有价格的',
      onlyStale: '仅显示已过期的价格',
      reset: '重置',
      shown: '显示 {shown} 行，共 {rows} 行',
      shownLabel: '显示行数',
    },
  },
};

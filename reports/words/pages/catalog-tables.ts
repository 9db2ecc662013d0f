/** Words of the tables of the catalog: headings of columns, kinds and units of prices, how a published speed came about. */
import type { Anchor } from '../../catalog/anchors.ts';
import type { PriceKind } from '../../catalog/price.ts';
import type { PriceUnit } from '../../catalog/price-unit.ts';
import type { InEvery } from '../language.ts';

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

type CatalogTableWords = {
  readonly columns: Readonly<Record<Column, string>>;
  readonly kinds: Readonly<Record<PriceKind, string>>;
  readonly units: Readonly<Record<PriceUnit, string>>;
  readonly derivations: Readonly<Record<Anchor['derivation'], string>>;
};

export const CATALOG_TABLE_WORDS: InEvery<CatalogTableWords> = {
  en: {
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
    derivations: {
      measured: 'as its source gives it',
      converted: 'converted from FLOP/s, MFU or device-hours',
      'derived-from-cost': 'derived from a cost: not used',
      'whole-run-average': 'mean of a whole run with its pauses: not used',
      proxy: 'of other work: not used',
      unstated: 'no speed is stated',
    },
  },
  zh: {
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
    derivations: {
      measured: '来源直接给出',
      converted: '由 FLOP/s、MFU 或卡时换算',
      'derived-from-cost': '由成本反推，不采用',
      'whole-run-average': '含停机的全程均值，不采用',
      proxy: '取自其他任务，不采用',
      unstated: '未给出速度',
    },
  },
};

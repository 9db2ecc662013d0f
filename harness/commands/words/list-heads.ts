/** Heads of the columns of each list, by the English head that its code names them by. */
import type { InEvery } from '../../../reports/words/language.ts';

export type ListName = 'chips' | 'models' | 'suites' | 'rates' | 'metrics' | 'fields' | 'parts';

type Heads = Readonly<Record<string, string>>;

const ENGLISH: Heads = {};

export const LIST_HEADS: InEvery<Readonly<Record<ListName, Heads>>> = {
  en: {
    chips: ENGLISH,
    models: ENGLISH,
    suites: ENGLISH,
    rates: ENGLISH,
    metrics: ENGLISH,
    fields: ENGLISH,
    parts: ENGLISH,
  },
  zh: {
    chips: {
      chip: '芯片',
      sheet: '数据手册',
      price: '价格',
      kind: '类型',
      of: '条数',
      newest: '最新日期',
      quote: '报价可信度',
      date: '日期',
      days: '天数',
      source: '来源',
    },
    models: {
      model: '模型',
      hidden: '隐藏维度',
      ffn: 'FFN 维度',
      experts: '专家',
      activation: '激活函数',
      router: '路由器',
      total: '总参数量',
      active: '激活参数量',
      runs: '可运行',
    },
    suites: {
      suite: '套件',
      rounds: '轮数',
      parts: '部分',
      models: '模型',
      dtypes: '数据类型',
      sustained: '持续运行',
    },
    rates: { rate: '汇率', value: '数值', of: '口径', date: '日期', stale: '过时', source: '来源' },
    metrics: { metric: '字段', unit: '单位', meaning: '含义' },
    fields: { field: '字段', value: '值', meaning: '含义' },
    parts: { part: '部分', millions: '参数量（百万）', count: '个数', 'a token uses': '每个 token 使用' },
  },
};

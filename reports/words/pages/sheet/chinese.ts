/** The decision sheet in Simplified Chinese. */
import { currencyName } from '../../../large-amounts.ts';
import type { SheetWords, Standing, Stated } from './sheet-words.ts';

const STANDINGS: Readonly<Record<Standing, string>> = {
  cheaper: '个更便宜',
  dearer: '个更贵',
  'not separable': '个与参考芯片无法区分',
  'no interval': '个因速度没有置信区间而未作判定',
  'no saving': '个无法计算节省',
};

const VAT: Readonly<Record<Stated, string>> = {
  all: '成本和价格均不含增值税。',
  some: '注明增值税的价格按不含税计算，其余价格按原值计算。',
  none: '价格均按原值计算，未扣除增值税。',
};

export const SHEET_CHINESE: SheetWords = {
  name: 'moebench 决策表',
  facts: ({ asOf, currency, dtype }) =>
    `${asOf === null ? '' : `数据截至 ${asOf}，`}金额单位：${currencyName(currency, 'zh')}，${dtype === null ? '' : `${dtype}，`}速度均为训练整个模型的速度`,
  question: ({ model, tokens, days, reference }) =>
    `${days === null ? '' : `在 ${days} 天内`}用 ${tokens} 训练 ${model}，与 ${reference} 相比成本如何？`,
  candidates: '候选方案',
  moreRows: count => `另有 ${count} 个方案节省更少或成本未知，见全部数据（末行）。`,
  whatChanges: '哪些输入会改变结论',
  nothingBeside: '除参考芯片外没有其他候选方案。',
  oneAtATime: candidate => `每次只变动一个输入时，${candidate} 相对参考芯片的成本。`,
  noLevers: candidate => `${candidate} 没有可随输入变化的节省。`,
  restsOn: '结论的依据',
  readWith: '阅读说明',
  moreAssumptions: count => `另有 ${count} 条关于速度的假设，见全部数据（末行）。`,
  notIncluded: {
    ofAll: items => `各项成本均未计入：${items.join('；')}。`,
    of: (items, names) => `${names.join('、')} 的成本未计入：${items.join('；')}。`,
    ofAllBut: (items, names) => `除 ${names.join('、')} 外，其余各项成本均未计入：${items.join('；')}。`,
  },
  again: ['全部数据、输入与来源：', '。重新生成本表：', '。'],
  columns: {
    candidate: '候选方案',
    difference: '成本差异（95% 样本）',
    drawn: '区间',
    cost: '成本',
    price: '单价（按计费卡时）',
    breakEven: '盈亏平衡价（按计费卡时）',
    speed: '单卡速度',
    deviceHours: '运行卡时（每万亿 token）',
  },
  columnsOwned: { price: '单价（按运行卡时）', breakEven: '盈亏平衡价（按运行卡时）' },
  atWork: '按运行卡时',
  priceBase: ({ vat, isVatTakenOut, isIdlePaid }) => [
    VAT[vat],
    '单价和盈亏平衡价未计其他税。',
    ...(isVatTakenOut ? ['各项输入按原值列出，含税价未扣增值税。'] : []),
    ...(isIdlePaid ? ['空闲时段也计费时，计费卡时 = 运行卡时 ÷ 利用率。'] : []),
  ],
  costOf: tokens => `${tokens} 的成本`,
  devicesFor: days => `${days} 天内完成所需卡数`,
  reference: '参考芯片',
  staleInputs: count => `${count} 个输入已过时`,
  chance: percent => `更便宜的概率 ${percent}`,
  axis: { cheaper: '← 更便宜', same: '相同', dearer: '更贵 →' },
  bought: (amount, isWithoutVat) => `购置价 ${amount}${isWithoutVat ? '（不含增值税）' : ''}`,
  drawnLabel: (difference, ends) => `成本${difference}${ends === null ? '' : `，${ends}`}`,
  levers: { input: '输入', now: '当前值', moves: '输入由第 10 到第 90 百分位时的成本', zero: '盈亏平衡值' },
  grounds: { input: '输入', value: '取值', source: '来源' },
  moreInputs: (count, stale) =>
    `另有 ${count} 个输入见全部数据（末行），${stale === 0 ? '均未过时' : `其中 ${stale} 个已过时`}。`,
  stale: age => `已过时：${age}。`,
  byContract: '合同约定的固定值',
  noSpread: '未给出分布',
  never: '不存在',
  range: (low, high) => `${low} 至 ${high}`,
  standing: (total, counts) =>
    `共 ${total} 个候选方案：${counts.map(([what, count]) => `${count} ${STANDINGS[what]}`).join('，')}。区间包含零，就不能算节省。`,
  clause: text => `${text}。`,
  tokensPerSecond: 'token/s',
  perHour: currency => `${currencyName(currency, 'zh')}/卡时`,
  separator: '，',
  colon: '：',
};

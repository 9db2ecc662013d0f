/** The words of `compare` on a terminal: headings, columns, warnings. */
import { currencyName } from '../../../reports/large-amounts.ts';
import type { InEvery } from '../../../reports/words/language.ts';

type CostPart = 'rent' | 'capital' | 'upkeep' | 'power' | 'idlePower' | 'tax';

export type CompareTextWords = {
  readonly chart: string;
  readonly noCost: string;
  readonly moves: string;
  readonly shares: string;
  readonly inputs: string;
  readonly assumptions: string;
  readonly notIncluded: string;
  readonly subject: (model: string, tokens: string, currency: string, day: string | null) => string;
  readonly assumed: (inputs: string) => string;
  readonly noneMeasured: (counts: string) => string;
  readonly someMeasured: (measured: number, all: number, counts: string) => string;
  readonly counted: (count: number, basis: string) => string;
  readonly stale: (inputs: string, age: string) => string;
  readonly staleMark: string;
  readonly line: (name: string, text: string) => string;
  readonly costParts: Readonly<Record<CostPart, string>>;
  readonly ground: (input: string, value: string, basis: string, source: string) => string;
  readonly of: (option: string, ids: string) => string;
  readonly comma: string;
  readonly semicolon: string;
  readonly full: string;
  readonly frontier: (isDays: boolean) => string;
  readonly bill: (money: string) => string;
  readonly difference: (money: string) => string;
  readonly costDifference: string;
  readonly reference: string;
  readonly verdict: string;
  readonly chance: string;
  readonly speed: string;
  readonly breakEvenRent: (currency: string) => string;
  readonly breakEvenPurchase: (currency: string) => string;
  readonly perTrillion: (unit: string) => string;
  readonly tokensPerSecond: string;
  readonly deviceHours: string;
  readonly devices: string;
  readonly days: string;
  readonly energy: string;
  readonly carbon: string;
  readonly payback: string;
  readonly never: string;
  readonly range: (point: string, low: string, high: string) => string;
  readonly to: string;
  readonly from10: string;
  readonly breakEven: string;
  readonly its: (field: string) => string;
  readonly exact: string;
  readonly noSpread: string;
  readonly lever: (input: string, values: string, difference: string, zero: string) => string;
  readonly read: (readings: string) => string;
  readonly theCase: string;
  readonly kept: (path: string) => string;
};

export const COMPARE_TEXT_WORDS: InEvery<CompareTextWords> = {
  en: {
    chart: 'Cost compared with the reference (100 %)',
    noCost: 'Without a cost',
    moves: 'What moves the saving (each input from its 10th to its 90th percentile)',
    shares: 'Shares of the cost',
    inputs: 'Inputs, with their sources',
    assumptions: 'Assumptions',
    notIncluded: 'Not included',
    subject: (model, tokens, currency, day) =>
      `${model}, ${tokens} (bill: the cost of all of them). Amounts in ${currency}${day === null ? '' : `, as of ${day}`}.`,
    assumed: inputs => `Assumed, from no source: ${inputs}.`,
    noneMeasured: counts => `No speed here is measured: ${counts}.`,
    someMeasured: (measured, all, counts) =>
      `${measured} of ${all} speeds ${measured === 1 ? 'is' : 'are'} measured; ${counts}.`,
    counted: (count, basis) => `${count} ${basis}`,
    stale: (inputs, age) => `Stale: ${inputs}: ${age}.`,
    staleMark: ', stale',
    line: (name, text) => `${name}: ${text}.`,
    costParts: {
      rent: 'rent',
      capital: 'capital',
      upkeep: 'upkeep',
      power: 'power',
      idlePower: 'power of idle hours',
      tax: 'tax',
    },
    ground: (input, value, basis, source) => `${input}: ${value} (${basis}; ${source})`,
    of: (option, ids) => `${option} of ${ids}`,
    comma: ', ',
    semicolon: '; ',
    full: '.',
    frontier: isDays =>
      `* on the frontier: no other row has both a lower cost and fewer ${isDays ? 'days with the devices there are' : 'device-hours'}, by their points alone.`,
    bill: money => `bill, ${money}`,
    difference: money => `difference, ${money}`,
    costDifference: 'cost difference, %',
    reference: 'reference',
    verdict: 'verdict',
    chance: 'P(cheaper), %',
    speed: 'speed',
    breakEvenRent: currency => `break-even rent, ${currency}/h`,
    breakEvenPurchase: currency => `break-even purchase, ${currency}`,
    perTrillion: unit => `${unit} per 10¹² tokens`,
    tokensPerSecond: 'tokens/s',
    deviceHours: 'device-hours per 10¹² tokens',
    devices: 'devices by deadline',
    days: 'days',
    energy: 'MWh per 10¹² tokens',
    carbon: 't of CO₂ per 10¹² tokens',
    payback: 'pays back after 10¹² tokens',
    never: 'never',
    range: (point, low, high) => `${point} (${low} to ${high})`,
    to: ' to ',
    from10: 'from its 10th to its 90th',
    breakEven: 'break-even at',
    its: field => `its ${field}`,
    exact: ', exact',
    noSpread: ', no spread',
    lever: (input, values, difference, zero) =>
      `${input}: ${values}${difference === '' ? '' : `, cost difference ${difference} %`}, break-even at ${zero}`,
    read: readings => `Read into the offers: ${readings}.`,
    theCase: 'The case (--save FILE keeps it)',
    kept: path => `the case is kept in ${path}`,
  },
  zh: {
    chart: '相对参考芯片的成本（参考芯片 = 100%）',
    noCost: '没有成本的候选',
    moves: '影响节省的因素（每个输入从第 10 百分位变到第 90 百分位）',
    shares: '成本构成',
    inputs: '输入及其来源',
    assumptions: '假设',
    notIncluded: '未计入',
    subject: (model, tokens, currency, day) =>
      `${model}，${tokens}（总成本：训练全部 token 的成本）。金额单位：${currencyName(currency, 'zh')}${day === null ? '' : `，截至 ${day}`}。`,
    assumed: inputs => `以下输入为假设，没有来源：${inputs}。`,
    noneMeasured: counts => `此处没有实测速度：${counts}。`,
    someMeasured: (measured, all, counts) => `${all} 个速度中有 ${measured} 个为实测；${counts}。`,
    counted: (count, basis) => `${count} 个为${basis}`,
    stale: (inputs, age) => `已过时：${inputs}：${age}。`,
    staleMark: '，已过时',
    line: (name, text) => `${name}：${text}。`,
    costParts: { rent: '租金', capital: '资本成本', upkeep: '运维', power: '电力', idlePower: '空闲电力', tax: '税' },
    ground: (input, value, basis, source) => `${input}：${value}（${basis}；${source}）`,
    of: (option, ids) => `${ids} 的${option}`,
    comma: '、',
    semicolon: '；',
    full: '。',
    frontier: isDays =>
      `* 位于前沿：仅按点估计，没有其他候选同时成本更低且${isDays ? '用现有设备所需天数' : '卡时'}更少。`,
    bill: money => `总成本（${money}）`,
    difference: money => `成本差（${money}）`,
    costDifference: '成本差（%）',
    reference: '参考芯片',
    verdict: '结论',
    chance: '更便宜的概率（%）',
    speed: '速度依据',
    breakEvenRent: currency => `盈亏平衡租金（${currencyName(currency, 'zh')}/卡时）`,
    breakEvenPurchase: currency => `盈亏平衡购置价（${currencyName(currency, 'zh')}）`,
    perTrillion: unit => `每万亿 token 成本（${unit}）`,
    tokensPerSecond: 'token/s',
    deviceHours: '每万亿 token 卡时',
    devices: '满足工期所需卡数',
    days: '天数',
    energy: '每万亿 token 能耗（MWh）',
    carbon: '每万亿 token 的 CO₂（吨）',
    payback: '回本所需 token（万亿）',
    never: '不回本',
    range: (point, low, high) => `${point}（${low} 至 ${high}）`,
    to: ' 至 ',
    from10: '第 10 至第 90 百分位',
    breakEven: '盈亏平衡值',
    its: field => `自身的${/^[A-Za-z]/.test(field) ? ' ' : ''}${field}`,
    exact: '，固定值',
    noSpread: '，无离散度',
    lever: (input, values, difference, zero) =>
      `${input}：${values}${difference === '' ? '' : `，成本差 ${difference}%`}，盈亏平衡值 ${zero}`,
    read: readings => `从报价中读出：${readings}。`,
    theCase: '方案文件（用 --save FILE 保存）',
    kept: path => `方案已保存到 ${path}`,
  },
};

/** Names of the inputs of a case, in every language. */
import type { InEvery } from './language.ts';
import { priceKindName } from './report/vocabulary/basis-words.ts';

type Names = ReadonlyMap<string, string>;

type FieldNames = Readonly<Record<string, string>>;

/** Names of the fields; the candidate, chip or model after the slash is named after them. */
const EN_FIELDS = {
  activeForFlops: 'active parameters',
  boards: 'difference between boards',
  'carbon.gramsPerKWh': 'carbon intensity of power',
  discountRate: 'discount rate',
  goodput: 'goodput',
  idleWatts: 'idle power',
  'idleWatts.measured': 'measured idle power',
  mfu: 'MFU',
  oneOffCost: 'one-off cost',
  'power.pricePerKWh': 'price of power',
  'power.pue': 'PUE',
  'price.lifeYears': 'useful life',
  'interruptions.minutesLost': 'minutes lost to an interruption',
  'interruptions.perDay': 'interruptions',
  'price.perHour': 'rent',
  'price.perMonth': 'rent',
  'price.perYear': 'rent',
  'price.purchase': 'purchase price',
  'price.residual': 'residual value',
  'price.upkeepPerYear': 'yearly upkeep',
  'price.vat': 'VAT',
  projection: 'projected speed',
  'projection.chip': 'projection error',
  'projection.model': 'projection error',
  'published.tokensPerSecond': 'published speed',
  publication: 'publication error',
  rate: 'exchange rate',
  tax: 'tax',
  tdp: 'TDP',
  tokensPerSecond: 'speed',
  utilisation: 'utilisation',
  watts: 'power',
  'watts.hostFactor': 'host power factor',
  'watts.measured': 'measured power',
} as const satisfies FieldNames;

type Families = readonly (readonly [prefix: string, text: (rest: string, names: Names) => string])[];

/** `rent-on-demand.TensorWave` → `rent on demand, TensorWave`. */
function priceInEnglish(text: string): string {
  const [kind = text, ...offer] = text.split('.');
  return [kind.replaceAll('-', ' '), ...(offer.length === 0 ? [] : [offer.join('.')])].join(', ');
}

const EN_FAMILIES: Families = [
  ['peak.', dtype => `dense ${dtype} peak`],
  ['results.', () => 'recorded speed'],
  ['publication.', publication => `publication error (${publication})`],
  ['projection.model.', (model, names) => `projection error (${names.get(model) ?? model})`],
  ['price.', kind => `catalog price (${priceInEnglish(kind)})`],
];

const ZH_FIELDS: Readonly<Record<keyof typeof EN_FIELDS, string>> = {
  activeForFlops: '激活参数量',
  boards: '板卡之间的差异',
  'carbon.gramsPerKWh': '电力碳强度',
  discountRate: '折现率',
  goodput: '有效训练时间占比',
  idleWatts: '空闲功耗',
  'idleWatts.measured': '实测空闲功耗',
  mfu: 'MFU',
  oneOffCost: '一次性成本',
  'power.pricePerKWh': '电价',
  'power.pue': 'PUE',
  'price.lifeYears': '使用年限',
  'interruptions.minutesLost': '每次中断损失的分钟数',
  'interruptions.perDay': '每日中断次数',
  'price.perHour': '租金',
  'price.perMonth': '租金',
  'price.perYear': '租金',
  'price.purchase': '购置价',
  'price.residual': '残值',
  'price.upkeepPerYear': '年运维费用',
  'price.vat': '增值税',
  projection: '推算速度',
  'projection.chip': '推算误差',
  'projection.model': '推算误差',
  'published.tokensPerSecond': '公开速度',
  publication: '公开数据误差',
  rate: '汇率',
  tax: '税',
  tdp: 'TDP',
  tokensPerSecond: '速度',
  utilisation: '利用率',
  watts: '功耗',
  'watts.hostFactor': '主机功耗系数',
  'watts.measured': '实测功耗',
};

/** `rent-on-demand`, or with its offer `fair.Ling`. */
function priceInChinese(text: string): string {
  const [kind = text, ...offer] = text.split('.');
  return [priceKindName(kind, 'zh'), ...(offer.length === 0 ? [] : [`“${offer.join('.')}”`])].join('，');
}

const ZH_FAMILIES: Families = [
  ['peak.', dtype => `${dtype} 稠密峰值算力`],
  ['results.', () => '记录的速度'],
  ['publication.', publication => `公开数据误差（${publication}）`],
  ['projection.model.', (model, names) => `推算误差（${names.get(model) ?? model}）`],
  ['price.', kind => `目录价格（${priceInChinese(kind)}）`],
];

export const FIELDS: InEvery<FieldNames> = { en: EN_FIELDS, zh: ZH_FIELDS };

/** Inputs whose field bears a name of its own: a dtype, a chip, a publication, a kind of price. */
export const FAMILIES: InEvery<Families> = { en: EN_FAMILIES, zh: ZH_FAMILIES };

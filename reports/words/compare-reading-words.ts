/** Words for how a case was read. */
import type { CaseReading } from '../money/codes.ts';
import type { InEvery } from './language.ts';

/** Values of a reading, each as its text. */
export type ReadingTexts = {
  /** Of the candidate; empty where the reading is of the case. */
  readonly name: string;
  readonly text: (value: string) => string;
  readonly digits: (value: string) => string;
  readonly percent: (value: string) => string;
  readonly has: (value: string) => boolean;
  /** Near names of models, or candidates, in a list. */
  readonly list: (value: string) => string;
  /** Prices by kind: the names of candidates, then what `textOf` says of the kind. */
  readonly kinds: (textOf: (kind: string) => string) => string;
  readonly conversion: string;
};

export type Conversion = {
  readonly name: string;
  readonly written: string;
  readonly period: string;
  readonly devices: string | null;
  readonly hours: string | null;
  readonly tax: string | null;
  readonly perHour: string;
  readonly currency: string;
};

export type ReadingWords = {
  readonly readings: Readonly<Record<CaseReading, (texts: ReadingTexts) => string>>;
  readonly conversion: (conversion: Conversion) => string;
};

/** What a price of each kind holds, and what it leaves out. */
const EN_HOLDS: Readonly<Record<string, string>> = {
  owned: 'owned (purchase, upkeep and power; building and staff only as far as upkeep has them)',
  rent: 'rented (power, host and the margin of the owner are in the rent)',
  'rent-on-demand': 'rented on demand (power, host and the margin of the owner are in the rent)',
  'rent-reserved': 'rented by reservation (power, host and the margin of the owner are in the rent)',
  'rent-spot': 'rented at a spot price (power, host and the margin of the owner are in the rent; may be taken away)',
  fair: 'an estimate of what an hour costs its team (what it holds is as its source says)',
  assumed: 'a price assumed for a calculation (what it holds is as its source says)',
};

const ZH_HOLDS: Readonly<Record<string, string>> = {
  owned: '自有（含购置、运维和电费；机房与人力仅以运维费用所含为限）',
  rent: '租赁（租金已含电费、主机和出租方利润）',
  'rent-on-demand': '按需租赁（租金已含电费、主机和出租方利润）',
  'rent-reserved': '预留租赁（租金已含电费、主机和出租方利润）',
  'rent-spot': '竞价租赁（租金已含电费、主机和出租方利润；可能被随时收回）',
  fair: '团队自行核算的卡时成本（所含项目以来源为准）',
  assumed: '为计算而假设的价格（所含项目以来源为准）',
};

const ZH_KINDS: Readonly<Record<string, string>> = {
  owned: '自有',
  rent: '租赁',
  'rent-on-demand': '按需租赁',
  'rent-reserved': '预留租赁',
  'rent-spot': '竞价租赁',
  fair: '团队核算成本',
  assumed: '假设价格',
};

const ZH_PERIODS: Readonly<Record<string, string>> = { hour: '小时', day: '天', month: '月', year: '年' };

export const READING_WORDS: InEvery<ReadingWords> = {
  en: {
    readings: {
      'model-not-listed': ({ text, has, list }) =>
        `Not in the list of models: ${text('model')}. Only what the case says of it is used${has('near') ? `; near names: ${list('near')}` : ''}.`,
      'rent-conversion': ({ conversion }) => conversion,
      'lease-always-used': ({ name }) =>
        `${name} is reserved: all hours are paid, and all count as used (give utilisation where they are not).`,
      'lease-with-utilisation': ({ name, percent }) =>
        `${name} is reserved: all hours are paid, and ${percent('utilisation')} of them are used.`,
      'vat-included': ({ name, percent }) =>
        `Prices are compared without VAT: ${percent('rate')} is taken out of that of ${name}.`,
      'vat-excluded': ({ name, has, percent }) =>
        `Prices are compared without VAT${has('rate') ? ` (${percent('rate')})` : ''}: that of ${name} is stated without it.`,
      'vat-unstated': ({ list }) =>
        `${list('candidates')}: whether the price has VAT in it is not stated; it is taken as without.`,
      'yuan-sign': ({ name, text, has }) => {
        const sense =
          text('currency') === 'CNY' ? 'CNY (yuan); for yen give JPY' : `${text('currency')} (yen); for yuan give CNY`;
        return `${has('candidate') ? `${name}: ` : ''}¥ is read as ${sense}.`;
      },
      interrupted: ({ name, digits, percent }) =>
        `${name}: ${digits('perDay')} interruptions a day of ${digits('minutesLost')} minutes lose ${percent('share')} of its hours.`,
      'spot-uninterrupted': ({ name }) =>
        `${name} is at a spot price, and no lost hour is counted; give interruptions: {perDay, minutesLost}.`,
      'unlike-rents': ({ kinds }) => `Rents are of unlike kinds: ${kinds(kind => kind)}.`,
      'mixed-prices': ({ kinds }) =>
        `Prices are of unlike kinds, as the case allows (mixedPrices): ${kinds(kind => EN_HOLDS[kind] ?? kind)}.`,
    },
    conversion: ({ name, written, period, devices, hours, tax, perHour, currency }) => {
      const node = devices === null ? '' : ` for a node of ${devices} ÷ ${devices}`;
      const time = hours === null ? '' : ` ÷ ${hours} h`;
      const vat = tax === null ? '' : ` ÷ ${tax} (VAT)`;
      return `Rent of ${name}: ${written} ${currency}/${period === 'hour' ? 'h' : period}${node}${time}${vat} = ${perHour} ${currency}/h per device.`;
    },
  },
  zh: {
    readings: {
      'model-not-listed': ({ text, has, list }) =>
        `模型列表中没有 ${text('model')}，只使用方案中给出的信息${has('near') ? `；相近的名称：${list('near')}` : ''}。`,
      'rent-conversion': ({ conversion }) => conversion,
      'lease-always-used': ({ name }) =>
        `${name} 为预留租赁：所有小时都要付费，并按全部用满计算（未用满时请给出 utilisation）。`,
      'lease-with-utilisation': ({ name, percent }) =>
        `${name} 为预留租赁：所有小时都要付费，其中 ${percent('utilisation')} 被使用。`,
      'vat-included': ({ name, percent }) =>
        `价格按不含增值税比较：已从 ${name} 的价格中扣除 ${percent('rate')} 的增值税。`,
      'vat-excluded': ({ name, has, percent }) =>
        `价格按不含增值税${has('rate') ? `（${percent('rate')}）` : ''}比较：${name} 给出的价格即不含税。`,
      'vat-unstated': ({ list }) => `${list('candidates')}：未说明价格是否含增值税，按不含税处理。`,
      'yuan-sign': ({ name, text, has }) => {
        const sense =
          text('currency') === 'CNY'
            ? '人民币（CNY）；若为日元请写 JPY'
            : `日元（${text('currency')}）；若为人民币请写 CNY`;
        return `${has('candidate') ? `${name}：` : ''}¥ 按${sense}。`;
      },
      interrupted: ({ name, digits, percent }) =>
        `${name}：每天中断 ${digits('perDay')} 次、每次损失 ${digits('minutesLost')} 分钟，共损失 ${percent('share')} 的时间。`,
      'spot-uninterrupted': ({ name }) =>
        `${name} 为竞价租赁，但没有计入任何中断损失；请给出 interruptions: {perDay, minutesLost}。`,
      'unlike-rents': ({ kinds }) => `租金类型不一致：${kinds(kind => ZH_KINDS[kind] ?? kind)}。`,
      'mixed-prices': ({ kinds }) =>
        `按方案允许（mixedPrices）混用不同类型的价格：${kinds(kind => ZH_HOLDS[kind] ?? kind)}。`,
    },
    conversion: ({ name, written, period, devices, hours, tax, perHour, currency }) => {
      const node = devices === null ? '' : `（每节点 ${devices} 卡）÷ ${devices}`;
      const time = hours === null ? '' : ` ÷ ${hours} h`;
      const vat = tax === null ? '' : ` ÷ ${tax}（增值税）`;
      return `${name} 的租金：${written} ${currency}/${ZH_PERIODS[period] ?? period}${node}${time}${vat} = ${perHour} ${currency}/卡时。`;
    },
  },
};

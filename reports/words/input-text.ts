/** Inputs of a case and their values in words. */
import { decimalUnit, percentRange, percentText, pointText, rangeText, threeDigits } from '../format.ts';
import { currencyName } from '../large-amounts.ts';
import { quantileOf } from '../money/sampling/spread.ts';
import type { CompareRow, Comparison } from '../money/schema.ts';
import { distributionText } from './distribution-text.ts';
import { FAMILIES, FIELDS } from './field-words.ts';
import type { InEvery, Language } from './language.ts';

/** Human names by the ids of candidates, chips and models. */
export type Names = ReadonlyMap<string, string>;

/** The name of a row; with its id where another row has the same name. */
export function namesOf({ rows, model }: Pick<Comparison, 'rows' | 'model'>): Names {
  const count = (name: string) => rows.filter(row => row.name === name).length;
  const label = ({ id, name }: CompareRow) => (count(name) > 1 ? `${name} (${id})` : name);
  return new Map([
    [model.id, model.name],
    ...rows.flatMap(({ chip, name }) => (chip === null ? [] : [[chip, name] as const])),
    ...rows.map(row => [row.id, label(row)] as const),
  ]);
}

export const nameOf = (id: unknown, names: Names): string => names.get(String(id)) ?? String(id);

/** `price.lifeYears/huawei-ascend-910b2` → `useful life of Ascend 910B2`. */
export function inputText(input: string, names: Names, language: Language = 'en'): string {
  const slash = input.indexOf('/');
  if (slash < 0) return fieldText(input, names, language);
  const [field, owner] = [input.slice(0, slash), input.slice(slash + 1)];
  const words = WORDS[language];
  const name = fieldText(field, names, language);
  return field === 'rate' ? words.rate(name, owner.split('-')) : words.of(name, ownerText(owner, names, words));
}

type InputWords = {
  readonly of: (field: string, owner: string) => string;
  /** `USD-CNY` → `USD to CNY`. */
  readonly rate: (field: string, currencies: readonly string[]) => string;
  readonly devices: (count: string) => string;
  readonly parameters: (parameters: number) => string;
  readonly age: (days: number, asOf: string) => string;
  /** Of a factor on a speed: `57 % of the projected speed`, and where it is 1. */
  readonly ofSpeed: (share: string, speed: FactorOf) => string;
  readonly unchanged: (speed: FactorOf) => string;
  /** Ends that hold 95 of 100. */
  readonly ofHundred: (range: string) => string;
  readonly comma: string;
};

/** What an input without a unit is a factor of. */
type FactorOf = 'projected' | 'published';

const ZH_SPEEDS: Readonly<Record<FactorOf, string>> = { projected: '推算速度', published: '公开速度' };

const WORDS: InEvery<InputWords> = {
  en: {
    of: (field, owner) => `${field} of ${owner}`,
    rate: (field, currencies) => `${field} ${currencies.join(' to ')}`,
    devices: count => `${count} devices`,
    parameters: parameters => `${threeDigits(parameters / 1e9)} billion parameters`,
    age: (days, asOf) => `${days} days old on ${asOf}`,
    ofSpeed: (share, speed) => `${share} of the ${speed} speed`,
    unchanged: speed => `as ${speed}`,
    ofHundred: range => `${range} (95 of 100)`,
    comma: ', ',
  },
  zh: {
    of: (field, owner) => `${owner} 的${/^[A-Za-z]/.test(field) ? ' ' : ''}${field}`,
    rate: (field, currencies) => `${currencies.join(' 兑 ')} ${field}`,
    devices: count => `${count} 个设备`,
    parameters: parameters => `${threeDigits(parameters / 1e8)} 亿参数`,
    age: (days, asOf) => `截至 ${asOf} 已有 ${days} 天`,
    ofSpeed: (share, speed) => `${ZH_SPEEDS[speed]}的 ${share}`,
    unchanged: speed => `等于${ZH_SPEEDS[speed]}`,
    ofHundred: range => `${range}（95% 的样本）`,
    comma: '，',
  },
};

/** The input without its owner: `useful life`. A field that has no name is its own name. */
export function fieldText(input: string, names: Names, language: Language = 'en'): string {
  const [field = input] = input.split('/');
  const text = FIELDS[language][field];
  if (text !== undefined) return text;
  const family = FAMILIES[language].find(([prefix]) => field.startsWith(prefix));
  return family === undefined ? field : family[1](field.slice(family[0].length), names);
}

/** `huawei-ascend-910b2.bfloat16.1024` → `Ascend 910B2, bfloat16, 1024 devices`. */
function ownerText(owner: string, names: Names, words: InputWords): string {
  const name = names.get(owner);
  if (name !== undefined) return name;
  const [chip = owner, dtype, devices] = owner.split('.');
  const known = names.get(chip);
  if (known === undefined || dtype === undefined) return owner;
  return [known, dtype, ...(devices === undefined ? [] : [words.devices(devices)])].join(words.comma);
}

const ofMfu = (input: string): boolean => input === 'mfu' || input.startsWith('mfu/');

/** The unit of a factor on a speed: an error of a projection or a publication, the difference between boards. */
const FACTOR = 'times';
const factorOf = (input: string): FactorOf => (input.startsWith('publication') ? 'published' : 'projected');

/** A value of an input: an MFU is a percentage, `17.9 %`; a factor a share of its speed, `57 % of the projected speed`; every other its quantity. */
export function inputValueText(input: string, value: number, unit: string, language: Language = 'en'): string {
  if (unit === FACTOR) {
    const { unchanged, ofSpeed } = WORDS[language];
    return value === 1 ? unchanged(factorOf(input)) : ofSpeed(percentText(value, language), factorOf(input));
  }
  return ofMfu(input) ? percentText(value, language) : quantityText(value, unit, language);
}

/** From one value of an input to another: `6 CNY/h to 8 CNY/h`, `69.4 to 144 % of the projected speed`. */
export function inputRangeText(
  input: string,
  [low, high]: readonly [number, number],
  unit: string,
  language: Language = 'en',
): string {
  if (unit === FACTOR) return WORDS[language].ofSpeed(percentRange(low, high, language), factorOf(input));
  const [from, to] = [low, high].map(value => inputValueText(input, value, unit, language));
  return rangeText(from ?? '', to ?? '', language);
}

/** `27.5 CNY/h`, `370 TFLOP/s`, `28.8 billion parameters`; `27.5 元/卡时`, `288 亿参数`. */
export function quantityText(value: number, unit: string, language: Language = 'en'): string {
  if (unit === 'FLOP/s') return pointText(value, decimalUnit(value, unit));
  if (unit === 'parameters') return WORDS[language].parameters(value);
  return `${threeDigits(value)} ${unitText(unit, language)}`.trim();
}

/** Units in Chinese; one without a row stays as the case has it. A rent is of one device: `CNY/h` → `元/卡时`. */
const ZH_UNITS: ReadonlyMap<string, string> = new Map([
  ['h', '卡时'],
  ['year', '年'],
  ['years', '年'],
  ['month', '月'],
  ['day', '天'],
  ['min', '分钟'],
  ['minutes', '分钟'],
  ['tokens', 'token'],
  ['kilowatt-hour', 'kWh'],
  ['of TDP', '× TDP'],
  ['of the net price', '× 不含税价'],
  ['of the purchase', '× 购置价'],
  ['of all hours', '× 全部时间'],
  ['of hours paid', '× 计费时间'],
  ['of wall-clock hours', '× 运行时间'],
  ['of the cost', '× 成本'],
  ['per year', '/ 年'],
]);

/** The unit of a rent that was written for a node (reports/case/price/price.ts). */
const OF_NODE = /^([A-Z]+)\/(h|month|year) for a node of (\d+)$/;

function unitText(unit: string, language: Language): string {
  if (language === 'en') return unit;
  const [, currency, period, devices] = OF_NODE.exec(unit) ?? [];
  if (currency !== undefined && period !== undefined) {
    return `${currencyName(currency, language)}/${period === 'h' ? '小时' : ZH_UNITS.get(period)}（每节点 ${devices} 卡）`;
  }
  return unit
    .split(/\/| per /)
    .map(part => ZH_UNITS.get(part) ?? currencyName(part, language))
    .join('/');
}

/** As it was given: `7 CNY/h`, `uniform 6 to 8 CNY/h`; of a factor the ends that hold 95 of 100. */
export function givenText(
  { input, spread, unit }: Pick<CompareRow['grounds'][number], 'input' | 'spread' | 'unit'>,
  language: Language = 'en',
): string {
  if (unit === FACTOR && typeof spread === 'number') return inputValueText(input, spread, unit, language);
  if (unit === FACTOR) {
    const ends = [quantileOf(spread, 0.025), quantileOf(spread, 0.975)] as const;
    return WORDS[language].ofHundred(inputRangeText(input, ends, unit, language));
  }
  if (typeof spread === 'number') return quantityText(spread, unit, language);
  return `${distributionText(spread, language)} ${unitText(unit, language)}`.trim();
}

/** `267 days old on 2026-11-23`. */
export const ageText = (
  { days, asOf }: NonNullable<CompareRow['grounds'][number]['stale']>,
  language: Language = 'en',
): string => WORDS[language].age(days, asOf);

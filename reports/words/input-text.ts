/** Inputs of a case and their values in words. */
import { decimalUnit, percentText, pointText, threeDigits } from '../format.ts';
import type { CompareRow, Comparison } from '../money/schema.ts';
import { distributionText } from './distribution-text.ts';
import { factText } from './fact-text.ts';

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

/** Names of the fields; the candidate, chip or model after the slash is named after them. */
const FIELDS: Readonly<Record<string, string>> = {
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
};

/** Inputs whose field bears a name of its own: a dtype, a chip, a publication, a kind of price. */
const FAMILIES: readonly (readonly [prefix: string, text: (rest: string, names: Names) => string])[] = [
  ['peak.', dtype => `dense ${dtype} peak`],
  ['results.', () => 'recorded speed'],
  ['publication.', publication => `publication error (${publication})`],
  ['projection.model.', (model, names) => `projection error (${names.get(model) ?? model})`],
  ['price.', kind => `catalog price (${kind})`],
];

/** `price.lifeYears/huawei-ascend-910b2` → `useful life of Ascend 910B2`. */
export function inputText(input: string, names: Names): string {
  const slash = input.indexOf('/');
  if (slash < 0) return fieldText(input, names);
  const [field, owner] = [input.slice(0, slash), input.slice(slash + 1)];
  return `${fieldText(field, names)} ${field === 'rate' ? pairText(owner) : `of ${ownerText(owner, names)}`}`;
}

/** The input without its owner: `useful life`. A field that has no name is its own name. */
export function fieldText(input: string, names: Names): string {
  const [field = input] = input.split('/');
  const text = FIELDS[field];
  if (text !== undefined) return text;
  const family = FAMILIES.find(([prefix]) => field.startsWith(prefix));
  return family === undefined ? field : family[1](field.slice(family[0].length), names);
}

/** `huawei-ascend-910b2.bfloat16.1024` → `Ascend 910B2, bfloat16, 1024 devices`. */
function ownerText(owner: string, names: Names): string {
  const name = names.get(owner);
  if (name !== undefined) return name;
  const [chip = owner, dtype, devices] = owner.split('.');
  const known = names.get(chip);
  if (known === undefined || dtype === undefined) return owner;
  return [known, dtype, ...(devices === undefined ? [] : [`${devices} devices`])].join(', ');
}

/** `USD-CNY` → `USD to CNY`. */
const pairText = (pair: string): string => pair.split('-').join(' to ');

const ofMfu = (input: string): boolean => input === 'mfu' || input.startsWith('mfu/');

/** A value of an input: an MFU is a percentage, `17.9 %`; every other its quantity. */
export const inputValueText = (input: string, value: number, unit: string): string =>
  ofMfu(input) ? percentText(value) : quantityText(value, unit);

/** `27.5 CNY/h`, `370 TFLOP/s`, `28.8 billion parameters`. */
export function quantityText(value: number, unit: string): string {
  if (unit === 'FLOP/s') return pointText(value, decimalUnit(value, unit));
  if (unit === 'parameters') return `${threeDigits(value / 1e9)} billion ${unit}`;
  return `${threeDigits(value)} ${unit}`.trim();
}

/** As it was given: `7 CNY/h`, `uniform 6 to 8 CNY/h`. */
export function givenText({ spread, unit }: Pick<CompareRow['grounds'][number], 'spread' | 'unit'>): string {
  return typeof spread === 'number' ? quantityText(spread, unit) : `${distributionText(spread)} ${unit}`.trim();
}

/** `267 days old on 2026-11-23`. */
export const ageText = ({ days, asOf }: NonNullable<CompareRow['grounds'][number]['stale']>): string =>
  `${days} days old on ${asOf}`;

/** Where an input comes from: its source, how it was measured, its date, and how sure the source is. */
export function sourceText({
  source,
  measurement,
  date,
  confidence,
}: Pick<CompareRow['grounds'][number], 'source' | 'measurement' | 'date' | 'confidence'>): string {
  return [
    measurement === undefined ? source : `${source}: ${factText(measurement)}`,
    ...(date === null ? [] : [date]),
    ...(confidence === null ? [] : [`confidence ${confidence}`]),
  ].join(', ');
}

/** Settings as the hash of an address, so that a link gives the same view: `#model=ling-plus&1.chip=nvidia-h800&1.rent=20`. */
import {
  CASE_FIELDS,
  MOST_OFFERS,
  MOST_RATES,
  OFFER_FIELDS,
  RATE_FIELDS,
  type Settings,
  type Texts,
  textsOf,
} from './settings.ts';

/** What a rate's fields begin with: `rate1.from`. An offer's begin with its number alone. */
const RATE = 'rate';

/** Without the leading #. Empty fields are left out. */
export function hashOfSettings(settings: Settings): string {
  const parameters = new URLSearchParams();
  append(parameters, '', CASE_FIELDS, settings);
  for (const [index, offer] of settings.offers.entries()) append(parameters, `${index + 1}.`, OFFER_FIELDS, offer);
  for (const [index, rate] of settings.rates.entries()) append(parameters, `${RATE}${index + 1}.`, RATE_FIELDS, rate);
  return parameters.toString();
}

/** null: the hash says nothing of settings, as that of a heading. Rows beyond what the page holds are left out. */
export function settingsOfHash(hash: string): Settings | null {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const offers = rowsOf(parameters, '', MOST_OFFERS, OFFER_FIELDS);
  if (offers.length === 0) return null;
  return {
    ...read(parameters, '', CASE_FIELDS),
    offers,
    rates: rowsOf(parameters, RATE, MOST_RATES, RATE_FIELDS),
  };
}

function append<Field extends string>(
  parameters: URLSearchParams,
  prefix: string,
  fields: readonly Field[],
  texts: Texts<Field>,
): void {
  for (const field of fields) if (texts[field] !== '') parameters.append(`${prefix}${field}`, texts[field]);
}

function rowsOf<Field extends string>(
  parameters: URLSearchParams,
  prefix: string,
  most: number,
  fields: readonly Field[],
): readonly Texts<Field>[] {
  return Array.from({ length: most }, (_, index) => `${prefix}${index + 1}.`)
    .filter(row => fields.some(field => parameters.has(`${row}${field}`)))
    .map(row => read(parameters, row, fields));
}

function read<Field extends string>(parameters: URLSearchParams, prefix: string, fields: readonly Field[]) {
  const texts: Partial<Record<Field, string>> = {};
  for (const field of fields) texts[field] = parameters.get(`${prefix}${field}`) ?? '';
  return textsOf(fields, texts);
}

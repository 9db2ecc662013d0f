/** Which field of the calculator a place of the case is: a refusal stands beside the input that it is about. */
import type { Path } from '../case/read.ts';
import {
  CASE_FIELDS,
  type CaseField,
  type Offer,
  type OfferField,
  RATE_FIELDS,
  type RateField,
  type Settings,
} from './settings.ts';

export type Place =
  | { readonly of: 'case'; readonly field: CaseField }
  | { readonly of: 'offer'; readonly row: number; readonly field: OfferField }
  | { readonly of: 'rate'; readonly row: number; readonly field: RateField };

/** Fields of a case that have another name here, or lie deeper. */
const CASE_PLACES: Readonly<Record<string, CaseField>> = {
  deadline: 'deadlineDays',
  pricePerKWh: 'pricePerKWh',
  pue: 'pue',
  power: 'pricePerKWh',
  carbon: 'carbon',
  seed: 'model',
};

export function placeOf(path: Path, settings: Settings): Place {
  const [list, row, ...rest] = path;
  if (list === 'candidates' && typeof row === 'number') return offerPlace(row, rest, settings);
  if (list === 'rates' && typeof row === 'number') {
    return { of: 'rate', row, field: RATE_FIELDS.find(field => rest.includes(field)) ?? 'rate' };
  }
  if (list === 'fleets') {
    return {
      of: 'offer',
      row: Math.max(
        0,
        settings.offers.findIndex(({ share }) => share !== ''),
      ),
      field: 'share',
    };
  }
  const field =
    CASE_PLACES[String(path.at(-1))] ?? CASE_PLACES[String(list)] ?? CASE_FIELDS.find(name => name === list) ?? 'model';
  return { of: 'case', field };
}

function offerPlace(row: number, path: Path, { offers }: Settings): Place {
  const offer = offers[row];
  const [part, key] = path;
  if (offer === undefined) return { of: 'case', field: 'reference' };
  if (part === 'watts' && offer.watts === '') return { of: 'case', field: 'hostFactor' };
  if (part === 'dtype') return { of: 'case', field: 'dtype' };
  return { of: 'offer', row, field: offerField(String(part), String(key), offer) };
}

function offerField(part: string, key: string, { priceKind, speedKind }: Offer): OfferField {
  if (part === 'watts') return 'watts';
  if (part === 'price') return PRICE_FIELDS.find(field => field === key) ?? PRICE_FIELD[priceKind] ?? 'rent';
  if (part === 'speed') return SPEED_FIELDS.find(field => field === speedKind) ?? 'speedKind';
  return 'chip';
}

const PRICE_FIELDS = ['purchase', 'residual', 'lifeYears', 'upkeepPerYear'] as const satisfies readonly OfferField[];
const PRICE_FIELD: Readonly<Record<string, OfferField>> = { catalog: 'rentKind', rent: 'rent', owned: 'purchase' };
const SPEED_FIELDS = ['published', 'mfu', 'tokensPerSecond'] as const satisfies readonly OfferField[];

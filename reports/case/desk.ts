/** The context in which each part of a case is resolved. */
import type { Catalog, Chip } from '../catalog/catalog.ts';
import type { Ground } from '../money/candidate.ts';
import { AT_LEAST_ONE, type Bounds, NOT_NEGATIVE, type Spread } from '../money/sampling/spread.ts';
import { type Inputs, ofCase } from './inputs.ts';
import type { CaseModel } from './model.ts';
import { inCurrency } from './price/amount.ts';
import type { Path, ReadCase } from './read.ts';
import type { Case, CaseCandidate } from './schema.ts';

export type Desk = {
  readonly buyerCase: Case;
  readonly refuse: ReadCase['refuse'];
  readonly model: CaseModel;
  readonly catalog: Catalog;
  readonly asOf: string | null;
  readonly inputs: Inputs;
};

/** One candidate of the case, and where it stands in the file. */
export type Entry = {
  readonly id: string;
  readonly path: Path;
  readonly row: CaseCandidate;
  readonly chip: Chip;
  readonly dtype: keyof Chip['peakFlops'];
};

type Field = 'utilisation' | 'goodput' | 'discountRate' | 'tax';

/** A condition as the candidate has it, else as the case has it; null where neither does. */
export function condition(desk: Desk, { id, row }: Entry, field: Field, unit: string, bounds: Bounds): Ground | null {
  return firstOf(desk, [
    { input: `${field}/${id}`, spread: row[field] },
    { input: field, spread: desk.buyerCase[field] },
  ])(unit, bounds, {});
}

/** Of power, likewise. */
export function pueOf(desk: Desk, { id, row }: Entry): Ground | null {
  const [rowPower, casePower] = [row.power, desk.buyerCase.power];
  const stated = rowPower?.pue === undefined ? casePower : rowPower;
  return firstOf(desk, [
    { input: `power.pue/${id}`, spread: rowPower?.pue },
    { input: 'power.pue', spread: casePower?.pue },
  ])('', AT_LEAST_ONE, stated ?? {});
}

/** In the currency of the case. */
export function pricePerKWhOf(desk: Desk, { id, row, path }: Entry): Ground | null {
  const { currency, power: casePower } = desk.buyerCase;
  const field = 'pricePerKWh';
  const stated = row.power?.[field] === undefined ? casePower : row.power;
  const spread = (power: typeof casePower, at: Path): Spread | undefined =>
    power?.[field] === undefined ? undefined : inCurrency(desk, power[field], currency, [...at, 'power', field]);
  return firstOf(desk, [
    { input: `power.${field}/${id}`, spread: spread(row.power, path) },
    { input: `power.${field}`, spread: spread(casePower, []) },
  ])(`${currency}/kWh`, NOT_NEGATIVE, stated ?? {});
}

type Choice = { readonly input: string; readonly spread: Spread | undefined };

function firstOf({ inputs }: Desk, choices: readonly Choice[]) {
  return (unit: string, bounds: Bounds, stated: Parameters<typeof ofCase>[0]): Ground | null => {
    for (const { input, spread } of choices) {
      if (spread !== undefined) return inputs.take({ input, unit, spread, bounds, from: ofCase(stated) });
    }
    return null;
  };
}

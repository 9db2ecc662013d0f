/** What a kilowatt-hour costs, and what a building draws for each that its machines use (PUE): the catalog's rows, or a user's. */
import * as z from 'zod';
import { UsageError } from '../../suites/usage-error.ts';
import { checkRows, positive, provenance } from './row.ts';
import { ageOf, ageSchema } from './staleness.ts';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A price of power at a place, per kWh. `low` and `high` are bounds. */
const powerPriceSchema = z.strictObject({
  place: z.string().min(1),
  low: positive,
  high: positive,
  currency: z.string().refine(code => CURRENCIES.has(code), 'no such currency; give its three letters, as CNY'),
  ...provenance,
});

/** kWh at the building's meter ÷ kWh of its machines. */
const pueRowSchema = z.strictObject({ value: z.number().min(1), of: z.string().min(1), ...provenance });

/** Of what a user gave: no date and no confidence. */
const origin = {
  date: provenance.date.nullable(),
  confidence: provenance.confidence.nullable(),
  age: ageSchema.nullable(),
};

/** As a figure carries them. `age`: on the day the figure speaks of; null where no day is known, or the user gave the number. */
export const usedPowerPriceSchema = powerPriceSchema.extend(origin);
export const usedPueSchema = pueRowSchema.extend(origin);

type PowerPrice = Readonly<z.infer<typeof powerPriceSchema>>;
export type UsedPowerPrice = Readonly<z.infer<typeof usedPowerPriceSchema>>;
export type UsedPue = Readonly<z.infer<typeof usedPueSchema>>;

/** Prices, at most one of a currency, and the PUE, with their ages. `userPrice`: the user's price, before all others. */
export type Power = {
  readonly userPrice: UsedPowerPrice | null;
  readonly prices: readonly UsedPowerPrice[];
  readonly pue: UsedPue;
};

export type PowerRows = {
  readonly prices: readonly PowerPrice[];
  readonly pue: Readonly<z.infer<typeof pueRowSchema>>;
};

/** What power.json holds, checked. Throws when a row is wrong, naming it. */
export function parsePower(content: unknown): PowerRows {
  const file = z.strictObject({ prices: z.unknown(), pue: pueRowSchema }).parse(content);
  const prices = checkRows('power.json', powerPriceSchema, file.prices);
  const wrong = prices.find(({ low, high }) => low > high);
  if (wrong !== undefined) throw new Error(`power.json: of '${wrong.place}' low is above high`);
  const currencies = prices.map(({ currency }) => currency);
  if (new Set(currencies).size < currencies.length) throw new Error('power.json: a currency occurs twice');
  return { prices, pue: file.pue };
}

/** The catalog's rows, and what the user gave in their place. */
export type PowerGround = {
  readonly rows: PowerRows;
  readonly price: UsedPowerPrice | null;
  readonly pue: UsedPue | null;
};

/** With ages on that day. */
export function powerOn({ rows, price, pue }: PowerGround, asOf: string | null): Power {
  return { userPrice: price, prices: rows.prices.map(row => aged(row, asOf)), pue: pue ?? aged(rows.pue, asOf) };
}

/** The user's price, in whatever currency it is; else the catalog's in this one; null where there is none. */
export function powerPriceIn({ userPrice, prices }: Power, currency: string | null): UsedPowerPrice | null {
  return userPrice ?? prices.find(price => price.currency === currency) ?? null;
}

const aged = <Row extends { readonly date: string }>(row: Row, asOf: string | null) => ({
  ...row,
  age: asOf === null ? null : ageOf(row, asOf),
});

/** A price as --price-per-kwh takes it, as `0.62CNY`. UsageError for any other text. */
export function parsePowerPrice(text: string): UsedPowerPrice {
  const [, amount = '', currency = ''] = /^([\d.]+) ?([A-Za-z]{3})$/.exec(text.trim()) ?? [];
  const price = Number(amount);
  const code = currency.toUpperCase();
  if (amount === '' || !(price > 0) || !CURRENCIES.has(code)) {
    throw new UsageError(`--price-per-kwh is '${text}'; give an amount above 0 and its currency, as 0.62CNY`);
  }
  return { place: 'this machine', low: price, high: price, currency: code, source: '--price-per-kwh', ...BY_USER };
}

/** A PUE as --pue takes it. UsageError below 1 or for what is no number. */
export function parsePue(text: string): UsedPue {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 1) {
    throw new UsageError(`--pue is '${text}'; give a number of 1 or more, as 1.3`);
  }
  return { value, of: 'the building of this machine', source: '--pue', ...BY_USER };
}

const BY_USER = { date: null, confidence: null, age: null } as const;

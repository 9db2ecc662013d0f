/** The fields of a case that take a number, a distribution, or a text as people write it: each becomes one typed value. */
import * as z from 'zod';
import {
  type Bounds,
  faultOf,
  POSITIVE,
  plainPositive,
  pointOf,
  type Spread,
  spreadSchema,
} from '../../money/sampling/spread.ts';
import { type QuantityText, quantityText } from './quantity-text.ts';
import type { Period } from './vocabulary.ts';

/** An amount of money as it is written: what it names beyond its number is null where it was written as a number. */
export type Amount = {
  readonly spread: Spread;
  readonly currency: string | null;
  readonly yenOrYuan: boolean;
  readonly period: Period | null;
  readonly isOfNode: boolean;
};

/** `27.5`, `{low: 6, high: 8}`, `27.5 CNY`, `¥45,000/month`; of energy also `0.63 CNY/kWh`. */
export function amountSchema(bounds: Bounds, unit: 'kilowatt-hour' | null = null) {
  const number = spreadSchema(bounds).transform(
    (spread): Amount => ({ spread, currency: null, yenOrYuan: false, period: null, isOfNode: false }),
  );
  return z.union([number, amountTextSchema(bounds, unit)]);
}

/** An amount as a text alone. */
export function amountTextSchema(bounds: Bounds, unit: 'kilowatt-hour' | null = null) {
  return textOf(bounds, ({ isPercent, units }) => {
    if (isPercent) return 'an amount is no share; give it in a currency';
    const other = units.find(name => name !== unit);
    return other === undefined ? null : `give it without ${other}`;
  }).transform(({ spread, currency, yenOrYuan, period, scope }): Amount => {
    return { spread, currency, yenOrYuan, period, isOfNode: scope === 'node' };
  });
}

/** A number without a unit: `0.25`, or in percent, `25 %`, `20..30 %`. */
export const shareSchema = (bounds: Bounds) =>
  pureSchema(bounds, ({ scope, units: [unit] }) => {
    const stray = scope ?? unit;
    return stray === undefined ? null : `give it without ${stray}`;
  });

/** A count of tokens that is never a range: `9e12`, `9T`, `9 trillion`. */
export const tokensSchema = z.union([
  plainPositive,
  textOf(POSITIVE, ({ spread, currency, period, scope, units, isPercent }) => {
    const isCount = currency === null && period === null && scope === null && !isPercent;
    if (!isCount || units.some(unit => unit !== 'tokens')) return 'give a number of tokens';
    return typeof spread === 'number' ? null : 'give one number of tokens';
  }).transform(({ spread }) => pointOf(spread)),
]);

/** A number of units: `1,203 tokens/s`, `700 W`. */
export const unitSchema = (bounds: Bounds, units: readonly string[]) =>
  pureSchema(bounds, text => {
    if (text.isPercent) return `is no share; give ${bounds.says}`;
    const other = text.units.find(unit => !units.includes(unit));
    return other === undefined ? null : `its unit is not ${other}`;
  });

function pureSchema(bounds: Bounds, fault: (text: QuantityText) => string | null) {
  const text = textOf(bounds, read => {
    const { currency, period, scope } = read;
    const stray = currency ?? period ?? (scope === 'node' ? scope : null);
    return stray === null ? fault(read) : `give it without ${stray}`;
  });
  return z.union([spreadSchema(bounds), text.transform(({ spread }) => spread)]);
}

function textOf(bounds: Bounds, fault: (text: QuantityText) => string | null) {
  return z.string().transform((text, context): QuantityText => {
    const read = quantityText(text);
    if (!read.ok) {
      if (read.message === null) context.issues.push({ code: 'invalid_type', expected: 'number', input: text });
      else context.issues.push({ code: 'custom', message: read.message, input: text });
      return z.NEVER;
    }
    const reason = fault(read.value);
    const message = reason === null ? faultOf(read.value.spread, bounds) : `is '${text}'; ${reason}`;
    if (message === null) return read.value;
    context.issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  });
}

/** What is said of a price: how it was converted to a device-hour, and in which of two senses it was taken. */
import { type Coded, fact } from '../../fact.ts';
import type { Ground } from '../../money/candidate.ts';
import type { CaseReading } from '../../money/codes.ts';
import { pointOf } from '../../money/sampling/spread.ts';
import type { Entry } from '../desk.ts';
import { isYenOrYuan } from './amount.ts';
import { HOURS_OF, type RentPrice, type Vat } from './schema.ts';

/** `point`: of a device-hour, without VAT. */
type DeviceHour = { readonly currency: string; readonly point: number };

export function rentReadings(entry: Entry, price: RentPrice, { currency, point }: DeviceHour): Coded<CaseReading>[] {
  const { amount, period, nodeDevices, vat } = price;
  const vatRate = vat?.included === true ? vat.rate : undefined;
  const isConverted = period !== 'hour' || nodeDevices !== null || vatRate !== undefined;
  const conversion = {
    candidate: entry.id,
    amount: pointOf(amount.spread),
    currency,
    period,
    ...(period === 'hour' ? {} : { hours: HOURS_OF[period] }),
    ...(nodeDevices === null ? {} : { devices: nodeDevices }),
    ...(vatRate === undefined ? {} : { vatRate: pointOf(vatRate) }),
    perHour: point,
  };
  return [
    ...(isConverted ? [fact('rent-conversion', conversion)] : []),
    ...vatReadings(entry, vat),
    ...(isYenOrYuan(amount, price.currency) ? [fact('yuan-sign', { candidate: entry.id, currency })] : []),
  ];
}

/** Of a price that states its VAT. */
export function vatReadings({ id }: Entry, vat: Vat | undefined): Coded<CaseReading>[] {
  if (vat === undefined) return [];
  const values = { candidate: id, ...(vat.rate === undefined ? {} : { rate: pointOf(vat.rate) }) };
  return [vat.included ? fact('vat-included', values) : fact('vat-excluded', values)];
}

/** Of a rent whose hours are all paid because it is a lease. `share`: the utilisation; null: none is given. */
export function leaseReading({ id }: Entry, share: Ground | null): Coded<CaseReading> {
  return share === null
    ? fact('lease-always-used', { candidate: id })
    : fact('lease-with-utilisation', { candidate: id, utilisation: share.quantity.point });
}

/** Which prices may stand beside each other: rents beside rents; unlike kinds only where the case asks for it. */
import { type Coded, fact } from '../../fact.ts';
import type { Candidate } from '../../money/candidate.ts';
import type { CaseReading } from '../../money/codes.ts';
import type { Desk, Entry } from '../desk.ts';
import type { Case } from '../schema.ts';
import { currencyNamed } from '../written/currency-text.ts';
import { isYenOrYuan, YEN } from './amount.ts';

/** Offers that somebody can take: they differ in who bears idle and lost hours, which the case states beside them. */
const OFFERS: readonly string[] = ['rent', 'rent-on-demand', 'rent-reserved', 'rent-spot'];

/** What a saving between two prices needs to be alike. An offer, an estimate and ownership say unlike things about a chip. */
const sortOf = (kind: string): string => (OFFERS.includes(kind) ? 'rent' : kind);

/** UsageError for a price that is of another sort than the reference's, unless the case has `mixedPrices: true`. */
export function checkPriceKinds(
  { buyerCase, refuse }: Pick<Desk, 'buyerCase' | 'refuse'>,
  entries: readonly Entry[],
  candidates: ReadonlyMap<string, Candidate>,
  reference: Entry,
): void {
  if (buyerCase.mixedPrices === true) return;
  const referenceKind = candidates.get(reference.id)?.priceKind ?? null;
  for (const { id, path } of entries) {
    const kind = candidates.get(id)?.priceKind ?? null;
    if (kind === null || referenceKind === null || sortOf(kind) === sortOf(referenceKind)) continue;
    throw refuse(
      [...path, 'price'],
      `is of kind ${kind} and that of the reference ${reference.id} of kind ${referenceKind}; a saving needs one kind: give prices of one, or mixedPrices: true in the case`,
    );
  }
}

/** Where kinds differ, what each is of; and which price does not say whether it holds VAT, where another does. */
export function priceKindReadings({ buyerCase }: Desk, candidates: readonly Candidate[]): Coded<CaseReading>[] {
  const priced = candidates.flatMap(({ id, priceKind }) => (priceKind === null ? [] : [{ id, priceKind }]));
  const kinds = new Set(priced.map(({ priceKind }) => priceKind));
  const sorts = new Set([...kinds].map(sortOf));
  const list = priced.map(({ id, priceKind }) => `${id} ${priceKind}`);
  return [
    ...(sorts.size > 1 ? [fact('mixed-prices', { prices: list })] : []),
    ...(sorts.size === 1 && kinds.size > 1 ? [fact('unlike-rents', { prices: list })] : []),
    ...vatUnstated(buyerCase, candidates),
  ];
}

function vatUnstated({ candidates: rows }: Case, candidates: readonly Candidate[]): Coded<CaseReading>[] {
  const states = rows.map(({ price }) => price !== undefined && 'vat' in price && price.vat !== undefined);
  if (!states.includes(true)) return [];
  const silent = candidates.flatMap(({ id, priceKind }, index) =>
    states[index] === true || priceKind === null ? [] : [id],
  );
  return silent.length === 0 ? [] : [fact('vat-unstated', { candidates: silent })];
}

/** ¥ as the currency of the case, of a rate, or of an amount that is not a rent. */
export function signReadings({ currency, rates = [], candidates, power }: Case): Coded<CaseReading>[] {
  const codes = [currency, ...rates.flatMap(({ from, to }) => [from, to])];
  const amounts = [
    power?.pricePerKWh,
    ...candidates.flatMap(({ oneOffCost, power: ofRow, price }) => [
      oneOffCost,
      ofRow?.pricePerKWh,
      ...(price !== undefined && 'purchase' in price ? [price.upkeepPerYear, price.purchase] : []),
    ]),
  ].flatMap(amount => (amount === undefined || amount === 'catalog' ? [] : [amount]));
  const isRead =
    codes.some(code => currencyNamed(code)?.yenOrYuan === true) ||
    amounts.some(amount => isYenOrYuan(amount, undefined));
  return isRead ? [fact('yuan-sign', { currency: currencyNamed(currency)?.code === YEN ? YEN : 'CNY' })] : [];
}

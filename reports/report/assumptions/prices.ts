/** Which rents the costs rest on, and how old they are. */
import { type AgedPrice, STALE_AFTER_DAYS } from '../../catalog/staleness.ts';
import { type Fact, fact, type Values } from '../../fact.ts';
import { distinct, type Ground, type Rule } from './ground.ts';

export const rents: Rule = ground => {
  const prices = pricesUsed(ground);
  return prices.length === 0
    ? []
    : [fact('rents-used', {}, distinct(prices.map(price => fact('rent', rentValues(price)))))];
};

/** `staleDays`: its age where it is stale. What a price does not say has no value. */
function rentValues({
  chip,
  low,
  high,
  currency,
  kind,
  offer,
  source,
  date,
  confidence,
  age,
  overlay,
}: AgedPrice): Values {
  return {
    ...{ chip, low, high, currency, kind, source, date, confidence },
    ...(offer === null ? {} : { offer }),
    ...(age?.stale === true ? { staleDays: age.days } : {}),
    ...(overlay === undefined ? {} : { overlay }),
  };
}

/** Of the rows' costs, and of the references' in their savings. */
function pricesUsed({ rows, referenceRows }: Ground): readonly AgedPrice[] {
  return [
    ...[...rows, ...referenceRows].flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.price] : [])),
    ...rows.flatMap(({ saving }) => (saving.available ? [saving.referencePrice] : [])),
  ];
}

/** A rent of last year moves a cost more than most errors of measurement do. */
export const staleRents: Rule = ground => {
  const stale = pricesUsed(ground).filter(({ age }) => age?.stale === true);
  const prices = [...new Map(stale.map(({ chip, date }) => [`${chip} ${date}`, { chip, date }])).values()];
  if (prices.length === 0) return [];
  const [chips, dates] = [prices.map(({ chip }) => chip), prices.map(({ date }) => date)];
  return [fact('rents-stale', { afterDays: STALE_AFTER_DAYS, chips, dates })];
};

/** What a user laid over the shipped catalog is said, whether or not a figure rests on it. */
export const overlaidRows: Rule = ({ catalog }) => {
  const rows = [
    ...catalog.chips.map(({ overlay, id }) => ({ overlay, item: fact('overlaid-chip', { chip: id }) })),
    ...catalog.prices.map(({ overlay, chip, kind, currency }) => ({
      overlay,
      item: fact('overlaid-price', { chip, kind, currency }),
    })),
  ];
  const files = [...new Set(rows.flatMap(({ overlay }) => overlay ?? []))];
  const itemsOf = (file: string): Fact[] => rows.filter(({ overlay }) => overlay === file).map(({ item }) => item);
  return files.map(file => fact('overlaid-rows', { file }, itemsOf(file)));
};

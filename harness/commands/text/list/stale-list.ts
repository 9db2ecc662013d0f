/** `moebench list chips --stale`: the prices whose newest row is stale, the oldest first, and where each came from. */
import { spanText } from '../../../../reports/catalog/span-text.ts';
import { STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import { answer, type Screen, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { droppedText, fittedTable, type Table } from './fitted-table.ts';
import { type ListedChip, newestOf } from './listed-chip.ts';
import { KINDS, unitText } from './price-cells.ts';

/** Chips with their stale markets alone, each with its newest row alone. What a newer row replaces is not stale. */
export function staleChips(chips: readonly ListedChip[]): readonly ListedChip[] {
  return chips.flatMap(chip => {
    const markets = chip.markets.filter(({ age }) => age?.stale === true);
    const prices = markets.flatMap(market => newestOf(chip, market) ?? []);
    return markets.length === 0 ? [] : [{ ...chip, markets, prices }];
  });
}

/** `chips`: of `staleChips`. */
export function staleText(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  const prices = chips.flatMap(({ prices }) => prices).toSorted((a, b) => (b.age?.days ?? 0) - (a.age?.days ?? 0));
  if (prices.length === 0) return screenText([answer([`No price is stale on ${asOf}.`])], screen);
  const rows = prices.map(price => [
    price.chip,
    KINDS[price.kind],
    `${spanText(price.low, price.high)} ${unitText(price)}`,
    price.date,
    String(price.age?.days ?? ''),
    price.source,
  ]);
  const { section, dropped } = fittedTable({ ...TABLE, rows }, screen);
  const key = `${prices.length} price${prices.length === 1 ? ' is' : 's are'} more than ${STALE_AFTER_DAYS} days old on ${asOf}, with no newer row of the chip, kind and currency. Renew one: docs/CATALOG.md.`;
  return screenText(
    [section, answer([key, ...droppedText(dropped)].flatMap(sentence => hanging(sentence, screen.columns)))],
    screen,
  );
}

const TABLE: Omit<Table, 'rows'> = {
  columns: [
    { head: 'chip' },
    { head: 'kind' },
    { head: 'price', number: true },
    { head: 'date' },
    { head: 'days', number: true },
    { head: 'source' },
  ],
  concessions: [{ drop: 'source' }],
  name: 'stale prices',
};

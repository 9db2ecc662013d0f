/** `moebench list chips --stale`: the prices whose newest row is stale, the oldest first, and where each came from. */
import { spanText } from '../../../../reports/catalog/span-text.ts';
import { STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import { LIST_TEXT_WORDS } from '../../words/list-text-words.ts';
import { answer, type Screen, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { droppedText, fittedTable, type Table } from './fitted-table.ts';
import { inLanguage } from './list-heads.ts';
import { type ListedChip, newestOf } from './listed-chip.ts';
import { unitText } from './price-cells.ts';

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
  const { language = 'en' } = screen;
  const words = LIST_TEXT_WORDS[language];
  const prices = chips.flatMap(({ prices }) => prices).toSorted((a, b) => (b.age?.days ?? 0) - (a.age?.days ?? 0));
  if (prices.length === 0) return screenText([answer([words.noneStale(asOf)])], screen);
  const rows = prices.map(price => [
    price.chip,
    words.kinds[price.kind],
    `${spanText(price.low, price.high)} ${unitText(price)}`,
    price.date,
    String(price.age?.days ?? ''),
    price.source,
  ]);
  const { section, dropped } = fittedTable(inLanguage({ ...TABLE, rows }, 'chips', language), screen);
  const key = words.staleKey(prices.length, STALE_AFTER_DAYS, asOf);
  return screenText(
    [section, answer([key, ...droppedText(dropped, language)].flatMap(sentence => hanging(sentence, screen.columns)))],
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

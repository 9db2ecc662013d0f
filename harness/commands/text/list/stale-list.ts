/** `moebench list chips --stale`: the prices whose newest row is stale, the oldest first, and where each came from. */
import pc from 'picocolors';
import { STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import { answer, type Screen, screenText } from '../screen.ts';
import { aligned, hanging } from '../terminal.ts';
import { type ListedChip, newestOf } from './listed-chip.ts';
import { KINDS, spanText, unitText } from './price-cells.ts';

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
    ...(screen.columns < WIDE ? [] : [price.source]),
  ]);
  const [head = '', ...body] = aligned([HEAD.slice(0, rows[0]?.length), ...rows], [2, 4]);
  const narrow = (line: string) => (line.length > screen.columns ? `${line.slice(0, screen.columns - 1)}…` : line);
  const key = `${prices.length} price${prices.length === 1 ? ' is' : 's are'} more than ${STALE_AFTER_DAYS} days old on ${asOf}, with no newer row of the chip, kind and currency. Renew one: docs/CATALOG.md.`;
  return screenText(
    [
      { heading: [pc.bold(head)], entries: body.map(line => [narrow(line)]), shown: 'room', name: 'stale prices' },
      answer(hanging(key, screen.columns)),
    ],
    screen,
  );
}

const HEAD = ['chip', 'kind', 'price', 'date', 'days', 'source'];

/** Narrower, a source would be cut to a word. */
const WIDE = 100;

/** `moebench list chips --chip NAME`: one chip, or the few that a name fits, with every price and where it is from. */
import pc from 'picocolors';
import { marketSpanText } from '../../../../reports/catalog/span-text.ts';
import { STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import { LIST_TEXT_WORDS } from '../../words/list-text-words.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { sheetTable } from './chip-list.ts';
import type { ListedChip, ListedMarket } from './listed-chip.ts';
import { dateText, offerText, quotedText, unitText } from './price-cells.ts';

/** Data sheets, then the markets, each with its rows: the newest first. */
export function chipSheetText(chips: readonly ListedChip[], written: string, asOf: string, screen: Screen): string {
  const sections = [
    ...(chips.length > 1 ? [answer([`'${written}' fits ${chips.length} chips.`])] : []),
    { ...sheetTable(chips, screen).section, shown: 'always' as const },
    ...chips.flatMap(chip => [...notesOf(chip, screen), ...marketSections(chip, screen)]),
    answer(
      hanging(
        `Stale: more than ${STALE_AFTER_DAYS} days old on ${asOf}. Renew a price: docs/CATALOG.md.`,
        screen.columns,
      ),
    ),
  ];
  return screenText(sections, screen);
}

function notesOf({ name, source, date, notes }: ListedChip, { columns }: Screen): readonly Section[] {
  const sheet = `${name}: ${source}, ${date}${notes === '' ? '' : `. ${notes.replace(/\.$/, '')}`}.`;
  return [{ heading: [], entries: [hanging(sheet, columns, '  ')], shown: 'room', name: 'sources of data sheets' }];
}

function marketSections(chip: ListedChip, screen: Screen): readonly Section[] {
  if (chip.markets.length === 0) return [answer([`  ${chip.id} has no price.`])];
  return chip.markets.map(market => {
    const rows = chip.prices.filter(({ kind, currency }) => kind === market.kind && currency === market.currency);
    const entries = rows.map(row =>
      hanging(`${dateText(row)}  ${quotedText(row)}: ${offerText(row)}`, screen.columns, '    '),
    );
    return { heading: [pc.bold(headingOf(chip, market, rows.length))], entries, shown: 'room', name: 'prices' };
  });
}

/** `nvidia-h800 reserved: 7.70–13.35 CNY/h, median 11.34, 2 prices of 2 sources`. */
function headingOf({ id }: ListedChip, market: ListedMarket, rows: number): string {
  const { low, high, point, prices, sources, kind } = market;
  const middle = point === null ? '' : `, median ${Number(point.toPrecision(4))}`;
  const older = rows > prices ? `, ${rows - prices} older` : '';
  const count = prices === 1 ? '1 price' : `${prices} prices of ${sources} source${sources === 1 ? '' : 's'}`;
  return `  ${id} ${LIST_TEXT_WORDS.en.kinds[kind]}: ${marketSpanText(low, high)} ${unitText(market)}${middle}; ${count}${older}`;
}

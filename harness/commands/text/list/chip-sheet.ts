/** `moebench list chips --chip NAME`: one chip, or the few that a name fits, with every price and where it is from. */
import pc from 'picocolors';
import { marketSpanText } from '../../../../reports/catalog/span-text.ts';
import { STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { LIST_TEXT_WORDS } from '../../words/list-text-words.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { sheetTable } from './chip-list.ts';
import type { ListedChip, ListedMarket } from './listed-chip.ts';
import { dateText, offerText, quotedText, unitText } from './price-cells.ts';

/** Data sheets, then the markets, each with its rows: the newest first. */
export function chipSheetText(chips: readonly ListedChip[], written: string, asOf: string, screen: Screen): string {
  const words = LIST_TEXT_WORDS[screen.language ?? 'en'].sheet;
  const sections = [
    ...(chips.length > 1 ? [answer([words.fits(written, chips.length)])] : []),
    { ...sheetTable(chips, screen).section, shown: 'always' as const },
    ...chips.flatMap(chip => [...notesOf(chip, screen), ...marketSections(chip, screen)]),
    answer(hanging(words.stale(STALE_AFTER_DAYS, asOf), screen.columns)),
  ];
  return screenText(sections, screen);
}

function notesOf({ name, source, date, notes }: ListedChip, { columns }: Screen): readonly Section[] {
  const sheet = `${name}: ${source}, ${date}${notes === '' ? '' : `. ${notes.replace(/\.$/, '')}`}.`;
  return [{ heading: [], entries: [hanging(sheet, columns, '  ')], shown: 'room', name: 'sources of data sheets' }];
}

function marketSections(chip: ListedChip, screen: Screen): readonly Section[] {
  const { language = 'en' } = screen;
  const words = LIST_TEXT_WORDS[language].sheet;
  if (chip.markets.length === 0) return [answer([`  ${words.noPrice(chip.id)}`])];
  return chip.markets.map(market => {
    const rows = chip.prices.filter(({ kind, currency }) => kind === market.kind && currency === market.currency);
    const entries = rows.map(row =>
      hanging(
        `${dateText(row, language)}  ${quotedText(row, language)}${words.colon}${offerText(row, language)}`,
        screen.columns,
        '    ',
      ),
    );
    return {
      heading: [pc.bold(headingOf(chip, market, rows.length, language))],
      entries,
      shown: 'room',
      name: 'prices',
    };
  });
}

/** `nvidia-h800 reserved: 7.70–13.35 CNY/h, median 11.34, 2 prices of 2 sources`. */
function headingOf({ id }: ListedChip, market: ListedMarket, rows: number, language: Language): string {
  const { low, high, point, prices, sources, kind } = market;
  const { kinds, sheet } = LIST_TEXT_WORDS[language];
  const middle = point === null ? '' : sheet.median(Number(point.toPrecision(4)));
  const counts = [sheet.prices(prices, sources), ...(rows > prices ? [sheet.older(rows - prices)] : [])];
  return `  ${sheet.market(id, kinds[kind], `${marketSpanText(low, high)} ${unitText(market)}${middle}`, counts)}`;
}

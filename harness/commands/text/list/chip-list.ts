/** The chips as `moebench list chips` shows them: data sheet, and what its prices of each kind come to. */
import { STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { LIST_TEXT_WORDS } from '../../words/list-text-words.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { droppedText, type FittedTable, fittedTable, type Table } from './fitted-table.ts';
import { inLanguage } from './list-heads.ts';
import { type ListedChip, newestOf } from './listed-chip.ts';
import { marketCells } from './price-cells.ts';

/** So many chips and the names of the others fit on one screen. */
const SHOWN_CHIPS = 14;

/**
 * With --verbose a table of all chips, with one line more for each further kind of price. Else the chips with the newest prices, each
 * with its newest, and the names of the others that have a price.
 */
export function chipText(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  return screen.verbose ? everyChip(chips, asOf, screen) : pricedChips(chips, asOf, screen);
}

function everyChip(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  const rows = chips.flatMap(chip => {
    const [first = NO_PRICE, ...rest] = cellsOfMarkets(chip, screen.language);
    return [[...sheetCells(chip, screen.language), ...first], ...rest.map(cells => [...NO_CHIP, ...cells])];
  });
  const { section, dropped } = chipTable(rows, screen);
  return screenText([section, keyOf(asOf, chips, dropped, screen)], screen);
}

function pricedChips(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  const priced = chips.filter(({ prices }) => prices.length > 0);
  const dateOf = ({ prices }: ListedChip): string => prices[0]?.date ?? '';
  const newestFirst = priced.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a), 'en'));
  const shown = new Set(newestFirst.slice(0, SHOWN_CHIPS));
  const rows = priced
    .filter(chip => shown.has(chip))
    .map(chip => [...sheetCells(chip, screen.language), ...(cellsOfMarkets(chip, screen.language)[0] ?? NO_PRICE)]);
  const others: Section = {
    heading: [],
    entries: [
      ...named(
        priced.filter(chip => !shown.has(chip)),
        screen,
      ),
      [LIST_TEXT_WORDS[screen.language ?? 'en'].without(chips.length - priced.length)],
    ],
    shown: 'room',
    name: 'lines of names',
  };
  const { section, dropped } = chipTable(rows, screen);
  return screenText([section, others, keyOf(asOf, chips, dropped, screen)], screen);
}

function named(chips: readonly ListedChip[], { columns, language = 'en' }: Screen): readonly (readonly string[])[] {
  return chips.length === 0 ? [] : [hanging(LIST_TEXT_WORDS[language].also(chips.map(({ id }) => id)), columns)];
}

const chipTable = (rows: Table['rows'], screen: Screen): FittedTable =>
  fittedTable(
    inLanguage({ columns: COLUMNS, rows, concessions: CONCESSIONS, name: 'chips' }, 'chips', screen.language),
    screen,
  );

/** The data sheets alone. */
export const sheetTable = (chips: readonly ListedChip[], screen: Screen): FittedTable =>
  fittedTable(
    inLanguage(
      {
        columns: COLUMNS.slice(0, SHEET),
        rows: chips.map(chip => sheetCells(chip, screen.language)),
        concessions: CONCESSIONS,
        name: 'chips',
      },
      'chips',
      screen.language,
    ),
    screen,
  );

const COLUMNS: Table['columns'] = [
  { head: 'chip' },
  { head: 'bf16', number: true },
  { head: 'fp8', number: true },
  { head: 'fp32', number: true },
  { head: 'GB', number: true },
  { head: 'TB/s', number: true },
  { head: 'W', number: true },
  { head: 'sheet' },
  { head: 'price', number: true },
  { head: 'kind' },
  { head: 'of', number: true },
  { head: 'newest' },
  { head: 'quote' },
];
/** A price without its kind or its day means nothing, so these go last. */
const CONCESSIONS: Table['concessions'] = [
  { drop: 'sheet' },
  { drop: 'quote' },
  { drop: 'fp32' },
  { drop: 'of' },
  { drop: 'W' },
  { drop: 'fp8' },
  { wrap: 'price' },
  { drop: 'TB/s' },
  { wrap: 'newest' },
  { wrap: 'kind' },
  { drop: 'GB' },
  { drop: 'bf16' },
  { drop: 'newest' },
];

/** Columns of the data sheet. */
const SHEET = 8;
const UNKNOWN = '–';
const NO_PRICE = [UNKNOWN, '', '', '', ''];
const NO_CHIP = Array<string>(SHEET).fill('');

function keyOf(
  asOf: string,
  chips: readonly ListedChip[],
  dropped: readonly string[],
  { columns, verbose, language = 'en' }: Screen,
): Section {
  const words = LIST_TEXT_WORDS[language];
  const more = verbose ? '' : words.more(chips.length);
  const sentences = [
    words.key,
    ...droppedText(dropped, language),
    words.prices(verbose, STALE_AFTER_DAYS),
    `${words.stale(STALE_AFTER_DAYS, asOf)}${more}`,
  ];
  return answer(sentences.flatMap(sentence => hanging(sentence, columns)));
}

/** The data sheet of a chip, in the columns of the table. */
function sheetCells(chip: ListedChip, language: Language = 'en'): string[] {
  const { id, peakFlops, memoryBytes, memoryBytesPerSecond, tdpWatts } = chip;
  return [
    id,
    scaled(peakFlops.bfloat16, 1e12),
    scaled(peakFlops.float8, 1e12),
    scaled(peakFlops.float32, 1e12),
    scaled(memoryBytes, 1e9),
    scaled(memoryBytesPerSecond, 1e12),
    scaled(tdpWatts, 1),
    chip.overlay ?? LIST_TEXT_WORDS[language].confidences[chip.confidence],
  ];
}

function cellsOfMarkets(chip: ListedChip, language: Language = 'en'): readonly string[][] {
  return chip.markets.flatMap(market => {
    const newest = newestOf(chip, market);
    return newest === undefined ? [] : [marketCells(market, newest, language)];
  });
}

const scaled = (value: number | null, unit: number): string =>
  value === null ? UNKNOWN : String(Number((value / unit).toPrecision(4)));

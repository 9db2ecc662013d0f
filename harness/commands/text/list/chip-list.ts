/** The chips as `moebench list chips` shows them: data sheet, and what its prices of each kind come to. */
import pc from 'picocolors';
import { STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { aligned, hanging } from '../terminal.ts';
import { type ListedChip, newestOf } from './listed-chip.ts';
import { marketCells } from './price-cells.ts';

/** So many chips and the names of the others fit on one screen. */
const SHOWN_CHIPS = 20;

/**
 * With --verbose a table of all chips, with one line more for each further kind of price. Else the chips with the newest prices, each
 * with its newest, and the names of the others that have a price.
 */
export function chipText(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  return screen.verbose ? everyChip(chips, asOf, screen) : pricedChips(chips, asOf, screen);
}

function everyChip(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  const rows = chips.flatMap(chip => {
    const [first = NO_PRICE, ...rest] = cellsOfMarkets(chip);
    return [[...sheetCells(chip), ...first], ...rest.map(cells => [...NO_CHIP, ...cells])];
  });
  return screenText([chipTable(rows), keyOf(asOf, chips, screen)], screen);
}

function pricedChips(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  const priced = chips.filter(({ prices }) => prices.length > 0);
  const dateOf = ({ prices }: ListedChip): string => prices[0]?.date ?? '';
  const newestFirst = priced.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a), 'en'));
  const shown = new Set(newestFirst.slice(0, SHOWN_CHIPS));
  const rows = priced
    .filter(chip => shown.has(chip))
    .map(chip => [...sheetCells(chip), ...(cellsOfMarkets(chip)[0] ?? NO_PRICE)]);
  const others: Section = {
    heading: [],
    entries: [
      ...named(
        'Also with a price',
        priced.filter(chip => !shown.has(chip)),
        screen,
      ),
      [`Without a price: ${chips.length - priced.length} chips.`],
    ],
    shown: 'room',
    name: 'lines of names',
  };
  return screenText([chipTable(rows), others, keyOf(asOf, chips, screen)], screen);
}

function named(title: string, chips: readonly ListedChip[], { columns }: Screen): readonly (readonly string[])[] {
  return chips.length === 0 ? [] : [hanging(`${title}: ${chips.map(({ id }) => id).join(', ')}.`, columns)];
}

/** The table of chips, with or without prices. */
export function chipTable(rows: readonly (readonly string[])[]): Section {
  const [head = '', ...body] = aligned([HEAD, ...rows], NUMBERS);
  return { heading: [pc.bold(head)], entries: body.map(line => [line]), shown: 'room', name: 'chips' };
}

const HEAD = ['chip', 'bf16', 'fp8', 'fp32', 'GB', 'TB/s', 'W', 'sheet', 'price', 'kind', 'of', 'newest', 'quote'];
const NUMBERS = [1, 2, 3, 4, 5, 6, 8, 10];
const UNKNOWN = '–';
const NO_PRICE = [UNKNOWN, '', '', '', ''];
const NO_CHIP = Array<string>(8).fill('');

function keyOf(asOf: string, chips: readonly ListedChip[], { columns, verbose }: Screen): Section {
  const prices = verbose ? 'of each kind and currency' : 'of the kind that has the newest';
  const more = verbose ? '' : ` Every kind of price, and all ${chips.length} data sheets: --verbose.`;
  const sentences = [
    'Dense peaks in TFLOP/s; fp32 is IEEE, never TF32; – is not known. Sheet and quote: confidence in their source, or the name of your own file.',
    `Prices: ${prices}, the least to the greatest within ${STALE_AFTER_DAYS} days of the newest (of: how many).`,
    `Stale: more than ${STALE_AFTER_DAYS} days old on ${asOf} (--stale lists them). Every price and source: --chip NAME, or --json.${more}`,
  ];
  return answer(sentences.flatMap(sentence => hanging(sentence, columns)));
}

/** The data sheet of a chip, in the columns of the table. */
export function sheetCells(chip: ListedChip): string[] {
  const { id, peakFlops, memoryBytes, memoryBytesPerSecond, tdpWatts } = chip;
  return [
    id,
    scaled(peakFlops.bfloat16, 1e12),
    scaled(peakFlops.float8, 1e12),
    scaled(peakFlops.float32, 1e12),
    scaled(memoryBytes, 1e9),
    scaled(memoryBytesPerSecond, 1e12),
    scaled(tdpWatts, 1),
    chip.overlay ?? chip.confidence,
  ];
}

function cellsOfMarkets(chip: ListedChip): readonly string[][] {
  return chip.markets.flatMap(market => {
    const newest = newestOf(chip, market);
    return newest === undefined ? [] : [marketCells(market, newest)];
  });
}

const scaled = (value: number | null, unit: number): string =>
  value === null ? UNKNOWN : String(Number((value / unit).toPrecision(4)));

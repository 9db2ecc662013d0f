/** The chips as `moebench list` shows them: data sheet, and the newest price of each kind with its age. */
import pc from 'picocolors';
import { z } from 'zod';
import { type Catalog, chipSchema, type Price } from '../../../../reports/catalog/catalog.ts';
import { type AgedPrice, agedOn, agedPriceSchema, STALE_AFTER_DAYS } from '../../../../reports/catalog/staleness.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { droppedText, type FittedTable, fittedTable, type Table } from './fitted-table.ts';

/** A chip with all its prices, newest first. */
export const listedChipSchema = z.strictObject({
  ...chipSchema.shape,
  overlay: z.string().nullable(),
  prices: z.array(agedPriceSchema),
});

export type ListedChip = Readonly<z.infer<typeof listedChipSchema>>;

/** Every chip of the catalog with its prices, their ages reckoned on that day. */
export function listedChips(catalog: Catalog, asOf: string): readonly ListedChip[] {
  const { chips, prices } = agedOn(catalog, asOf);
  return chips.map(chip => ({
    ...chip,
    overlay: chip.overlay ?? null,
    prices: prices.filter(price => price.chip === chip.id).toSorted((a, b) => b.date.localeCompare(a.date, 'en')),
  }));
}

/**
 * With --verbose a table of all chips, with one line more for each further kind of price. Else the chips that have a price, each with
 * its newest, and the names of the others: a chip without a price has a speed and no cost.
 */
export function chipText(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  return screen.verbose ? everyChip(chips, asOf, screen) : pricedChips(chips, asOf, screen);
}

function everyChip(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  const rows = chips.flatMap(chip => {
    const [first = NO_PRICE, ...rest] = newestOfKind(chip.prices).map(priceCells);
    return [[...chipCells(chip), ...first], ...rest.map(cells => [...NO_CHIP, ...cells])];
  });
  const { section, dropped } = table(rows, screen);
  return screenText([section, keyOf(asOf, 'Prices: the newest of each kind.', dropped, screen)], screen);
}

function pricedChips(chips: readonly ListedChip[], asOf: string, screen: Screen): string {
  const rows = chips.flatMap(chip => {
    const [newest] = chip.prices.map(priceCells);
    return newest === undefined ? [] : [[...chipCells(chip), ...newest]];
  });
  const unpriced = chips.filter(({ prices }) => prices.length === 0).map(({ id }) => id);
  const names = unpriced.length === 0 ? [] : hanging(`Without a price: ${unpriced.join(', ')}.`, screen.columns);
  const others: Section = { heading: [], entries: names.map(line => [line]), shown: 'room', name: 'lines of names' };
  const prices = `Prices: the newest of a chip; --verbose has the newest of each kind, and all ${chips.length} data sheets.`;
  const { section, dropped } = table(rows, screen);
  return screenText([section, others, keyOf(asOf, prices, dropped, screen)], screen);
}

const table = (rows: Table['rows'], screen: Screen): FittedTable =>
  fittedTable({ columns: COLUMNS, rows, concessions: CONCESSIONS, name: 'chips' }, screen);

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
  { head: 'date' },
  { head: 'quote' },
];
/** A price without its kind or its day means nothing, so these go last. */
const CONCESSIONS: Table['concessions'] = [
  { drop: 'sheet' },
  { drop: 'quote' },
  { drop: 'fp32' },
  { drop: 'W' },
  { drop: 'fp8' },
  { wrap: 'price' },
  { drop: 'TB/s' },
  { wrap: 'date' },
  { wrap: 'kind' },
  { drop: 'GB' },
  { drop: 'bf16' },
  { drop: 'date' },
];
const UNKNOWN = '–';
const NO_PRICE = [UNKNOWN, '', '', ''];

function keyOf(asOf: string, prices: string, dropped: readonly string[], { columns }: Screen): Section {
  const sentences = [
    'Dense peaks in TFLOP/s; fp32 is IEEE, never TF32; – is not known. Sheet and quote: confidence in their source, or the name of your own file.',
    ...droppedText(dropped),
    `Stale: more than ${STALE_AFTER_DAYS} days old on ${asOf}. Every price, source and note: --json. ${prices}`,
  ];
  return answer(sentences.flatMap(sentence => hanging(sentence, columns)));
}

function chipCells({ id, peakFlops, memoryBytes, memoryBytesPerSecond, tdpWatts, ...chip }: ListedChip): string[] {
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

const KINDS: Readonly<Record<Price['kind'], string>> = {
  list: 'to buy',
  'rent-on-demand': 'on demand',
  'rent-reserved': 'reserved',
  fair: 'fair',
  assumed: 'assumed',
};
/** As it was offered: a price is not rounded. */
const AMOUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

const NO_CHIP = Array<string>(8).fill('');

function priceCells({ low, high, currency, kind, date, age, confidence, overlay }: AgedPrice): string[] {
  const amount = low === high ? AMOUNT.format(low) : `${AMOUNT.format(low)}–${AMOUNT.format(high)}`;
  return [
    `${amount} ${currency}${kind === 'list' ? '' : '/h'}`,
    KINDS[kind],
    age?.stale === true ? `${date} ${pc.yellow('stale')}` : date,
    overlay ?? confidence,
  ];
}

/** The first of each kind and currency: the newest, as prices come newest first. */
function newestOfKind(prices: readonly AgedPrice[]): readonly AgedPrice[] {
  const sort = ({ kind, currency }: AgedPrice) => `${kind} ${currency}`;
  return prices.filter((price, index) => prices.findIndex(other => sort(other) === sort(price)) === index);
}

const scaled = (value: number | null, unit: number): string =>
  value === null ? UNKNOWN : String(Number((value / unit).toPrecision(4)));

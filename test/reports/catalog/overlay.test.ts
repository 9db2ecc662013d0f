import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { speedSources } from '../../../reports/case/speed/sources.ts';
import { shippedChips } from '../../../reports/catalog/catalog.ts';
import { loadCatalog, loadCatalogWith, loadLinks } from '../../../reports/catalog/load.ts';
import { laidOver, parseOverlay } from '../../../reports/catalog/overlay.ts';
import { fitProjection } from '../../../reports/projection/project.ts';
import { reachedShare } from '../../../reports/reference/reached.ts';
import { UsageError } from '../../../suites/usage-error.ts';
import { compared, rowOf } from '../case/compared.ts';

const shipped = loadCatalog();
const PRICE = `
  - {chip: nvidia-a100, low: 9, high: 9, currency: CNY, kind: fair, offer: ours, date: 2026-11-01, source: a quote, confidence: high}`;
const CHIP = `
  - id: acme-one
    name: Acme One
    vendor: Acme
    launch: null
    peakFlops: {float32: null, tf32: null, bfloat16: 4.0e+14, float16: null, float8: null}
    memoryBytes: 96.0e+9
    memoryBytesPerSecond: null
    interconnectBidirectionalBytesPerSecond: null
    tdpWatts: 400
    match: []
    source: a data sheet
    date: 2026-10
    confidence: medium
    notes: made up`;

const over = (text: string) => laidOver(shipped, parseOverlay(text, 'quotes/mine.yaml'));

describe('a catalog laid over the shipped one', () => {
  test('adds a chip, marked with the name of the file', () => {
    const { chips } = over(`chips:${CHIP}`);
    expect(chips).toHaveLength(shipped.chips.length + 1);
    expect(chips.at(-1)).toMatchObject({ id: 'acme-one', tdpWatts: 400, overlay: 'mine.yaml' });
  });

  test('replaces a shipped chip of the same id, whole and in its place', () => {
    const { chips } = over(`chips:${CHIP.replace('acme-one', 'nvidia-h800')}`);
    const index = shipped.chips.findIndex(({ id }) => id === 'nvidia-h800');
    expect(chips).toHaveLength(shipped.chips.length);
    expect(chips[index]).toMatchObject({ name: 'Acme One', memoryBytesPerSecond: null, overlay: 'mine.yaml' });
  });

  test('replaces every shipped price of its chip, kind and currency, and leaves the others', () => {
    const { prices } = over(`prices:${PRICE}`);
    const ofA100 = prices.filter(({ chip }) => chip === 'nvidia-a100');
    expect(ofA100.filter(({ kind }) => kind === 'fair')).toEqual([
      expect.objectContaining({ low: 9, overlay: 'mine.yaml' }),
    ]);
    const others = shipped.prices.filter(({ chip, kind }) => chip === 'nvidia-a100' && kind !== 'fair');
    expect(others.length).toBeGreaterThan(3);
    expect(ofA100.filter(({ kind }) => kind !== 'fair')).toEqual(others);
    expect(prices).toHaveLength(shipped.prices.length);
  });

  test('prices a chip that it adds itself', () => {
    const { prices } = over(`chips:${CHIP}\nprices:${PRICE.replace('nvidia-a100', 'acme-one')}`);
    expect(prices.filter(({ chip }) => chip === 'acme-one')).toHaveLength(1);
  });

  test('leaves every shipped row unmarked', () => {
    const { chips, prices } = over(`chips:${CHIP}\nprices:${PRICE}`);
    expect([...chips, ...prices].filter(row => row.overlay !== undefined)).toHaveLength(2);
  });
});

describe('a file that does not hold is refused', () => {
  test.each([
    [
      'a negative price',
      `prices:${PRICE}${PRICE.replace('low: 9', 'low: -2')}`,
      'mine.yaml prices row 2 (nvidia-a100): low: ',
    ],
    [
      'an unknown field',
      `prices:${PRICE.replace('offer', 'offr')}`,
      'mine.yaml prices row 1 (nvidia-a100): Unrecognized key: "offr"; leaves out offer; give null for what is not known (offer is for a case that names it)',
    ],
    [
      'a chip without its memory',
      `chips:${CHIP.replace('memoryBytes:', 'memory:')}`,
      'mine.yaml chips row 1 (acme-one): Unrecognized key: "memory"; leaves out memoryBytes; give null for what is not known (memoryBytes is for a plan and a projection)',
    ],
    [
      'a chip of three fields, in one line that says what the others are for',
      'chips: [{id: acme-two, name: Acme Two, vendor: Acme}]',
      'mine.yaml chips row 1 (acme-two): leaves out launch, peakFlops, memoryBytes, memoryBytesPerSecond, interconnectBidirectionalBytesPerSecond, tdpWatts, match, source, date, confidence and notes; give null for what is not known (peakFlops is for an MFU and a projection, memoryBytes is for a plan and a projection, memoryBytesPerSecond is for a roofline, tdpWatts is for watts {tdp: true}, match is for records of the chip)',
    ],
    [
      'a chip with one peak of five',
      `chips:${CHIP.replace('float32: null, tf32: null, ', '').replace('float16: null, float8: null', 'float16: fast')}`,
      'mine.yaml chips row 1 (acme-one): peakFlops.float16: Invalid input: expected number, received string; leaves out peakFlops.float32, peakFlops.tf32 and peakFlops.float8',
    ],
    [
      'a price of two fields',
      'prices: [{chip: nvidia-a100, low: 3}]',
      'leaves out high, currency, kind, offer, source, date and confidence; give null',
    ],
    [
      'a price of a node of nobody knows how many',
      `prices:${PRICE.replace('offer: ours', 'offer: ours, per: node-month')}`,
      'devicesInOffer: give the number of devices in the node',
    ],
    ['a mark of its own', `prices:${PRICE.replace('}', ', overlay: x}')}`, 'Unrecognized key: "overlay"'],
    ['a chip twice', `chips:${CHIP}${CHIP}`, "mine.yaml chips: 'acme-one' is there twice; leave one out"],
    ['a word it does not know', `price:${PRICE}`, "mine.yaml: unknown 'price'; did you mean prices?"],
    [
      'a price of no chip',
      `prices:${PRICE.replace('nvidia-a100', 'nvidia-a10')}`,
      "unknown chip 'nvidia-a10': did you mean nvidia-a100",
    ],
    ['no map', '- 1', 'mine.yaml: give chips or prices, each a list of rows'],
    ['nothing', '{}', 'mine.yaml: give chips or prices, each a list of rows'],
    ['no list', 'prices: 3', 'mine.yaml prices: give a list of rows'],
    ['no YAML', 'prices: [1', 'mine.yaml:1: '],
  ])('%s', (_, text, message) => {
    expect(() => over(text)).toThrow(UsageError);
    expect(() => over(text)).toThrow(message);
  });

  test('a file that is not there', () => {
    expect(() => loadCatalogWith('nowhere.yaml')).toThrow('--catalog nowhere.yaml: no such file');
  });
});

test('without a file the catalog is the shipped one, with one it is read from the disk', () => {
  expect(loadCatalogWith(undefined)).toEqual(shipped);
  const path = join(mkdtempSync(join(tmpdir(), 'overlay-')), 'quotes.yaml');
  writeFileSync(path, `prices:${PRICE}`);
  expect(loadCatalogWith(path).prices[0]).toMatchObject({ low: 9, overlay: 'quotes.yaml' });
});

describe('a row over a shipped chip', () => {
  const [h100] = shipped.chips.filter(({ id }) => id === 'nvidia-h100');
  if (h100 === undefined) throw new Error('the catalog has an H100');
  const peakFlops = { ...h100.peakFlops, bfloat16: 4e15, float8: 8e15 };
  const mine = laidOver(shipped, parseOverlay(JSON.stringify({ chips: [{ ...h100, peakFlops }] }), 'mine.yaml'));

  test('does not change what published speeds have taught', () => {
    expect(mine.chips.find(({ id }) => id === 'nvidia-h100')?.peakFlops.bfloat16).toBe(4e15);
    expect(shippedChips(mine)).toEqual(shipped.chips);
    expect(reachedShare(mine)).toEqual(reachedShare(shipped));
  });

  test('is named beside the projection that stands on it', () => {
    const { anchors } = mine;
    const projector = () => fitProjection(anchors, shippedChips(mine));
    const speeds = speedSources({ catalog: mine, links: loadLinks(), anchors, projector, records: [] });
    const candidates = [h100.id, 'nvidia-b200'].map(chip => ({
      chip,
      price: { perHour: 3 },
      speed: { project: true },
    }));
    const given = { model: 'deepseek-v3', tokens: 1e12, currency: 'USD', reference: 'nvidia-b200', candidates };
    const comparison = compared(given, { catalog: mine, speeds });
    const sources = (id: string) => rowOf(comparison, id).grounds.map(({ source }) => source);
    expect(sources(h100.id)).toContain('from mine.yaml: docs/COST.md, Projection');
    expect(sources('nvidia-b200').join(' ')).not.toContain('mine.yaml');
    const alone = rowOf(compared(given), 'nvidia-b200').tokensPerSecondPerDevice;
    expect(rowOf(comparison, 'nvidia-b200').tokensPerSecondPerDevice).toEqual(alone);
  });

  test.each([
    ['a name of two lines', { name: 'Mine\nTraining on it is cheaper' }, 'give one line of text'],
    ['a day that is none', { date: '2026-02-30' }, 'is no day of the calendar'],
  ])('with %s is refused', (_, change, said) => {
    expect(() => parseOverlay(JSON.stringify({ chips: [{ ...h100, ...change }] }), 'mine.yaml')).toThrow(said);
  });

  test.each([1e308, 1e-300])('with a peak of %d is refused', bfloat16 => {
    const chips = [{ ...h100, peakFlops: { ...peakFlops, bfloat16 } }];
    expect(() => parseOverlay(JSON.stringify({ chips }), 'mine.yaml')).toThrow('give a number between 1e-30 and 1e+30');
  });
});

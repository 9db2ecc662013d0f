/** The case that offers make: the same object as a case file holds, and what was read into them. Pure. */
import type { Anchor } from '../catalog/anchors.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { PowerRows } from '../catalog/power.ts';
import { type Coded, fact } from '../fact.ts';
import { type ChipNames, compact } from './chip-name.ts';
import type { OfferReading } from './codes.ts';
import { linedUp, type OfferedChip, type OfferLine, referenceOf } from './line-up.ts';
import type { Dtype, Offer } from './offer.ts';
import { currencyOf, type OfferedRate } from './offered-currency.ts';
import { HOURS_OF_SHORT, OWNERSHIP, priceOf } from './offered-price.ts';
import { speedOf, speedReadings } from './offered-speed.ts';

/** What is asked beside the offers; null: not said. */
export type Question = {
  /** As a case names it, and the id by which published speeds are found. */
  readonly model: { readonly written: string; readonly id: string };
  readonly tokens: number;
  readonly reference: string | null;
  readonly currency: string | null;
  readonly rates: readonly OfferedRate[];
  readonly dtype: Dtype | null;
  /** The day on which offers hold. */
  readonly asOf: string;
};

export type OfferGround = { readonly catalog: Catalog; readonly power: PowerRows; readonly names: ChipNames };

export type OfferedCase = {
  readonly value: Readonly<Record<string, unknown>>;
  readonly readings: readonly Coded<OfferReading>[];
  /** The text of the offer behind each candidate. */
  readonly texts: readonly string[];
};

/** UsageError for offers that cannot be compared. */
export function offeredCase(lines: readonly OfferLine[], question: Question, ground: OfferGround): OfferedCase {
  const rows = linedUp(lines, ground.catalog);
  const reference = referenceOf(rows, question.reference, ground.names);
  const { currency, readings: currencyReadings } = currencyOf(rows, reference.id, {
    asked: question.currency,
    rates: question.rates,
  });
  const dtype = question.dtype ?? 'bfloat16';
  const published: readonly Anchor[] = ground.catalog.anchors.anchors;
  const speeds = rows.map(({ offer, chip }) => ({
    ...speedOf(offer, chip, { model: question.model.id, dtype: offer.dtype ?? dtype, published }),
    chip,
  }));
  const dtypes = new Set(rows.map(({ offer }) => offer.dtype ?? dtype));
  const usedRates = question.rates.filter(({ from, to }) => to === currency && isUsed(rows, from));
  const owned = rows.filter(({ offer }) => offer.bought === true);
  return {
    texts: rows.map(({ text }) => text),
    value: {
      model: question.model.written,
      tokens: question.tokens,
      currency,
      reference: reference.id,
      asOf: question.asOf,
      ...(question.dtype === null ? {} : { dtype }),
      ...(dtypes.size > 1 ? { precision: 'mixed' } : {}),
      ...(isMixed(rows) ? { mixedPrices: true } : {}),
      ...(usedRates.length === 0 ? {} : { rates: usedRates }),
      ...(owned.length === 0 ? {} : powerOf(ground.power, currency)),
      candidates: rows.map((row, index) => candidateOf(row, currency, speeds[index]?.speed)),
    },
    readings: [
      ...nameReadings(lines, ground),
      ...amountReadings(rows),
      ...currencyReadings,
      ...(dtypes.size > 1 ? [fact('dtypes-mixed', { dtypes: [...dtypes] })] : []),
      ...speedReadings(speeds),
      ...ownershipReadings(owned),
      ...reference.readings,
    ],
  };
}

/** Rent and ownership stand side by side only where a case allows it; who offers both wants them compared. */
function isMixed(rows: readonly OfferedChip[]): boolean {
  const priced = rows.filter(({ offer }) => offer.money !== undefined);
  const owned = priced.filter(({ offer }) => offer.bought === true);
  return owned.length > 0 && owned.length < priced.length;
}

const isUsed = (rows: readonly OfferedChip[], currency: string): boolean =>
  rows.some(({ offer: { money } }) => money?.currency === currency);

function candidateOf(
  { id, chip, offer }: OfferedChip,
  currency: string,
  speed: unknown,
): Readonly<Record<string, unknown>> {
  const price = priceOf(offer, currency);
  const owned = offer.bought === true;
  const utilisation = offer.utilisation ?? (owned ? OWNERSHIP.utilisation : undefined);
  const watts = offer.watts ?? (owned ? { tdp: true, hostFactor: OWNERSHIP.hostFactor } : undefined);
  const fields = {
    dtype: offer.dtype,
    devices: offer.devices,
    goodput: offer.goodput,
    interruptions: offer.interruptions,
    utilisation,
    watts,
  };
  return {
    ...(id === chip.id ? {} : { id }),
    chip: chip.id,
    ...(price === null ? {} : { price }),
    speed,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  };
}

/** The catalog's price of power in that currency, and its PUE: an owned device pays for both. */
function powerOf({ prices, pue }: PowerRows, currency: string) {
  const price = prices.find(row => row.currency === currency);
  const perKWh =
    price === undefined
      ? {}
      : { pricePerKWh: price.low === price.high ? price.low : { low: price.low, high: price.high } };
  const source = [...(price === undefined ? [] : [price.source]), pue.source].join('; ');
  return { power: { ...perKWh, pue: pue.value, source } };
}

function nameReadings(lines: readonly OfferLine[], { catalog, names }: OfferGround): readonly Coded<OfferReading>[] {
  const nameOf = (id: string): string => catalog.chips.find(chip => chip.id === id)?.name ?? id;
  return lines.flatMap(({ offer: { name, chips } }): readonly Coded<OfferReading>[] => {
    const [only] = chips;
    if (chips.length > 1) return [fact('name-fits-several', { name, chips: chips.map(nameOf) })];
    const isStem = only !== undefined && names.byStem.has(compact(name));
    return isStem ? [fact('name-completed', { name, chip: nameOf(only) })] : [];
  });
}

function amountReadings(rows: readonly OfferedChip[]): readonly Coded<OfferReading>[] {
  const texts = (wanted: (row: OfferedChip) => boolean) => [...new Set(rows.filter(wanted).map(({ text }) => text))];
  const unsaid = rows.some(
    ({ offer: { money, perNodeOf, perDevice } }) =>
      money !== undefined && perNodeOf === undefined && perDevice === undefined,
  );
  const unpriced = [...new Set(rows.filter(({ offer }) => offer.money === undefined).map(({ chip }) => chip.name))];
  const short = (['day', 'week'] as const).filter(period => rows.some(({ offer }) => offer.period === period));
  const nodes = texts(({ offer }) => offer.bought === true && offer.perNodeOf !== undefined);
  return [
    ...(unsaid ? [fact('amounts-of-one-device')] : []),
    ...countReadings(rows),
    ...short.map(period => fact('short-period-in-hours', { period, hours: HOURS_OF_SHORT[period] })),
    ...(nodes.length === 0 ? [] : [fact('purchase-of-node', { offers: nodes })]),
    ...(unpriced.length === 0 ? [] : [fact('offer-without-price', { chips: unpriced })]),
  ];
}

/** Of offers with a count: whether the amount is for each device, or for a node. */
function countReadings(rows: readonly OfferedChip[]): readonly Coded<OfferReading>[] {
  const offers = new Map(rows.map(({ text, offer }) => [text, offer]));
  return [...offers].flatMap(
    ([text, { money, bought, perNodeOf, perDevice, devices = 1 }]): readonly Coded<OfferReading>[] => {
      if (money === undefined) return [];
      if (perNodeOf !== undefined && bought !== true)
        return [fact('amount-of-node', { offer: text, devices: perNodeOf })];
      const isForEach = perNodeOf === undefined && perDevice === undefined && devices > 1;
      return isForEach ? [fact('amount-of-each', { offer: text, devices })] : [];
    },
  );
}

/** Which fields of an owned device no offer states; devices of which the same is assumed share a sentence. */
function ownershipReadings(owned: readonly OfferedChip[]): readonly Coded<OfferReading>[] {
  const chipsBy = new Map<string, readonly string[]>();
  for (const { chip, offer } of owned) {
    const key = assumedOf(offer).join('; ');
    if (key !== '') chipsBy.set(key, [...new Set([...(chipsBy.get(key) ?? []), chip.name])]);
  }
  return [...chipsBy].map(([assumed, chips]) => fact('ownership-assumed', { chips, assumed: assumed.split('; ') }));
}

function assumedOf({ lifeYears, residual, upkeepPerYear, utilisation, watts }: Offer): readonly string[] {
  const range = ({ low, high }: { readonly low: number; readonly high: number }) => `${low}..${high}`;
  const { low, high } = OWNERSHIP.upkeepShare;
  return [
    ...(lifeYears === undefined ? [`over ${range(OWNERSHIP.lifeYears)} years`] : []),
    ...(residual === undefined ? [`residual ${range(OWNERSHIP.residual)}`] : []),
    ...(upkeepPerYear === undefined ? [`upkeep ${100 * low}..${100 * high} % of the price per year`] : []),
    ...(utilisation === undefined ? [`utilisation ${range(OWNERSHIP.utilisation)}`] : []),
    ...(watts === undefined ? [`${range(OWNERSHIP.hostFactor)} times the watts of the data sheet`] : []),
  ];
}

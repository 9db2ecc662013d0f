/** What training a model costs on each chip with a rent, by published and projected speeds. Pure; no record enters it. */
import type { Model } from '../../suites/model.ts';
import { resolveCase } from '../case/resolve.ts';
import type { SpeedSources } from '../case/speed/found-speed.ts';
import type { WattSources } from '../case/watts.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { type Coded, fact } from '../fact.ts';
import { absent } from '../figure.ts';
import { compare } from '../money/comparison.ts';
import { type Contender, costOf } from '../money/contender.ts';
import { atPoints } from '../money/sampling/quantity.ts';
import { oneNumber } from '../money/sampling/values.ts';
import { catalogCase, DTYPE, publishedSpeed } from './catalog-case.ts';
import type { LeftOutCode } from './codes.ts';
import { beyondReach, type PublishedReach, publishedReach } from './published-reach.ts';
import { rentChoice } from './rent-choice.ts';
import type { KnownCosts, TrainingCosts } from './schema.ts';

/** Rows of the comparison, the reference among them: each costs a tenth of a second of samples. */
export const SHOWN_CHIPS = 12;

export type TrainingGround = { readonly model: Model; readonly speeds: SpeedSources & WattSources };

export type KnownCostsAsk = TrainingGround & {
  readonly catalog: Catalog;
  readonly reference: Chip;
  /** null: the day of the newest price. */
  readonly asOf: string | null;
};

export function knownCosts({ catalog, reference, model, speeds, asOf: asked }: KnownCostsAsk): KnownCosts {
  const asOf = asked?.slice(0, 'yyyy-mm-dd'.length) ?? newestDay(catalog);
  const { anchors } = catalog.anchors;
  const reach = publishedReach(catalog);
  const isStated = ({ id }: Chip): boolean => publishedSpeed(anchors, model.id, id) !== undefined;
  const whyOut = (chip: Chip): LeftOutCode | null => {
    if (chip.id === reference.id || isStated(chip)) return null;
    return chip.peakFlops[DTYPE] === null ? 'left-out-without-speed' : beyondReach(chip, reach);
  };
  const rents = asOf === null ? null : rentChoice(catalog, reference, asOf, chip => whyOut(chip) === null);
  if (rents === null || asOf === null) return absent('reference-without-rent', { chip: reference.name });
  const chips = rents.chips.filter(chip => whyOut(chip) === null);
  const read = catalogCase({ model: model.id, reference, chips, rents, asOf, anchors });
  const brief = resolveCase(read, { catalog, models: [model], speeds, asOf, newestRecord: null });
  const priced = pricedOf(brief.contenders);
  const ofReference = costOf(brief.reference);
  if (!ofReference.available) return absent('reference-without-known-cost', { chip: reference.name }, [ofReference]);
  if (priced.length < 2) return absent('nothing-beside-reference', { chip: reference.name });
  const shown = lowest(priced, brief.reference.id);
  const comparison = compare({ ...brief, contenders: shown.map(({ contender }) => contender) });
  const costed = new Set(priced.map(({ contender }) => contender.id));
  const out = (chip: Chip) => whyOut(chip) ?? (costed.has(chip.id) ? null : 'left-out-without-speed');
  return {
    available: true,
    rateKind: 'training',
    priceKind: rents.kind,
    trained: { organisation: model.organisation, totalBillion: model.parameters.totalBillion },
    prices: pricesOf(comparison),
    rates: [...rents.rates],
    comparison,
    further: priced
      .filter(row => !shown.includes(row))
      .map(({ contender, cost }) => ({
        chip: contender.id,
        name: catalog.chips.find(({ id }) => id === contender.id)?.name ?? contender.id,
        costPerTrillionTokens: cost,
      })),
    leftOut: [
      ...leftOut(rents.chips, out, reach),
      ...(rents.withoutRate.length === 0
        ? []
        : [fact('left-out-without-rate', { chips: namesOf(rents.withoutRate), currency: rents.currency })]),
    ],
  };
}

type Priced = { readonly contender: Contender; readonly cost: number };

/** Those with a cost, the lowest first. */
function pricedOf(contenders: readonly Contender[]): readonly Priced[] {
  return contenders
    .flatMap(contender => {
      const cost = costOf(contender);
      return cost.available ? [{ contender, cost: oneNumber(cost.value(atPoints)) }] : [];
    })
    .toSorted((a, b) => a.cost - b.cost);
}

/** The reference and the others of the lowest costs, in the order of their costs. */
function lowest(priced: readonly Priced[], reference: string): readonly Priced[] {
  const others = priced.filter(({ contender }) => contender.id !== reference).slice(0, SHOWN_CHIPS - 1);
  return priced.filter(row => row.contender.id === reference || others.includes(row));
}

/** A fact for each reason. */
function leftOut(
  chips: readonly Chip[],
  whyOut: (chip: Chip) => LeftOutCode | null,
  { linkBytesPerSecond: link, memoryBytes: memory }: PublishedReach,
): readonly Coded<LeftOutCode>[] {
  const least: Readonly<Partial<Record<LeftOutCode, number | null>>> = {
    'left-out-by-link': link === null ? null : link / 1e9,
    'left-out-by-memory': memory === null ? null : memory / 1e9,
  };
  const codes = [...new Set(chips.map(whyOut))].filter(code => code !== null);
  return codes.toSorted().map(code => {
    const of = namesOf(chips.filter(chip => whyOut(chip) === code));
    const bound = least[code] ?? null;
    return fact(code, { chips: of, dtype: DTYPE, ...(bound === null ? {} : { leastGigabytes: bound }) });
  });
}

function pricesOf({ rows }: TrainingCosts['comparison']): TrainingCosts['prices'] {
  const prices = rows.flatMap(({ grounds }) => grounds.filter(({ basis }) => basis === 'catalog'));
  const days = prices.flatMap(({ date }) => (date === null ? [] : [date])).toSorted();
  const stale = prices.filter(price => price.stale !== null).length;
  return { from: days[0] ?? '', to: days.at(-1) ?? '', stale };
}

const namesOf = (chips: readonly Chip[]): readonly string[] => chips.map(({ name }) => name);

const newestDay = ({ prices }: Catalog): string | null =>
  prices
    .map(({ date }) => date)
    .toSorted()
    .at(-1) ?? null;

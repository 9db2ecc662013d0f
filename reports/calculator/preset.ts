/** What the calculator is set to at first: the known costs of the report, or the catalog's chips where there are none. */
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { DTYPE, publishedSpeed, TOKENS } from '../known-costs/catalog-case.ts';
import { RENTS_OF_ANYBODY } from '../known-costs/rent-choice.ts';
import type { KnownCosts } from '../known-costs/schema.ts';
import { CASE_FIELDS, MOST_OFFERS, OFFER_FIELDS, type Offer, type Settings, textsOf } from './settings.ts';

export type PresetGround = {
  readonly catalog: Catalog;
  readonly reference: Chip;
  readonly model: string;
  readonly knownCosts: KnownCosts;
  /** The day of the report; null: of the newest price. */
  readonly asOf: string | null;
};

/** The reference and the chips of the lowest costs, with the catalog's rents and published or projected speeds. */
export function presetOf(ground: PresetGround): Settings {
  const { knownCosts: costs, catalog, reference, model } = ground;
  if (!costs.available) return settingsWith(ground, fallback(ground), '', []);
  const { rows, currency, asOf } = costs.comparison;
  const others = rows.filter(({ isReference }) => !isReference).slice(0, MOST_OFFERS - 1);
  const shown = [...rows.filter(({ isReference }) => isReference), ...others];
  const offers = shown.map(row => offerOf(catalog, model, row.chip ?? reference.id, costs.priceKind));
  const rates = costs.rates.map(({ from, rate, date, source }) => ({ from, rate: String(rate), date, source }));
  return settingsWith({ ...ground, asOf: asOf ?? ground.asOf }, offers, currency, rates);
}

function settingsWith(
  { reference, model, asOf }: PresetGround,
  offers: readonly Offer[],
  currency: string,
  rates: Settings['rates'],
): Settings {
  const texts = {
    model,
    tokens: TOKENS.toExponential().replace('+', ''),
    dtype: DTYPE,
    currency: currency === '' ? 'USD' : currency,
    reference: reference.id,
    asOf: asOf?.slice(0, 'yyyy-mm-dd'.length) ?? '',
  };
  return { ...textsOf(CASE_FIELDS, texts), offers, rates };
}

/** Without known costs: the reference, and chips that have a rent of any kind. */
function fallback({ catalog, reference, model }: PresetGround): readonly Offer[] {
  const priced = catalog.chips.flatMap(chip => {
    const kind = RENTS_OF_ANYBODY.find(name => catalog.prices.some(row => row.chip === chip.id && row.kind === name));
    return kind === undefined || chip.id === reference.id ? [] : [offerOf(catalog, model, chip.id, kind)];
  });
  const offered = textsOf(OFFER_FIELDS, { chip: reference.id, priceKind: 'rent', speedKind: 'project' });
  return [offered, ...priced.slice(0, MOST_OFFERS - 1)];
}

function offerOf({ anchors }: Catalog, model: string, chip: string, rentKind: string): Offer {
  const published = publishedSpeed(anchors.anchors, model, chip);
  const speed =
    published === undefined ? { speedKind: 'project' } : { speedKind: 'published', published: published.id };
  return textsOf(OFFER_FIELDS, { chip, priceKind: 'catalog', rentKind, ...speed });
}

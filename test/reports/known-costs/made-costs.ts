/** Chips, rents and speeds whose costs can be worked out by hand. No number here was measured or published. */
import type { SpeedSources } from '../../../reports/case/speed/found-speed.ts';
import type { WattSources } from '../../../reports/case/watts.ts';
import type { Anchor } from '../../../reports/catalog/anchors.ts';
import type { Catalog, Chip } from '../../../reports/catalog/catalog.ts';
import type { Price } from '../../../reports/catalog/price.ts';
import type { Rate } from '../../../reports/catalog/rates.ts';
import { absent } from '../../../reports/figure.ts';
import type { KnownCostsAsk } from '../../../reports/known-costs/known-costs.ts';
import { POSITIVE } from '../../../reports/money/sampling/spread.ts';
import type { Model } from '../../../suites/model.ts';
import { chipOf, fixtureCatalog } from '../fixture.ts';
import { toy } from '../toy-model.ts';

const madeUp = { source: 'made up for the tests', confidence: 'medium' } as const;

/** 80 GB and 400 GB/s unless told otherwise. */
export const linked = (id: string, changes: Partial<Chip> = {}): Chip => ({
  ...chipOf(id, id.toUpperCase(), 60e12),
  interconnectBidirectionalBytesPerSecond: 400e9,
  ...changes,
});

export const rent = (chip: string, perHour: number, changes: Partial<Price> = {}): Price => ({
  ...{ chip, low: perHour, high: perHour, currency: 'CNY', kind: 'rent-on-demand', offer: null, date: '2026-03' },
  ...madeUp,
  ...changes,
});

export const rate = (from: string, to: string, value: number, date: string): Rate => ({
  ...{ from, to, rate: value, date, what: 'parity of the day' },
  ...madeUp,
});

/** A published run of the toy model; `nvidia-h800` has one unless `anchors` are given. */
export const publishedRun = (chip: string, tokensPerSecondPerDevice: number, publication = 'one'): Anchor => ({
  ...{ id: `toy-on-${chip}-${publication}`, chip, model: 'toy', dtype: 'bfloat16', devices: 8, publication },
  ...{ tokensPerSecondPerDevice, derivation: 'measured', date: '2026-01', notes: '' },
  ...madeUp,
});

export const trained: Model = {
  ...toy,
  parameters: { totalBillion: 1, totalConvention: [], activeBillion: 1, activeConvention: [] },
};

export type Made = {
  readonly chips: readonly Chip[];
  readonly prices: readonly Price[];
  readonly rates?: readonly Rate[];
  readonly anchors?: readonly Anchor[];
  /** tokens/s that are projected, without an error. */
  readonly projected: Readonly<Record<string, number>>;
};

export function madeCatalog({ chips, prices, rates = [], anchors = [] }: Made): Catalog {
  const shipped = fixtureCatalog();
  return { ...shipped, chips, prices, rates, anchors: { models: shipped.anchors.models, anchors } };
}

export function madeAsk(made: Made, changes: Partial<KnownCostsAsk> = {}): KnownCostsAsk {
  const catalog = madeCatalog(made);
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the first chip is the reference');
  return { catalog, reference, model: trained, speeds: speedsOf(made), asOf: '2026-04-01', ...changes };
}

export function speedsOf({ projected, anchors = [] }: Made): SpeedSources & WattSources {
  return {
    published: anchors,
    project: ({ chip, dtype }) => {
      const speed = projected[chip.id];
      if (speed === undefined) return absent('no-peak-of-dtype', { chip: chip.name, dtype });
      const from = { basis: 'projected', source: 'made up', date: null, confidence: null } as const;
      const input = `projection/${chip.id}.${dtype}`;
      const factor = { input, unit: 'tokens/s', spread: speed, bounds: POSITIVE, from };
      return { available: true, basis: 'projected', factors: [factor], why: [], lacks: [], anchors: [] };
    },
    fromResults: () => {
      throw new Error('no record may enter a known cost');
    },
    measuredWatts: () => {
      throw new Error('no record may enter a known cost');
    },
  };
}

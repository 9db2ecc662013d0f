/** A case as a buyer writes it, compared against the shipped catalog. */

import { checkCase, parseCase } from '../../../reports/case/read.ts';
import { resolveCase } from '../../../reports/case/resolve.ts';
import { speedSources } from '../../../reports/case/speed/sources.ts';
import type { Surroundings } from '../../../reports/case/surroundings.ts';
import { loadAnchors, loadCatalog, loadLinks } from '../../../reports/catalog/load.ts';
import { type CaseInBrief, compare } from '../../../reports/money/comparison.ts';
import type { CompareRow, Comparison, MoneyFigure } from '../../../reports/money/schema.ts';
import { fitProjection } from '../../../reports/projection/project.ts';
import type { RunRecord } from '../../../results/record.ts';
import { loadModels } from '../../../suites/models.ts';

const catalog = loadCatalog();
const anchors = loadAnchors(new Set(catalog.chips.map(({ id }) => id)));
const projector = fitProjection(anchors, catalog.chips);

/** Speeds from the shipped anchors, and from these records. */
export const speedsWith = (records: readonly RunRecord[]) =>
  speedSources({ catalog, links: loadLinks(), anchors, projector: () => projector, records });

export const SHIPPED: Surroundings = {
  catalog,
  models: loadModels(),
  speeds: speedsWith([]),
  asOf: null,
  newestRecord: null,
};

/** A case as YAML, or as the object that is read from it. */
export function compared(given: unknown, around: Partial<Surroundings> = {}): Comparison {
  return compare(resolved(given, around));
}

export function resolved(given: unknown, around: Partial<Surroundings> = {}): CaseInBrief {
  const read =
    typeof given === 'string'
      ? parseCase(given, 'case.yaml')
      : checkCase({ value: given, lineOf: () => 1 }, 'case.yaml');
  return resolveCase(read, { ...SHIPPED, ...around });
}

export function rowOf({ rows }: Comparison, id: string): CompareRow {
  const row = rows.find(one => one.id === id);
  if (row === undefined) throw new Error(`no row ${id} among ${rows.map(one => one.id).join(', ')}`);
  return row;
}

/** The point of a figure; NaN where it has none. */
export const pointOf = (figure: MoneyFigure): number => (figure.available ? figure.point : Number.NaN);

/** The smallest case: device D of the Ling paper at the speed its price implies, device A at the share the claim asks of it. */
export const SMALLEST = {
  model: 'ling-plus',
  tokens: 1e12,
  currency: 'CNY',
  reference: 'ling-device-d',
  candidates: [
    { chip: 'ling-device-d', price: { perHour: 27.5 }, speed: { tokensPerSecond: 1203 } },
    { chip: 'ling-device-a', price: { perHour: 7 }, speed: { mfu: 0.179 } },
  ],
} as const;

/** The smallest case with other things in the row of device A. */
export function withA(changes: object, all: object = {}) {
  const [d, a] = SMALLEST.candidates;
  return { ...SMALLEST, ...all, candidates: [d, { ...a, ...changes }] };
}

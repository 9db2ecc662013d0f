/** Reports whose answers can be worked out by hand: one of each kind of answer. No number here was measured. */
import { buildReport } from '../../../../reports/report/report.ts';
import type { Report } from '../../../../reports/report/schema.ts';
import type { RunRecord } from '../../../../results/record.ts';
import { fixtureCatalog, fixtureRecord } from '../../fixture.ts';
import { linked, madeAsk, rent } from '../../known-costs/made-costs.ts';
import { catalog, pair, times } from '../../two-chips.ts';

/** Rounds that differ by less than what boards differ by. */
const ROUNDS = [9.9, 10, 10.1, 10, 10.05];

/** An H20 that takes `factor` times as long as the H800, at one price. */
export function judged(factor: number): Report {
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the catalog is empty');
  const record = pair({ h20: times(ROUNDS, factor), h800: ROUNDS });
  return buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
}

/** An H800 without a rent of any kind that is compared, so that what others published is all that has a cost. */
export function published(records: readonly RunRecord[]): Report {
  const { catalog, reference, model, speeds } = madeAsk({
    chips: [linked('nvidia-h800'), linked('acme-one')],
    prices: [rent('nvidia-h800', 7.2), rent('acme-one', 1.8)],
    projected: { 'nvidia-h800': 1000, 'acme-one': 500 },
  });
  return buildReport({ records, unread: [], catalog, reference, asOf: null, training: { model, speeds } });
}

/** The fixture's run without its accelerator. */
export function hostRecord(): RunRecord {
  const record = fixtureRecord();
  const plan = record.context.plan.filter(({ target }) => target === 'cpu');
  const planned = new Set(plan.map(({ id }) => id));
  const targets = record.context.targets.filter(({ id }) => id === 'cpu');
  return {
    ...record,
    context: { ...record.context, plan, targets, skipped: [] },
    cells: record.cells.filter(({ cell }) => planned.has(cell)),
    proofs: record.proofs.filter(({ cell }) => planned.has(cell)),
  };
}

export function empty(): Report {
  const shipped = fixtureCatalog();
  const [reference] = shipped.chips;
  if (reference === undefined) throw new Error('the catalog is empty');
  return buildReport({ records: [], unread: [], catalog: shipped, reference, asOf: null });
}

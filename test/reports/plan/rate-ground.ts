/** A small model, its chips, and the rate that records give it. */
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import { loadLinks } from '../../../reports/catalog/load.ts';
import type { PlanOptions } from '../../../reports/plan/options.ts';
import { trainingRateFromRecords } from '../../../reports/plan/training-rate.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import type { Model } from '../../../suites/model.ts';
import { chipOf, fixtureCatalog } from '../fixture.ts';
import { partsRecord } from '../parts-fixture.ts';
import { toy, toyBlock } from '../toy-model.ts';

const catalog = fixtureCatalog();
export const h20 = chipOf('nvidia-h20', 'NVIDIA H20', 44e12);
export const larger: Model = {
  ...toy,
  layer: { ...toy.layer, experts: 8 },
  block: { ...toyBlock, layers: 8, vocab: 512 },
};

export function rate(
  model: Model,
  options?: Partial<PlanOptions>,
  records: readonly RunRecord[] = [partsRecord()],
  dtype = 'float32',
) {
  const asked = { records, model, chip: h20, dtype, catalog, links: loadLinks() };
  return trainingRateFromRecords(options === undefined ? asked : { ...asked, options });
}

export const reasonOf = (found: ReturnType<typeof rate>): string =>
  found.available ? 'available' : absenceText(found);

/** An H800 of twice the H20's compute and a half of its bandwidth, of one family with it. */
export const h800 = { ...chipOf('nvidia-h800', 'NVIDIA H800', 88e12), memoryBytesPerSecond: 2e12 };
export const related: Catalog = {
  ...catalog,
  chips: [h800, h20],
  siblings: {
    families: [
      {
        id: 'made-up',
        chips: ['nvidia-h800', 'nvidia-h20'],
        reason: 'one die',
        source: 's',
        date: '2026',
        confidence: 'low',
      },
    ],
    pairs: [
      {
        ...{ first: 'nvidia-h20', second: 'nvidia-h800', what: 'a product', dtype: 'float32' },
        ...{ firstFlops: 1, secondFlops: 1.5, source: 's', date: '2026', confidence: 'low' },
      },
    ],
  },
};

/** The record on another machine and in another run; `factor`: its steps take so many times as long. */
export function elsewhere(record: RunRecord, machine: string, factor = 1): RunRecord {
  const { context } = record;
  const cells = record.cells.map(line => {
    const { outcome } = line;
    if (outcome.status !== 'measured') return line;
    if (factor === 1) return line;
    const { minMs, medianMs, maxMs } = outcome.measurement.stepMs;
    const stepMs = roundStatistics([minMs, medianMs, maxMs].map(ms => ms * factor));
    const window = { startMs: 1000, endMs: 1000 + stepMs.sumMs };
    return { ...line, outcome: { ...outcome, measurement: { ...outcome.measurement, stepMs, window } } };
  });
  const changed = { runId: `run-${machine}`, machine: { ...context.machine, id: machine } };
  return { ...record, cells, context: { ...context, ...changed } };
}

/** Data sheets that a measurement is checked by. */
import type { Catalog, Chip } from '../../../reports/catalog/catalog.ts';
import { buildReport } from '../../../reports/report/report.ts';
import type { RunRecord } from '../../../results/record.ts';
import { type Change, fixtureCatalog } from '../fixture.ts';

export const catalog = fixtureCatalog();
const [firstChip] = catalog.chips;
if (firstChip === undefined) throw new Error('the fixture catalog is empty');
export const reference = firstChip;
export const reportOf = (...records: RunRecord[]) =>
  buildReport({ records, unread: [], catalog, reference, asOf: null });

/** The catalog with every chip's sheet changed. */
export const sheets = (changes: Partial<Chip>): Catalog => ({
  ...catalog,
  chips: catalog.chips.map(chip => ({ ...chip, ...changes })),
});

/** Changes one round of one case on the H20. */
export const onceOn =
  (caseId: string, round: number, change: (measurement: Parameters<Change>[0]) => ReturnType<Change>): Change =>
  (measurement, target, id, at) =>
    target === 'webgpu-0' && id === caseId && at === round ? change(measurement) : measurement;

export const idOf = (caseId: string, round: number) => `webgpu-0:${caseId}:${round}`;

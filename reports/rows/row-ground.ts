/** What a row is built from: its work, and what it is compared with. */
import type { RunRecord } from '../../results/record.ts';
import type { Chip } from '../catalog/catalog.ts';
import type { Power } from '../catalog/power.ts';
import type { AgedCatalog } from '../catalog/staleness.ts';
import type { ReferenceRow } from '../report/reference-schema.ts';
import type { WorkPool } from './work.ts';

/** What all rows of a report share. */
export type ReportGround = {
  readonly catalog: AgedCatalog;
  readonly referenceChip: Chip;
  /** They tell the noise of machines. */
  readonly selftests: readonly RunRecord[];
  /** Null where no price of power is known. */
  readonly power: Power | null;
};

export type RowGround = ReportGround & {
  readonly work: WorkPool;
  /** The chip that ran; null where it is none of the catalog. */
  readonly chip: Chip | null;
  /** The reference chip on the same workload hash. */
  readonly reference: ReferenceRow;
  /** All pools of the work under its condition, among them perhaps more boards of its chip. */
  readonly peers: readonly WorkPool[];
};

/** Rows of the roll-up before their file has a number. */
import type { CELLS, OBSERVATIONS, RowOf, RUNS } from './tables.ts';

type WithoutFile<Row> = Omit<Row, 'file'>;
export type RunRow = WithoutFile<RowOf<typeof RUNS>>;
export type CellRow = WithoutFile<RowOf<typeof CELLS>>;
export type ObservationRow = WithoutFile<RowOf<typeof OBSERVATIONS>>;

export type RecordRows = {
  readonly run: RunRow;
  readonly cells: readonly CellRow[];
  readonly observations: readonly ObservationRow[];
};

/** What a file turned out to be; `rows`: null where nothing of it can be used. */
export type FileRows = {
  readonly sha256: string;
  readonly state: 'sealed' | 'unsealed' | 'broken' | 'unread';
  readonly problem: string | null;
  readonly rows: RecordRows | null;
};

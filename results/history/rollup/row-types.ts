/** Rows of the roll-up before their file has a number. */
import type { CELLS, OBSERVATIONS, RowOf, RUNS, Value } from './tables.ts';

type WithoutFile<Row> = Omit<Row, 'file'>;
export type RunRow = WithoutFile<RowOf<typeof RUNS>>;
export type CellRow = WithoutFile<RowOf<typeof CELLS>>;
export type ObservationRow = WithoutFile<RowOf<typeof OBSERVATIONS>>;

/** Each as its values in the order of its table's columns behind `file`: a thread hands on thousands of them. */
export type RecordRows = {
  readonly run: Values;
  readonly cells: readonly Values[];
  readonly observations: readonly Values[];
};

export type Values = readonly Value[];

/** What a file turned out to be; `rows`: null where nothing of it can be used. */
export type FileRows = {
  readonly sha256: string;
  readonly state: 'sealed' | 'unsealed' | 'broken' | 'unread';
  readonly problem: string | null;
  readonly rows: RecordRows | null;
};

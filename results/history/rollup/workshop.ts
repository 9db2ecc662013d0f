/** Shapes between the parts that make a roll-up. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DuckDb } from './duckdb.ts';
import type { RENTS, RowOf } from './tables.ts';

/** Who knows the rents of chips: a catalog, which this room does not have. */
export type RentBook = {
  /** Another one for another catalog. */
  readonly key: string;
  /** The newest rent of a device's chip; null: none is known. */
  readonly rentOf: (device: { readonly vendor: string | null; readonly name: string }) => Rent | null;
};

export type Rent = Omit<RowOf<typeof RENTS>, 'vendor' | 'device'>;

/** A file of the roll-up as it was read. */
export type Known = {
  readonly file: number;
  readonly path: string;
  readonly stat: string;
  readonly sha256: string;
};

/** How many files were read for it, and of how many the rows were dropped, since they are gone or other now. */
export type Refreshed = { readonly read: number; readonly dropped: number };

export type Workshop = {
  readonly duckDb: DuckDb;
  readonly connection: DuckDBConnection;
  readonly folder: string;
  readonly rents: RentBook;
  /** What the next reader compares itself with. */
  readonly maker: string;
};

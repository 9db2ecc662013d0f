/** Where the roll-up of a folder of records lies, and what this program puts into it beside the records: rents of its catalog. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { chipOfDevice } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { agedOn } from '../../../reports/catalog/staleness.ts';
import { isAbsent } from '../../../reports/figure.ts';
import { newestRent } from '../../../reports/money/cost.ts';
import type { DuckDb } from '../../../results/history/rollup/duckdb.ts';
import type { Rollup } from '../../../results/history/rollup/refresh.ts';
import type { RentBook } from '../../../results/history/rollup/workshop.ts';
import { sha256 } from '../../../suites/identity.ts';
import { programVersion } from '../../context.ts';
import { UsageError } from '../../errors.ts';

/** The roll-up of the records below a folder: `results/history.duckdb` of `results/runs`. UsageError where there is no such folder. */
export function rollupOf(folder: string, duckDb: DuckDb): Rollup {
  if (!existsSync(folder)) throw new UsageError(`${folder}: no such folder; run moebench run first`);
  if (!statSync(folder).isDirectory())
    throw new UsageError(`${folder} is a file; give the folder of records it lies in`);
  return { duckDb, folder, database: databaseOf(folder), program: programVersion(), rents: catalogRents() };
}

/** Beside the folder; named after it where it is not the default one. */
export function databaseOf(folder: string): string {
  const name = basename(resolve(folder));
  return join(dirname(resolve(folder)), name === 'runs' ? 'history.duckdb' : `${name}.history.duckdb`);
}

function catalogRents(): RentBook {
  const catalog = loadCatalog();
  const prices = agedOn(catalog, null);
  return {
    key: sha256(JSON.stringify([catalog.chips, catalog.prices])),
    rentOf({ name }) {
      const chip = chipOfDevice(catalog, name);
      const rent = chip === null ? null : newestRent(prices, chip);
      if (chip === null || rent === null || isAbsent(rent)) return null;
      return {
        chip: chip.id,
        rent_low: rent.low,
        rent_high: rent.high,
        currency: rent.currency,
        rent_kind: rent.kind,
        rent_date: rent.date,
        rent_source: rent.source,
      };
    },
  };
}

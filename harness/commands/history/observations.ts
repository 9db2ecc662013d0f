/** The observations of a folder of records: what a check of the nights is made from. */
import { markAhead } from '../../../results/ahead.ts';
import type { Observation } from '../../../results/history/observation.ts';
import { observationsOf, runsInOrder } from '../../../results/history/observe.ts';
import { machineKey } from '../../../results/history/runs.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords } from '../../../results/store.ts';

export type ObservationOptions = {
  /** Of each machine the newest so many runs. */
  readonly lastNights: number;
  /** By the clock of whoever reads. */
  readonly now?: Date;
};

/** The observations of the newest runs of every machine, each in the order of its machine's runs. */
export async function observationsIn(folder: string, options: ObservationOptions): Promise<readonly Observation[]> {
  return observationsInFiles(folder, options);
}

/** From the records themselves, all of which are read. */
export function observationsInFiles(
  folder: string,
  { lastNights, now = new Date() }: ObservationOptions,
): readonly Observation[] {
  const { records } = readRecords(folder);
  return newestOf(runsInOrder(markAhead(records, now)), lastNights).flatMap(({ record, order }) =>
    observationsOf(record, order),
  );
}

type Placed = { readonly record: RunRecord; readonly order: number };

function newestOf(runs: readonly Placed[], lastNights: number): readonly Placed[] {
  const counts = new Map<string, number>();
  for (const { record } of runs) counts.set(machineKey(record), (counts.get(machineKey(record)) ?? 0) + 1);
  return runs.filter(({ record, order }) => order >= (counts.get(machineKey(record)) ?? 0) - lastNights);
}

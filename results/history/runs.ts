/** Which runs there are, and in what order. Pure. */
import type { RunRecord } from '../record.ts';

/** Orders text by code unit, alike on every machine and in every language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Runs by the time they started, then by id: the order does not depend on the order of files. */
export function oldestFirst(records: readonly RunRecord[]): RunRecord[] {
  return records.toSorted(
    (a, b) =>
      Date.parse(a.context.startedAt) - Date.parse(b.context.startedAt) ||
      compareText(a.context.runId, b.context.runId) ||
      compareText(a.path, b.path),
  );
}

/**
 * The machine a record is of. What was imported is a machine of its own, whatever id it has: nobody here has seen it, and it neither
 * pools with what was measured here nor displaces it.
 */
export function machineKey({ context, imported }: Pick<RunRecord, 'context' | 'imported'>): string {
  return imported === undefined ? context.machine.id : `imported/${context.machine.id}`;
}

/** A record file, as it is told from another copy of the same run. */
export type Copy = {
  /** By the record's own word, whether or not it was imported. */
  readonly machineId: string;
  readonly runId: string;
  readonly imported: boolean;
  readonly sealed: boolean;
  readonly lines: number;
  readonly path: string;
};

/**
 * Each run once: a file that was copied into a second folder is no second run. Of several copies that of this machine counts before
 * an imported one, a sealed one before one that is not, then the one with the most lines, then the first by its path.
 */
export function distinctCopies<Item extends Copy>(copies: readonly Item[]): Item[] {
  const runs = new Map<string, Item>();
  for (const copy of copies) {
    const key = JSON.stringify([copy.machineId, copy.runId]);
    const other = runs.get(key);
    if (other === undefined || compareCopies(copy, other) < 0) runs.set(key, copy);
  }
  return [...runs.values()];
}

/** As `distinctCopies`, of records. */
export function distinctRuns(records: readonly RunRecord[]): RunRecord[] {
  return distinctCopies(records.map(record => ({ ...copyOf(record), record }))).map(({ record }) => record);
}

export const copyOf = ({ path, context, proofs, cells, attempts, sealed, imported }: RunRecord): Copy => ({
  machineId: context.machine.id,
  runId: context.runId,
  imported: imported !== undefined,
  sealed,
  lines: proofs.length + cells.length + attempts.length,
  path,
});

function compareCopies(a: Copy, b: Copy): number {
  return (
    Number(a.imported) - Number(b.imported) ||
    Number(b.sealed) - Number(a.sealed) ||
    b.lines - a.lines ||
    compareText(a.path, b.path)
  );
}

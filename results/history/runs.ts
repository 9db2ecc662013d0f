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

/**
 * Each run once: a file that was copied into a second folder is no second run. Of several copies that of this machine counts before
 * an imported one, a sealed one before one that is not, then the one with the most lines, then the first by its path.
 */
export function distinctRuns(records: readonly RunRecord[]): RunRecord[] {
  const runs = new Map<string, RunRecord>();
  for (const record of records) {
    const key = JSON.stringify([record.context.machine.id, record.context.runId]);
    const other = runs.get(key);
    if (other === undefined || compareCopies(record, other) < 0) runs.set(key, record);
  }
  return [...runs.values()];
}

function compareCopies(a: RunRecord, b: RunRecord): number {
  const lines = ({ proofs, cells, attempts }: RunRecord) => proofs.length + cells.length + attempts.length;
  return (
    Number(a.imported !== undefined) - Number(b.imported !== undefined) ||
    Number(b.sealed) - Number(a.sealed) ||
    lines(b) - lines(a) ||
    compareText(a.path, b.path)
  );
}

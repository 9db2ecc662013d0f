/** Records on disk: append-only while they are written, read back whole, never changed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '../suites/identity.ts';
import { UsageError } from '../suites/usage-error.ts';
import { onDisk } from './disk.ts';
import { ACCEPTANCES_FILE } from './history/acceptance.ts';
import type { AttemptLine, CellLine, ContextLine, ProofLine, RunRecord } from './record.ts';
import { type Lock, LockHeld, takeLock } from './record-file/lock.ts';
import type { Holder } from './record-file/lock-holder.ts';
import { previousRunIn } from './record-file/previous-run.ts';
import { readMembers } from './record-file/samples-file.ts';
import { createWhole } from './record-file/whole-file.ts';
import { dropTail, openWriter, type RunWriter, samplesPath } from './record-file/writer.ts';
import { originOf } from './schema/origin.ts';
import { chainLine, type Inspection, inspectRecord } from './seal.ts';

export { type RunWriter, samplesPath } from './record-file/writer.ts';

/** The lock of a record: whoever writes to it holds it. */
export function lockPath(recordPath: string): string {
  return `${recordPath}.lock`;
}

/**
 * Starts a record: `<folder>/<machine>/<runId>.jsonl`, which names the record before it. The file appears with its context, so that it can
 * be resumed from then on. UsageError where it cannot be written.
 */
export function createRun(folder: string, context: Omit<ContextLine, 'previousSha256'>): RunWriter {
  const path = join(folder, context.machine.id, `${context.runId}.jsonl`);
  onDisk(path, () => mkdirSync(dirname(path), { recursive: true }));
  const previousRun = onDisk(path, () => previousRunIn(dirname(path)));
  const line = chainLine(previousRun === null ? context : { ...context, previousRun }, null);
  onDisk(path, () => createWhole(path, `${line}\n`));
  try {
    const lock = takeLock(lockPath(path), path);
    return releasedOnError(lock, () => onDisk(path, () => openWriter(path, [line], lock)));
  } catch (error) {
    // Whoever holds its lock goes on with it.
    if (!(error instanceof LockHeld)) for (const file of [path, samplesPath(path)]) rmSync(file, { force: true });
    throw error;
  }
}

/** A record that is gone on with. `takenOverFrom`: the process that wrote it and ended without closing it. */
export type Resumed = {
  readonly writer: RunWriter;
  readonly record: RunRecord;
  readonly takenOverFrom: Holder | null;
};

/**
 * Goes on with a record that has no seal, and holds its lock until the writer is closed. A line cut off by the interruption is
 * dropped: its cell is run again.
 */
export function resumeRun(path: string): Resumed {
  // First without the lock: a file that cannot be resumed gets none beside it.
  openRecord(path);
  const lock = takeLock(lockPath(path), path);
  return releasedOnError(lock, () => {
    const { record, intact } = openRecord(path);
    const writer = onDisk(path, () => {
      dropTail(samplesPath(path), record);
      return openWriter(path, intact, lock);
    });
    return { writer, record, takenOverFrom: lock.takenOverFrom };
  });
}

/** A record without a seal, for `resumeRun` to go on with. */
export type OpenRecord = {
  readonly record: RunRecord;
  /** The schema that its lines were written in. */
  readonly schema: string;
  /** The text of its lines. */
  readonly intact: readonly string[];
};

/** Reads a record that was interrupted. UsageError for a file that is none. */
export function openRecord(path: string): OpenRecord {
  const text = readText(path);
  const inspection = inspectRecord(text);
  const { lines, status, schema, problem } = inspection;
  if (status === 'sealed') throw new UsageError(`${path} is sealed: nothing to resume; start a new run`);
  if (status !== 'unsealed') {
    throw new UsageError(`${path}:${problem?.line}: ${problem?.message}; it cannot be resumed`);
  }
  return { record: toRecord(path, inspection), schema, intact: text.split('\n').slice(0, lines.length) };
}

export type UnreadRecord = { readonly path: string; readonly reason: string };

/** Every record below a folder (or the one file); what cannot be read is listed, the rest still used. */
export function readRecords(path: string): ReadRecords {
  return readRecordFiles(recordFiles(path));
}

export type ReadRecords = { readonly records: readonly RunRecord[]; readonly unread: readonly UnreadRecord[] };

/** As `readRecords`, of these files. */
export function readRecordFiles(files: readonly string[]): ReadRecords {
  const records: RunRecord[] = [];
  const unread: UnreadRecord[] = [];
  for (const file of files) {
    const found = readRecord(file);
    if ('reason' in found) unread.push(found);
    else records.push(found);
  }
  return { records, unread };
}

/** One record as far as it holds, or why nothing of it can be used. */
export function readRecord(path: string): RunRecord | UnreadRecord {
  const text = textOf(path);
  return text.available ? recordIn(path, text.value) : { path, reason: text.reason };
}

/** As `readRecord`, of the text that the file holds; `hash`: its SHA-256, where it is known. */
export function recordIn(path: string, text: string, hash: string = sha256(text)): RunRecord | UnreadRecord {
  const inspection = inspectRecord(text);
  const { lines, status, lost, problem } = inspection;
  const reason = `line ${problem?.line}: ${problem?.message}`;
  if (lines.length === 0) {
    const rest =
      status === 'broken' && lost > 1 ? '; without its context nothing says what its other lines are of' : '';
    return { path, reason: `${reason}${rest}` };
  }
  const found = originOf(path, hash);
  // Damaged lines are left out below, so that what is left is as it was imported; a file whose chain holds was written anew.
  if (found.status === 'damaged' && (status !== 'broken' || found.origin === null)) {
    return { path, reason: found.reason };
  }
  const record = toRecord(path, inspection);
  return found.status === 'none' || found.origin === null ? record : { ...record, imported: found.origin };
}

/** The records at or below a path, sorted; acceptances are none. UsageError if there is no such path. */
export function recordFiles(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file or folder; run moebench run first`);
  if (!statSync(path).isDirectory()) return [path];
  return onDisk(path, () => readdirSync(path, { recursive: true, withFileTypes: true }))
    .filter(({ name }) => name.endsWith('.jsonl') && name !== ACCEPTANCES_FILE)
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted();
}

/** The lines of a samples file as they were hashed; what is damaged or cut off is left out. */
export function readSampleLines(path: string): readonly string[] {
  return readMembers(readFileSync(path)).members.flatMap(({ lines }) => lines);
}

/** The text of a record file, or why there is none: what is below a folder may be anything. */
export function textOf(path: string): { available: true; value: string } | { available: false; reason: string } {
  try {
    if (!statSync(path).isFile()) return { available: false, reason: 'is no file' };
    return { available: true, value: readFileSync(path, 'utf8') };
  } catch (error) {
    return { available: false, reason: `cannot be read (${error instanceof Error ? error.message : error})` };
  }
}

function readText(path: string): string {
  const text = textOf(path);
  if (!text.available) throw new UsageError(`${path}: ${text.reason}; give an interrupted record (.jsonl)`);
  return text.value;
}

function releasedOnError<T>(lock: Lock, act: () => T): T {
  try {
    return act();
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The lines of a record by their kind. */
export function toRecord(path: string, { lines, status, lost, problem }: Inspection): RunRecord {
  const [context] = lines;
  if (context?.kind !== 'context') throw new TypeError(`${basename(path)}: no context`);
  const seal = lines.at(-1);
  const damaged = status === 'broken' && problem !== undefined ? { damaged: { ...problem, lostLines: lost } } : {};
  return {
    path,
    context,
    proofs: lines.filter((line): line is ProofLine => line.kind === 'proof'),
    cells: lines.filter((line): line is CellLine => line.kind === 'cell'),
    attempts: lines.filter((line): line is AttemptLine => line.kind === 'attempt'),
    sealed: status === 'sealed',
    ...(status === 'sealed' && seal?.kind === 'seal' ? { sealSha256: seal.ownSha256 } : {}),
    ...damaged,
    lineOrder: lines.flatMap(line => (line.kind === 'proof' || line.kind === 'cell' ? [line.cell] : [])),
  };
}

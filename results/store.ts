/** Records on disk: append-only while they are written, read back whole, never changed. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { UsageError } from '../suites/usage-error.ts';
import { sha256 } from '../suites/workload.ts';
import { onDisk } from './disk.ts';
import { originOf } from './origin.ts';
import type { AttemptLine, CellLine, ContextLine, ProofLine, RecordLine, RunRecord } from './record.ts';
import { chainLine, inspectRecord, type Unchained } from './seal.ts';

/** Where a run's record goes, and what may be added to it. Every call is on disk when it returns. */
export type RunWriter = {
  readonly path: string;
  readonly append: (line: Unchained) => void;
  /** Writes a cell's step times beside the record; the SHA-256 of the line it wrote. */
  readonly appendSamples: (cell: string, samplesMs: readonly number[]) => string;
  readonly seal: (finishedAt: string) => void;
  readonly close: () => void;
};

/** Starts a record: `<folder>/<machine>/<runId>.jsonl`. UsageError where it cannot be written. */
export function createRun(folder: string, context: Omit<ContextLine, 'previousSha256'>): RunWriter {
  const path = join(folder, context.machine.id, `${context.runId}.jsonl`);
  const writer = onDisk(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    return openWriter(path, 'ax', []);
  });
  try {
    writer.append(context);
  } catch (error) {
    writer.close();
    for (const file of [path, samplesPath(path)]) rmSync(file, { force: true });
    throw error;
  }
  return writer;
}

/** Goes on with a record that has no seal. A line cut off by the interruption is dropped: its cell is run again. */
export function resumeRun(path: string): { readonly writer: RunWriter; readonly record: RunRecord } {
  const text = readText(path);
  const { lines, status, problem } = inspectRecord(text);
  if (status === 'sealed') throw new UsageError(`${path} is sealed: nothing to resume; start a new run`);
  if (status !== 'unsealed')
    throw new UsageError(`${path}:${problem?.line}: ${problem?.message}; it cannot be resumed`);
  const intact = text.split('\n').slice(0, lines.length);
  const writer = onDisk(path, () => {
    dropTornSamples(samplesPath(path));
    return openWriter(path, 'a', intact);
  });
  return { writer, record: toRecord(path, lines) };
}

export type UnreadRecord = { readonly path: string; readonly reason: string };

/** Every record below a folder (or the one file); what cannot be read is listed, the rest still used. */
export function readRecords(path: string): { records: readonly RunRecord[]; unread: readonly UnreadRecord[] } {
  const records: RunRecord[] = [];
  const unread: UnreadRecord[] = [];
  for (const file of recordFiles(path)) {
    const text = readText(file);
    const { lines, status, problem } = inspectRecord(text);
    const found = originOf(file, sha256(text));
    if (status === 'broken' || status === 'newer')
      unread.push({ path: file, reason: `line ${problem?.line}: ${problem?.message}` });
    else if (found.status === 'damaged') unread.push({ path: file, reason: found.reason });
    else if (found.status === 'none') records.push(toRecord(file, lines));
    else records.push({ ...toRecord(file, lines), imported: found.origin });
  }
  return { records, unread };
}

/** The .jsonl files at or below a path, sorted. UsageError if there is no such path. */
export function recordFiles(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file or folder; run moebench run first`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.name.endsWith('.jsonl') && !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted();
}

/** The samples file of a record. */
export function samplesPath(recordPath: string): string {
  return recordPath.replace(/\.jsonl$/, '.samples.gz');
}

/** The lines of a samples file as they were hashed; a line cut off at its end is left out. */
export function readSampleLines(path: string): readonly string[] {
  const bytes = readFileSync(path);
  // Flushing in place of finishing: gunzip gives what is there of a file that was cut off, or is still empty.
  const text = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
  return text.split('\n').slice(0, -1);
}

function openWriter(path: string, flags: 'ax' | 'a', intact: readonly string[]): RunWriter {
  const file = openSync(path, flags);
  const samples = openSync(samplesPath(path), 'a');
  ftruncateSync(file, Buffer.byteLength(intact.map(line => `${line}\n`).join('')));
  let previous = intact.at(-1) ?? null;
  let count = intact.length;
  const append = (line: Unchained): void => {
    const text = chainLine(line, previous);
    onDisk(path, () => appendWhole(file, Buffer.from(`${text}\n`)));
    previous = text;
    count += 1;
  };
  return {
    path,
    append,
    appendSamples(cell, samplesMs) {
      const line = JSON.stringify({ cell, stepMs: samplesMs });
      onDisk(samplesPath(path), () => appendWhole(samples, gzipSync(`${line}\n`)));
      return sha256(line);
    },
    seal(finishedAt) {
      append({ kind: 'seal', finishedAt, lines: count, samplesSha256: sha256(readFileSync(samplesPath(path))) });
    },
    close() {
      closeSync(file);
      closeSync(samples);
    },
  };
}

/** A process that died while it wrote samples leaves half a gzip member, behind which no other could be read. */
function dropTornSamples(path: string): void {
  if (!existsSync(path) || isWholeGzip(readFileSync(path))) return;
  let lines: readonly string[];
  try {
    lines = readSampleLines(path);
  } catch (cause) {
    throw new UsageError(`${path}: is no gzip file; its record cannot be resumed`, { cause });
  }
  writeFileSync(`${path}.part`, gzipSync(lines.map(line => `${line}\n`).join('')), { flush: true });
  renameSync(`${path}.part`, path);
}

function isWholeGzip(bytes: Buffer): boolean {
  try {
    gunzipSync(bytes);
    return true;
  } catch {
    return bytes.length === 0;
  }
}

/** All of the bytes or none: a write cut short (disk full) is taken back, so that no line is ever half there. */
function appendWhole(file: number, bytes: Buffer): void {
  const before = fstatSync(file).size;
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } catch (error) {
    ftruncateSync(file, before);
    throw error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot be read (${error instanceof Error ? error.message : error})`, {
      cause: error,
    });
  }
}

function toRecord(path: string, lines: readonly RecordLine[]): RunRecord {
  const [context] = lines;
  if (context?.kind !== 'context') throw new TypeError(`${basename(path)}: no context`);
  return {
    path,
    context,
    proofs: lines.filter((line): line is ProofLine => line.kind === 'proof'),
    cells: lines.filter((line): line is CellLine => line.kind === 'cell'),
    attempts: lines.filter((line): line is AttemptLine => line.kind === 'attempt'),
    sealed: lines.at(-1)?.kind === 'seal',
    lineOrder: lines.flatMap(line => (line.kind === 'proof' || line.kind === 'cell' ? [line.cell] : [])),
  };
}

/** Writes a record line by line. Every call is on disk when it returns, or has changed nothing. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { sha256 } from '../../suites/identity.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { onDisk } from '../disk.ts';
import type { RunRecord } from '../record.ts';
import { chainLine, type Unchained } from '../seal.ts';
import type { Lock } from './lock.ts';
import { readMembers, sampleMember } from './samples-file.ts';
import { dropParts } from './whole-file.ts';

/** Where a run's record goes, and what may be added to it. Every call is on disk when it returns. */
export type RunWriter = {
  readonly path: string;
  readonly append: (line: Unchained) => void;
  /** Writes a cell's step times beside the record; the SHA-256 of the line it wrote. */
  readonly appendSamples: (cell: string, samplesMs: readonly number[]) => string;
  readonly seal: (finishedAt: string) => void;
  /** Closes the files and releases the lock. */
  readonly close: () => void;
};

/** The samples file of a record. */
export function samplesPath(recordPath: string): string {
  return recordPath.replace(/\.jsonl$/, '.samples.gz');
}

/** Opens a record behind its intact lines. */
export function openWriter(path: string, intact: readonly string[], lock: Lock): RunWriter {
  const file = openSync(path, 'a');
  const samples = openSync(samplesPath(path), 'a');
  keepLines(file, intact);
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
      onDisk(samplesPath(path), () => appendWhole(samples, sampleMember(line)));
      return sha256(line);
    },
    seal(finishedAt) {
      append({ kind: 'seal', finishedAt, lines: count, samplesSha256: sha256(readFileSync(samplesPath(path))) });
    },
    close() {
      closeSync(file);
      closeSync(samples);
      lock.release();
      dropParts(path);
    },
  };
}

/**
 * Cuts off what an interruption left at the end of the samples: half a member, behind which no other could be read, and step times
 * whose line did not come to be written. Their cell is run again.
 */
export function dropTail(path: string, { cells, attempts }: Pick<RunRecord, 'cells' | 'attempts'>): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  const { members } = readMembers(bytes);
  if (members.length === 0 && bytes.length > 0 && bytes[0] !== GZIP_FIRST_BYTE) {
    throw new UsageError(`${path}: is no gzip file; its record cannot be resumed`);
  }
  const named = new Set(
    [...cells, ...attempts].flatMap(({ outcome }) =>
      outcome.status === 'measured' ? [outcome.measurement.samplesSha256] : [],
    ),
  );
  const last = members.findLast(({ lines }) => lines.some(line => named.has(sha256(line))));
  const end = last?.end ?? 0;
  if (end < bytes.length) truncateSync(path, end);
}

const GZIP_FIRST_BYTE = 0x1f;

/** Drops all that stands behind these lines; the last of them may lack its line end. */
function keepLines(file: number, lines: readonly string[]): void {
  const bytes = Buffer.byteLength(lines.map(line => `${line}\n`).join(''));
  const { size } = fstatSync(file);
  if (size < bytes) appendWhole(file, Buffer.from('\n'));
  else ftruncateSync(file, bytes);
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

/** Takes in a record from another machine: checked, kept apart, marked, its bytes as they are. Nothing is ever overwritten. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../suites/identity.ts';
import { UsageError } from '../suites/usage-error.ts';
import { isAhead } from './ahead.ts';
import { onDisk } from './disk.ts';
import { recordViolations } from './physics/violations.ts';
import { PLAIN_NAME } from './plain-name.ts';
import type { RecordLine } from './record.ts';
import { ORIGIN_SCHEMA, type Origin, originPath } from './schema/origin.ts';
import { prunedPath } from './schema/pruned.ts';
import { inspectRecord } from './seal.ts';
import { samplesPath } from './store.ts';
import { signaturePath } from './verify/signature.ts';
import { verifyRecord } from './verify.ts';

export type Imported = {
  readonly path: string;
  readonly sha256: string;
  readonly machine: string;
  readonly runId: string;
  readonly sealed: boolean;
  /** The step times came along. */
  readonly samples: boolean;
  /** A signature came along. */
  readonly signature: boolean;
  /** The same bytes lay here before: nothing was written. */
  readonly alreadyThere: boolean;
};

/** Where a record goes and what it must be; not said: `imported/<machine>`, sealed or cut off, `from` as it was given. */
export type Place = {
  readonly below?: string;
  readonly sealedOnly?: boolean;
  /** What the origin says it was taken from. */
  readonly from?: string;
  /** Files that go along, by the ending they get behind the run's name. */
  readonly companions?: ReadonlyMap<string, string>;
};

/**
 * Imports `from` into `<folder>/imported/<machine>/<runId>.jsonl`, or below another folder there, with the samples and the signature beside it. UsageError for a
 * record that does not verify, one dated later than `importedAt`, and where other bytes lie under the same name.
 */
export function importRecord(from: string, folder: string, importedAt: Date, place: Place = {}): Imported {
  const bytes = readRecord(from);
  const { machine, runId, sealed } = verified(from, bytes, importedAt);
  if (place.sealedOnly === true && !sealed) {
    throw new UsageError(
      `${from} has no seal: its run was cut off; go on with it there (run --resume), then take it in`,
    );
  }
  const path = join(folder, place.below ?? join('imported', machine), `${runId}.jsonl`);
  const samples = existsSync(samplesPath(from));
  const signature = existsSync(signaturePath(from));
  const isPruned = !samples && existsSync(prunedPath(from));
  const imported = { path, sha256: sha256(bytes), machine, runId, sealed, samples, signature };
  for (const standing of [path, join(folder, machine, `${runId}.jsonl`)]) {
    if (!existsSync(standing)) continue;
    if (readFileSync(standing).equals(bytes)) return { ...imported, path: standing, alreadyThere: true };
    throw new UsageError(`${standing} is another record under the same name: nothing was imported; compare the two`);
  }
  const origin: Origin = {
    schema: ORIGIN_SCHEMA,
    importedAt: importedAt.toISOString(),
    from: place.from ?? from,
    sha256: imported.sha256,
  };
  // The record last: where it is, all of it is.
  layDown([
    ...(samples ? [{ path: samplesPath(path), bytes: readFileSync(samplesPath(from)) }] : []),
    ...(isPruned ? [{ path: prunedPath(path), bytes: readFileSync(prunedPath(from)) }] : []),
    ...(signature ? [{ path: signaturePath(path), bytes: readFileSync(signaturePath(from)) }] : []),
    ...[...(place.companions ?? [])].map(([ending, file]) => ({
      path: path.replace(/\.jsonl$/, ending),
      bytes: readFileSync(file),
    })),
    { path: originPath(path), bytes: Buffer.from(`${JSON.stringify(origin, null, 2)}\n`) },
    { path, bytes },
  ]);
  return { ...imported, alreadyThere: false };
}

function readRecord(path: string): Buffer {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file; give a record (.jsonl) of another machine`);
  if (statSync(path).isDirectory()) throw new UsageError(`${path} is a folder; give one record (.jsonl)`);
  if (!path.endsWith('.jsonl')) throw new UsageError(`${path} is no .jsonl; unpack it and give the record itself`);
  return onDisk(path, () => readFileSync(path));
}

function verified(path: string, bytes: Buffer, now: Date): Pick<Imported, 'machine' | 'runId' | 'sealed'> {
  const { status, problems } = verifyRecord(path, recordViolations, { now });
  const { lines } = inspectRecord(bytes.toString('utf8'));
  const [context] = lines;
  // Such a record does not verify either, but this says what to do.
  refuseLater(path, lines, now);
  if ((status !== 'sealed' && status !== 'unsealed') || context?.kind !== 'context') {
    const what = status === 'newer' ? 'is of a newer moebench' : 'does not verify';
    throw new UsageError(`${path} ${what}: ${problems[0] ?? 'it has no context'}; nothing was imported`);
  }
  const { runId } = context;
  const machine = context.machine.id;
  // Names become folders and files here, and the record is a stranger's.
  for (const name of [machine, runId]) {
    if (!PLAIN_NAME.test(name)) throw new UsageError(`${path}: '${name}' is no name of a machine or a run`);
  }
  return { machine, runId, sealed: status === 'sealed' };
}

/** A record of tomorrow would be the newest for as long as tomorrow has not come. */
function refuseLater(path: string, lines: readonly RecordLine[], now: Date): void {
  const later = lines.map(timeOf).find(time => isAhead(time, now));
  if (later === undefined) return;
  throw new UsageError(
    `${path} is dated ${later}, and the clock here says ${now.toISOString()}: nothing was imported; correct the clock here if it is wrong, else measure again on a machine whose clock is right`,
  );
}

const timeOf = (line: RecordLine): string => (line.kind === 'seal' ? line.finishedAt : line.startedAt);

type Placed = { readonly path: string; readonly bytes: Buffer };

/** All of the files, each whole, or none of them. */
function layDown(files: readonly Placed[]): void {
  const parts = files.map(({ path, bytes }) => ({ part: `${path}.part`, path, bytes }));
  try {
    for (const { part, path, bytes } of parts) {
      const write = () => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(part, bytes, { flush: true });
      };
      onDisk(path, write, 'nothing was imported: free space, then import again');
    }
    for (const { part, path } of parts) onDisk(path, () => renameSync(part, path));
  } catch (error) {
    for (const { part } of parts) rmSync(part, { force: true });
    throw error;
  }
}

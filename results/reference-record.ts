/** What a host brought back (docs/OFFLINE.md, A record of an accelerator), taken into the records that are shipped. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../suites/usage-error.ts';
import { type Imported, importRecord } from './import.ts';
import { PLAIN_NAME } from './plain-name.ts';
import type { Target } from './record.ts';
import { inspectRecord } from './seal.ts';
import { recordFiles } from './store.ts';

/** Files that `moebench-reference` leaves beside its record, and the ending they get behind the run's name. */
const BESIDE: ReadonlyMap<string, string> = new Map([
  ['detect.json', '.detect.json'],
  ['run.log', '.log'],
]);

/** The record that was brought back: the file itself, or the only one below a folder. UsageError where there is none, or several. */
export function broughtRecord(path: string): string {
  if (!existsSync(path) || !statSync(path).isDirectory()) return path;
  const found = recordFiles(path);
  const [record] = found;
  if (record !== undefined && found.length === 1) return record;
  const names = found.map(file => basename(file)).join(', ');
  throw new UsageError(
    `${path} holds ${found.length === 0 ? 'no record' : `several records (${names})`}: give one .jsonl`,
  );
}

/** The targets of a record; none where its first line is no context. */
export function targetsOf(path: string): readonly Target[] {
  if (!existsSync(path)) return [];
  const [context] = inspectRecord(readFileSync(path, 'utf8')).lines;
  return context?.kind === 'context' ? context.targets : [];
}

/**
 * Takes a sealed record into `<folder>/<chip>/`, with its samples, what was detected, and the log. `path`: a record, or the folder that was
 * brought back. UsageError as of `importRecord`, and for a record without a seal.
 */
export function importReference(path: string, chip: string, folder: string, importedAt: Date): Imported {
  if (!PLAIN_NAME.test(chip))
    throw new UsageError(`'${chip}' is no name of a chip: give letters, digits, dots and dashes`);
  const record = broughtRecord(path);
  const companions = [...BESIDE].flatMap(([name, ending]) => {
    const file = join(path, name);
    return record !== path && existsSync(file) ? [[ending, file] as const] : [];
  });
  return importRecord(record, folder, importedAt, {
    below: chip,
    sealedOnly: true,
    // The path it lay at is of one machine, and the record is shipped.
    from: basename(record),
    companions: new Map(companions),
  });
}

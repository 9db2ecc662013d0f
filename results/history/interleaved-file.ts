/** The agreements of interleaved comparisons on disk: `interleaved.jsonl` beside the folder of the records. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { onDisk } from '../disk.ts';
import { takeLock } from '../record-file/lock.ts';
import { type Agreement, readAgreements } from './interleaved.ts';

/** `results/interleaved.jsonl` for the records in `results/runs`. */
export function agreementsPath(resultsFolder: string): string {
  return join(dirname(resolve(resultsFolder)), 'interleaved.jsonl');
}

/** None where there is no file. */
export function agreementsIn(path: string): readonly Agreement[] {
  return existsSync(path) ? readAgreements(onDisk(path, () => readFileSync(path, 'utf8'))) : [];
}

/** Adds agreements. The file is written aside and renamed: a reader sees the old lines or all of the new. */
export function addAgreements(path: string, added: readonly Agreement[]): void {
  if (added.length === 0) return;
  const lock = takeLock(`${path}.lock`, path);
  try {
    onDisk(path, () => {
      const lines = [...agreementsIn(path), ...added].map(line => `${JSON.stringify(line)}\n`);
      writeFileSync(`${path}.part`, lines.join(''), { flush: true });
      renameSync(`${path}.part`, path);
    });
  } finally {
    lock.release();
  }
}

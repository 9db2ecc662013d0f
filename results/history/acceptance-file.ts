/** The acceptances on disk: `accepted.jsonl` beside the folder of the records, appended to and never changed. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { onDisk } from '../disk.ts';
import { takeLock } from '../record-file/lock.ts';
import {
  ACCEPTANCES_FILE,
  type Acceptances,
  appendedText,
  type NewAcceptance,
  NO_ACCEPTANCES,
  readAcceptances,
} from './acceptance.ts';

/** `results/accepted.jsonl` for the records in `results/runs`. */
export function acceptancesPath(resultsFolder: string): string {
  return join(dirname(resolve(resultsFolder)), ACCEPTANCES_FILE);
}

/** Nothing is accepted where there is no file. UsageError where it cannot be read. */
export function acceptancesIn(path: string): Acceptances {
  if (!existsSync(path)) return NO_ACCEPTANCES;
  return readAcceptances(onDisk(path, () => readFileSync(path, 'utf8')));
}

/** Appends acceptances, all or none, on the disk when this returns. UsageError where the file cannot be written, or another writes. */
export function accept(path: string, lines: readonly NewAcceptance[]): void {
  const lock = takeLock(`${path}.lock`, path);
  try {
    onDisk(
      path,
      () => {
        const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
        const after = lines.reduce((text, line) => text + appendedText(text, line), before);
        const file = openSync(path, 'a');
        try {
          writeSync(file, after.slice(before.length));
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      },
      'nothing was accepted: free space, then try again',
    );
  } finally {
    lock.release();
  }
}

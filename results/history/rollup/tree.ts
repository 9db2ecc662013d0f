/** The record files below a folder, each with what tells that it is as it was when it was last read. */
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sha256 } from '../../../suites/identity.ts';
import { onDisk } from '../../disk.ts';
import { originPath } from '../../schema/origin.ts';
import { recordIn } from '../../store.ts';
import type { FileRows } from './row-types.ts';
import { rowsOf } from './rows.ts';

/** By path below the folder. */
export type Stats = ReadonlyMap<string, string>;

/**
 * Size and times of each record, and of the file that says where it was imported from. The time of change (ctime) is set by every
 * write, and no program sets it back: a file that was replaced by one of the same size and date is noticed.
 */
export function statsBelow(folder: string): Stats {
  const entries = onDisk(folder, () => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const paths = new Set(
    entries.filter(entry => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name)),
  );
  const records = [...paths].filter(path => path.endsWith('.jsonl')).toSorted();
  return new Map(
    records.flatMap(path => {
      const origin = originPath(path);
      const stat = [statText(path), ...(paths.has(origin) ? [statText(origin)] : [])].join(' ');
      return stat === '' ? [] : [[relative(folder, path), stat] as const];
    }),
  );
}

/** '' of a file that is gone since the folder was listed. */
function statText(path: string): string {
  const stat =
    statSync(path, { bigint: true, throwIfNoEntry: false }) ?? lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
}

/** What a record file holds. `known`: the rows are not needed where the file still has this hash. */
export function readRows(path: string, known: string | null = null): FileRows | 'as-known' {
  const text = textOrProblem(path);
  if ('problem' in text) return { sha256: '', state: 'unread', problem: text.problem, rows: null };
  const hash = sha256(`${text.value}\n${originText(path)}`);
  if (hash === known) return 'as-known';
  const record = recordIn(path, text.value);
  if ('reason' in record) return { sha256: hash, state: 'unread', problem: record.reason, rows: null };
  const { sealed, damaged } = record;
  return {
    sha256: hash,
    state: damaged !== undefined ? 'broken' : sealed ? 'sealed' : 'unsealed',
    problem: damaged === undefined ? null : `line ${damaged.line}: ${damaged.message}`,
    rows: rowsOf(record),
  };
}

function textOrProblem(path: string): { readonly value: string } | { readonly problem: string } {
  try {
    return { value: readFileSync(path, 'utf8') };
  } catch (error) {
    return { problem: `cannot be read (${error instanceof Error ? error.message : error})` };
  }
}

function originText(path: string): string {
  const origin = textOrProblem(originPath(path));
  return 'value' in origin ? origin.value : '';
}

/** The sides of a difference from what was typed: a record, the id of a run, or a folder of turns. */
import { existsSync, statSync } from 'node:fs';
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import type { Pairing } from '../../../reports/difference/difference.ts';
import type { Side } from '../../../reports/difference/lane.ts';
import { physicsViolations } from '../../../reports/rows/physics.ts';
import { markAhead } from '../../../results/ahead.ts';
import { distinctRuns, oldestFirst } from '../../../results/history/runs.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords } from '../../../results/store.ts';
import { UsageError, unknownName } from '../../errors.ts';

export type Sides = { readonly a: Side; readonly b: Side; readonly pairing: Pairing };

export function sideOf(name: string, records: readonly RunRecord[], catalog: Catalog, now: Date): Side {
  return {
    name,
    records: markAhead(records, now).map(record => ({ record, violations: physicsViolations(record, catalog) })),
  };
}

/** The records that an argument names, the oldest first. UsageError where there is none. `results`: where ids of runs are looked up. */
export function recordsNamed(text: string, results: string): readonly RunRecord[] {
  if (existsSync(text)) {
    const { records, unread } = readRecords(text);
    const [first] = unread;
    if (records.length > 0) return oldestFirst(distinctRuns(records));
    const why = first === undefined ? 'has no records (.jsonl)' : `is no record: ${first.reason}`;
    throw new UsageError(`${text} ${why}: give a record, the id of a run, or a command in quotes`);
  }
  const all = distinctRuns(existsSync(results) ? readRecords(results).records : []);
  const found = all.filter(({ context }) => context.runId === text);
  if (found.length === 1) return found;
  if (found.length > 1) {
    const paths = found.map(({ path }) => path).join(', ');
    throw new UsageError(`${text} is a run of ${found.length} machines: give one of ${paths}`);
  }
  if (all.length === 0)
    throw new UsageError(`${text}: no such file, and no run below ${results}: name another --results`);
  const ids = oldestFirst(all).map(({ context }) => context.runId);
  throw unknownName('record or run', text, ids.toReversed(), `records are below ${results}`);
}

/**
 * Records of two folders are paired where they were taken in turns: both of a turn began before either of the next. UsageError for
 * several records that were not.
 */
export function pairingOf(a: readonly RunRecord[], b: readonly RunRecord[], names: readonly [string, string]): Pairing {
  if (a.length === 1 && b.length === 1 && names.every(name => !isFolder(name))) return 'runs';
  const turns = Math.min(a.length, b.length);
  const begun = Array.from({ length: turns }, (_, i) =>
    [a[i], b[i]].map(record => Date.parse(record?.context.startedAt ?? '')),
  );
  const inTurns = begun.slice(1).every((turn, i) => Math.max(...(begun[i] ?? [])) <= Math.min(...turn));
  // One that broke off has a run more on one side.
  if (inTurns && Math.abs(a.length - b.length) <= 1) return 'turns';
  throw new UsageError(
    `${names[0]} has ${a.length} records and ${names[1]} ${b.length}, which were not taken in turns: name one record of each`,
  );
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

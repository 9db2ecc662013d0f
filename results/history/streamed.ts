/** A long history without a roll-up: each record is read, what the history needs of it is kept, and the record is let go. */
import { isAhead, latestTime } from '../ahead.ts';
import { groupedBy } from '../grouped.ts';
import type { RunRecord } from '../record.ts';
import { isSelftest } from '../selftest/selftest.ts';
import { readRecord, type UnreadRecord } from '../store.ts';
import { laneStandings } from './lane-standing.ts';
import type { Observation } from './observation.ts';
import { observationsOf } from './observe.ts';
import { inOrder, type OrderedRun } from './order.ts';
import { type Copy, compareText, copyOf, distinctCopies, machineKey } from './runs.ts';
import type { RunStanding } from './runs-to-read.ts';

export type StreamedHistory = {
  /** Each run once. */
  readonly runs: readonly RunStanding[];
  readonly unread: readonly string[];
  /** As the roll-up gives them. */
  readonly observations: readonly Observation[];
};

type Kept = Copy & OrderedRun & { readonly standing: RunStanding; readonly observations: readonly Observation[] };

/** `lastNights`: of each machine the newest so many runs have observations. */
export function streamedHistory(
  files: readonly string[],
  { lastNights, now }: { readonly lastNights: number; readonly now: Date },
): StreamedHistory {
  const found = files.map(path => keptOf(readRecord(path), now));
  const kept = distinctCopies(found.flatMap(item => ('reason' in item ? [] : [item])));
  const machines = groupedBy(kept, ({ standing }) => standing.machine);
  return {
    runs: kept.map(({ standing }) => standing),
    unread: found.flatMap(item => ('reason' in item ? [item.path] : [])),
    observations: [...machines]
      .toSorted(([a], [b]) => compareText(a, b))
      .flatMap(([, ofMachine]) =>
        inOrder(ofMachine).flatMap(({ observations }, order) =>
          order < ofMachine.length - lastNights ? [] : observations.map(observation => ({ ...observation, order })),
        ),
      ),
  };
}

function keptOf(record: RunRecord | UnreadRecord, now: Date): Kept | UnreadRecord {
  if ('reason' in record) return record;
  const { runId, startedAt, previousRun, concurrent = false } = record.context;
  const latestAt = latestTime(record);
  const seen = isAhead(latestAt, now) ? { ...record, aheadOfClock: true as const } : record;
  const observations = observationsOf(seen);
  return {
    ...copyOf(record),
    startedAt,
    ...(previousRun === undefined ? {} : { previousRun }),
    standing: {
      path: record.path,
      machine: machineKey(record),
      runId,
      startedAt,
      latestAt,
      concurrent,
      selftest: isSelftest(record),
      lanes: laneStandings(record),
    },
    observations,
  };
}

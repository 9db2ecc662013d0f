/** Cuts the works of a run to the time that a user allows. Pure. */
import type { ContextLine } from '../results/record.ts';
import { note } from '../results/schema/note.ts';
import { workId } from '../suites/cases.ts';
import type { SuiteWork } from '../suites/suite-works.ts';
import { formatSpan } from './cells/overrun.ts';
import { minutesOf } from './strategies.ts';

/** A suite's limit cuts strategies alone. A user's limit cuts works as well, and ends the run. */
export type LimitSetter = 'suite' | 'user';

export type CutWorks = { readonly works: readonly SuiteWork[]; readonly skipped: ContextLine['skipped'] };

/**
 * Long cells are cut first, then works, each from the end of the suite, until the run fits or one work is left. Rounds are never cut:
 * fewer have a wider interval, and below 5 none. The rule depends on the suite, the targets and the limit alone, so that every night
 * of a machine is cut alike. `maxMs`: null: any time.
 */
export function cutWorks(
  works: readonly SuiteWork[],
  maxMs: number | null,
  estimateMs: (works: readonly SuiteWork[]) => number,
): CutWorks {
  const skipped: ContextLine['skipped'] = [];
  let left = works;
  if (maxMs === null) return { works, skipped };
  for (;;) {
    const ms = estimateMs(left);
    const next = ms <= maxMs ? null : nextCut(left);
    if (next === null) return { works: left, skipped };
    skipped.push({ what: next.what, ...note(next.code, { minutes: minutesOf(ms), allowed: formatSpan(maxMs) }) });
    left = next.works;
  }
}

/** The works without the last long cell, or without the last work; null: one work is left. */
function nextCut(works: readonly SuiteWork[]) {
  const long = works.findLastIndex(({ sustained }) => sustained);
  const work = works[long];
  if (work !== undefined) {
    const shorter = works.with(long, { ...work, sustained: false });
    return { what: `${workId(work)}, sustained`, code: 'sustained-cut', works: shorter } as const;
  }
  const last = works.at(-1);
  if (last === undefined || works.length < 2) return null;
  return { what: workId(last), code: 'work-cut', works: works.slice(0, -1) } as const;
}

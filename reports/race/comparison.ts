/**
 * Which speeds of another chip stand beside a row: best against best. Where the runs of both say which way is the fastest, each chip's
 * winner by the same runner, whatever the strategies; where one does not, the same strategy alone. Pure.
 */

import { compareText } from '../../results/history/runs.ts';
import { type Absent, absent } from '../figure.ts';
import type { ReferenceRow } from '../report/reference-schema.ts';
import type { ReportRow } from '../report/row-schema.ts';
import type { Pool } from '../rows/pool.ts';
import { type Software, sameRunner, sameSoftware, sameWay, softwareOf, softwareText } from '../rows/software.ts';
import { isComparable } from '../rows/work.ts';
import { boardsOf } from '../spread/boards.ts';
import { type Side, sameSide } from './side.ts';
import { isRaced } from './standing.ts';

/** Those that stand beside a side, all by the same software to the kernel; none where nothing may. `pools`: of one chip and work. */
export function comparablePools(side: Side, pools: readonly Pool[]): readonly Pool[] {
  const byRunner = pools.filter(pool => sameRunner(softwareOf(pool), side));
  const leading = byRunner.filter(({ race }) => race.leads);
  return mostBoards(
    side.raced && leading.length > 0 ? leading : byRunner.filter(pool => sameWay(softwareOf(pool), side)),
  );
}

/**
 * Boards of one chip may have other winners, versions or kernels, which are not pooled: the software of most boards stands, then the
 * newest. Never the fastest.
 */
function mostBoards(pools: readonly Pool[]): readonly Pool[] {
  const kinds: Pool[][] = [];
  for (const pool of pools) {
    const kind = kinds.find(([other]) => other !== undefined && sameSoftware(softwareOf(other), softwareOf(pool)));
    if (kind === undefined) kinds.push([pool]);
    else kind.push(pool);
  }
  const newest = (kind: readonly Pool[]): string =>
    kind.map(({ record }) => record.context.startedAt).reduce((a, b) => (a > b ? a : b), '');
  const nameOf = ([pool]: readonly Pool[]): string => (pool === undefined ? '' : JSON.stringify(softwareOf(pool)));
  const [most] = kinds.toSorted(
    (a, b) =>
      boardsOf(b).length - boardsOf(a).length || compareText(newest(b), newest(a)) || compareText(nameOf(a), nameOf(b)),
  );
  return most ?? [];
}

/** Whether a reference is the one of a row. */
export function isReferenceOf(
  { workload, besides }: Pick<ReferenceRow, 'workload' | 'besides'>,
  row: Rowlike,
): boolean {
  const side = { ...row.ran, raced: isRaced(row.race) };
  return isComparable(workload, row.workload) && besides.some(other => sameSide(other, side));
}

type Rowlike = Pick<ReportRow, 'workload' | 'ran' | 'race'>;

/** By what the reference ran, where that is not what the row ran by; null where it is, or where it is projected. */
export const otherWay = (row: Pick<ReportRow, 'ran'>, { ran }: { readonly ran: Software | null }): Software | null =>
  ran === null || softwareText(ran) === softwareText(row.ran) ? null : ran;

/** Why a row is not compared with another chip; null where it is. */
export function notCompared({ standing, leads, winner }: ReportRow['race']): Absent | null {
  if (leads || standing === 'only' || standing === 'unraced' || standing === 'winner') return null;
  const code = standing === 'runner-up' ? 'runner-up-of-race' : 'lost-its-race';
  return absent(code, winner === null ? {} : { winner });
}

/** Which pools are of one board: boards are counted, not pools, records or machine names. Pure. */

import { compareText } from '../../results/history/runs.ts';
import type { RunRecord, Target } from '../../results/record.ts';
import type { MeasuredRound } from '../rows/pool.ts';

/** What of a pool tells its board. */
export type BoardPool = {
  readonly record: Pick<RunRecord, 'imported' | 'aheadOfClock'> & {
    readonly context: Pick<RunRecord['context'], 'runId' | 'startedAt'> & { machine: { id: string } };
  };
  readonly target: Pick<Target, 'device'>;
  readonly rounds: readonly MeasuredRound[];
};

/** A board under its name, with the pool that speaks for it. */
export type Board<P extends BoardPool> = { readonly name: string; readonly pool: P };

/** What tools print where they know no serial number. */
const NO_UUID = /^(|\W*(nan|none|null|undefined|n\/?a|not (available|supported)|unknown|error|[0x-]+)\W*)$/i;

/** The board's own serial number, else the machine with the vendor's number of it; in doubt all of a machine are one. */
export function boardName({ record, target: { device } }: BoardPool): string {
  const { uuid, vendor, index, boardUnknown } = device;
  if (uuid !== undefined && !NO_UUID.test(uuid.trim())) return uuid.trim().toLowerCase();
  const place = [record.context.machine.id, (vendor ?? 'no vendor').toLowerCase()];
  return [...place, boardUnknown === undefined && Number.isInteger(index) ? index : 'unknown board'].join('/');
}

/**
 * The boards of pools, each once, in the order of their names. Pools are of one board where they have its name, where they are of
 * one run and place in their machine (a record under another machine's name), or where a round of theirs is the same to the
 * byte. Of several pools of one board the one of most rounds speaks, then the newest: two nights of one board are no two boards.
 */
export function boardsOf<P extends BoardPool>(pools: readonly P[]): Board<P>[] {
  const groups: { keys: Set<string>; pools: P[] }[] = [];
  for (const pool of pools) {
    const keys = new Set(keysOf(pool));
    const same = groups.filter(group => [...keys].some(key => group.keys.has(key)));
    for (const group of same) groups.splice(groups.indexOf(group), 1);
    groups.push({
      keys: new Set([...keys, ...same.flatMap(group => [...group.keys])]),
      pools: [...same.flatMap(group => group.pools), pool],
    });
  }
  return groups
    .flatMap(group => group.pools.toSorted(bySpeaking).slice(0, 1))
    .map(pool => ({ name: boardName(pool), pool }))
    .toSorted((a, b) => compareText(a.name, b.name));
}

function keysOf(pool: BoardPool): string[] {
  const { vendor, index } = pool.target.device;
  const { runId, startedAt } = pool.record.context;
  return [
    `board ${boardName(pool)}`,
    `run ${JSON.stringify([runId, startedAt, vendor?.toLowerCase(), index])}`,
    ...pool.rounds.map(samplesOf),
  ];
}

/** Rounds that are not the same to the byte as another: a round that was copied is no second one. */
export const distinctRounds = ({ rounds }: BoardPool): number => new Set(rounds.map(samplesOf)).size;

function samplesOf({ measurement: { samplesSha256, stepMs } }: MeasuredRound): string {
  const { steps, sumMs, sumSquaresMs2, minMs, medianMs } = stepMs;
  return `samples ${samplesSha256} ${steps} ${sumMs} ${sumSquaresMs2} ${minMs} ${medianMs}`;
}

/** What was imported under this machine's id, or is dated later than the clock, speaks for no board of which there is more. */
const standing = ({ record }: BoardPool): number =>
  (record.aheadOfClock === true ? 0 : 2) + (record.imported === undefined ? 1 : 0);

function bySpeaking(a: BoardPool, b: BoardPool): number {
  return (
    standing(b) - standing(a) ||
    b.rounds.length - a.rounds.length ||
    compareText(b.record.context.startedAt, a.record.context.startedAt) ||
    compareText(a.record.context.runId, b.record.context.runId) ||
    compareText(boardName(a), boardName(b))
  );
}

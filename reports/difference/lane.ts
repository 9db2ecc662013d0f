/** A side of a difference, and the lanes in it: one work on one target by one strategy, over the records of the side. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import { lanesOf as recordedLanes } from '../../results/history/lane.ts';
import type { Violation } from '../../results/physics/violations.ts';
import type { Cell, CellLine, RunRecord, Target } from '../../results/record.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import { standingsOf } from '../race/standing.ts';
import { type MeasuredRound, roundsOf } from '../rows/pool.ts';

/** `violations`: what of the record cannot be true. */
export type SideRecord = { readonly record: RunRecord; readonly violations: readonly Violation[] };

/** `records`: in turns one a turn, in their order; else one. */
export type Side = { readonly name: string; readonly records: readonly SideRecord[] };

/** What one record has of a lane. */
export type LanePart = SideRecord & {
  readonly turn: number;
  readonly target: Target;
  readonly workloadCase: WorkloadCase;
  readonly planned: readonly Cell[];
  readonly outcomes: readonly CellLine['outcome'][];
  readonly rounds: readonly MeasuredRound[];
  /** Its strategy stands for the target: the only one, or the winner of the race. */
  readonly leads: boolean;
};

export type Lane = {
  readonly target: Target;
  readonly workloadCase: WorkloadCase;
  readonly strategy: string;
  readonly leads: boolean;
  /** At least one. */
  readonly parts: readonly [LanePart, ...LanePart[]];
};

/** Every lane of a side, but those that lost their race in every record and so were never to be timed. */
export function lanesOf({ records }: Side): readonly Lane[] {
  const parts = records.flatMap((record, turn) => partsOf(record, turn));
  const lanes = groupedBy(parts, ({ target, workloadCase, planned }) =>
    JSON.stringify([target.id, workloadCase.sha256, planned[0]?.strategy]),
  );
  return [...lanes.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const { target, workloadCase, planned, leads } = first;
    return [{ target, workloadCase, strategy: planned[0]?.strategy ?? '', leads, parts: [first, ...rest] as const }];
  });
}

function partsOf({ record, violations }: SideRecord, turn: number): readonly LanePart[] {
  return recordedLanes(record).map(({ target, workloadCase, strategy, planned, outcomes }) => ({
    record,
    violations,
    turn,
    target,
    workloadCase,
    planned,
    outcomes: outcomes.map(({ outcome }) => outcome),
    rounds: roundsOf(record, planned),
    leads: standingsOf(record, target, workloadCase, violations)(strategy).leads,
  }));
}

/** What a row stands on: the rounds of one run by one strategy and kernel. Types, and the timed rounds of a record. */

import type { Violation } from '../../results/physics/violations.ts';
import type { Evidence } from '../../results/proof/evidence.ts';
import type { Cell, RunRecord, Target } from '../../results/record.ts';
import type { Note } from '../../results/schema/note.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Disturbance } from '../../results/schema/quiet.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import { unknownUse } from '../../results/unknown-use.ts';
import type { Fact } from '../fact.ts';
import type { Standing } from '../race/standing.ts';

export type MeasuredRound = {
  readonly round: number;
  readonly measurement: Measurement;
  /** By what it was disturbed; none of a round nobody looked at. */
  readonly disturbed: readonly Disturbance[];
  /** Why it cannot be told whether others disturbed it; null where it can. */
  readonly useUnknown: Note | null;
};

export type Pool = {
  readonly record: RunRecord;
  readonly target: Target;
  /** In which of its ways the target did the work. */
  readonly strategy: string;
  /** By which kernel, by the runner's own word, in the round or when it was tried; null: it does not tell. Rounds of different kernels are never in one pool. */
  readonly kernel: string | null;
  /** Rounds that its run measured by other kernels, counted from 0. */
  readonly otherKernels: readonly { readonly kernel: string | null; readonly rounds: readonly number[] }[];
  /** What the race of its run says of its strategy. */
  readonly race: Standing;
  readonly workloadCase: WorkloadCase;
  /** In the order of rounds; at least one. */
  readonly rounds: readonly MeasuredRound[];
  /** How many rounds the run was to have. */
  readonly plannedRounds: number;
  /** Runs of the same work on the same target that started before this one: counted, not pooled. */
  readonly olderRuns: number;
  /** Those that started after it and are not used, with the reason; the newest last. */
  readonly newerRuns: readonly SetAside[];
  /** What its rounds, or the proof they stand on, break of physics. Of one such round the others cannot be trusted either. */
  readonly violations: readonly Violation[];
  /** Whether each of its rounds stands on a proof that holds. */
  readonly evidence: Evidence;
  /** Its record without every case that breaks physics or is unproven: what else of the run it may be held against. */
  readonly comparable: RunRecord;
};

/** What one run has of a work. */
export type Candidate = Omit<Pool, 'olderRuns' | 'newerRuns'>;

/** A run that started later and is not used, with the reason. */
export type SetAside = { readonly run: string; readonly startedAt: string; readonly reason: Fact };

/** What is timed together: one case on one target by one strategy. */
export type Timed = Pick<Cell, 'target' | 'case' | 'strategy'>;

export const timedCells = ({ context }: RunRecord, timed: Timed): Cell[] =>
  context.plan.filter(
    cell =>
      cell.kind === 'time' &&
      cell.target === timed.target &&
      cell.case === timed.case &&
      cell.strategy === timed.strategy,
  );

/** The timed rounds of one case on one target, by one strategy, within one run. */
export const measuredRounds = (record: RunRecord, timed: Timed): MeasuredRound[] =>
  roundsOf(record, timedCells(record, timed));

export function roundsOf(record: RunRecord, cells: readonly Cell[]): MeasuredRound[] {
  const outcomes = new Map(record.cells.map(line => [line.cell, line.outcome]));
  const targets = new Map(record.context.targets.map(target => [target.id, target]));
  return cells
    .flatMap(({ id, round, target: targetId }) => {
      const outcome = outcomes.get(id);
      if (outcome?.status !== 'measured') return [];
      const { measurement, quiet } = outcome;
      const target = targets.get(targetId);
      const useUnknown = target === undefined ? null : unknownUse(quiet, target);
      return [{ round, measurement, disturbed: quiet?.disturbed ?? [], useUnknown }];
    })
    .toSorted((a, b) => a.round - b.round);
}

/** Rounds as people count them, from 1. */
export const roundNumbers = (rounds: readonly number[]): readonly string[] => rounds.map(round => `${round + 1}`);

/** Why a run's figures of a work are not judged: by the same evidence, physics and quiet checks as every row of a report. Pure. */
import type { Violation } from '../physics/violations.ts';
import { evidenceOf } from '../proof/evidence.ts';
import type { CellLine } from '../record.ts';
import { isSelftest } from '../selftest/selftest.ts';
import { FEWEST_ROUNDS_FOR_CONFIDENCE } from '../statistics.ts';
import type { Lane } from './lane.ts';
import type { Unusable } from './observation.ts';

type Reason = {
  readonly why: Unusable;
  /** `violations`: of the whole record. */
  readonly applies: (lane: Lane, violations: readonly Violation[]) => boolean;
};

/** In order: the first that applies is the reason. */
const REASONS: readonly Reason[] = [
  { why: 'ahead-of-clock', applies: ({ record }) => record.aheadOfClock === true },
  { why: 'self-test', applies: ({ record }) => isSelftest(record) },
  { why: 'damaged', applies: ({ record }) => record.damaged !== undefined },
  { why: 'impossible', applies: isImpossible },
  { why: 'unproven', applies: isUnproven },
  // Of the work alone: a disturbed product of the roofline leaves the layer beside it as it is.
  { why: 'disturbed', applies: lane => disturbedRounds(lane) > 0 && !isQuietEnough(lane) },
  { why: 'not-measured', applies: ({ rounds }) => rounds.length === 0 },
  { why: 'rounds-missing', applies: ({ outcomes, planned }) => outcomes.filter(isTimed).length < planned.length },
];

/** null: they are judged. */
export function unusableFor(lane: Lane, violations: readonly Violation[]): Unusable | null {
  return REASONS.find(({ applies }) => applies(lane, violations))?.why ?? null;
}

function isImpossible({ planned, rounds }: Lane, violations: readonly Violation[]): boolean {
  if (rounds.some(({ measurement: { stepMs } }) => !(stepMs.sumMs > 0))) return true;
  if (violations.length === 0) return false;
  const ids = new Set(planned.flatMap(({ id, proof }) => [id, ...(proof === null ? [] : [proof])]));
  return violations.some(({ cell }) => ids.has(cell));
}

function isUnproven({ record, outcomes }: Lane): boolean {
  return outcomes.some(
    ({ cell, outcome }) => outcome.status === 'measured' && evidenceOf(record, cell).status === 'unproven',
  );
}

type LaneOutcome = Lane['outcomes'][number];

const isTimed = ({ outcome }: LaneOutcome): boolean => outcome.status === 'measured' || isDisturbed(outcome);

const disturbedRounds = ({ outcomes }: Lane): number => outcomes.filter(({ outcome }) => isDisturbed(outcome)).length;

/** Where enough rounds were quiet, a work is judged by those: five, as an interval asks for, and half of what was planned. */
function isQuietEnough({ outcomes, planned }: Lane): boolean {
  const quiet = outcomes.filter(({ outcome }) => outcome.status === 'measured' && !isDisturbed(outcome)).length;
  return quiet >= Math.max(FEWEST_ROUNDS_FOR_CONFIDENCE, planned.length / 2);
}

/** The lane as it is judged: without its disturbed rounds, where enough are left. */
export function quietLane(lane: Lane): Lane {
  if (disturbedRounds(lane) === 0 || !isQuietEnough(lane)) return lane;
  const disturbed = new Set(lane.outcomes.flatMap(({ cell, outcome }) => (isDisturbed(outcome) ? [cell.round] : [])));
  return { ...lane, rounds: lane.rounds.filter(({ round }) => !disturbed.has(round)) };
}

/** By the policy `fail` a disturbed cell is a fault. */
function isDisturbed(outcome: CellLine['outcome']): boolean {
  if (outcome.status === 'fault') return outcome.fault.code === 'disturbed';
  return outcome.status === 'measured' && (outcome.quiet?.disturbed.length ?? 0) > 0;
}

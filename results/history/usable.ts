/** Why a run's figures of a work are not judged: by the same evidence, physics and quiet checks as every row of a report. Pure. */
import type { Violation } from '../physics/violations.ts';
import { evidenceOf } from '../proof/evidence.ts';
import type { CellLine } from '../record.ts';
import { isSelftest } from '../selftest/selftest.ts';
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
  { why: 'disturbed', applies: ({ outcomes }) => outcomes.some(({ outcome }) => isDisturbed(outcome)) },
  { why: 'not-measured', applies: ({ rounds }) => rounds.length === 0 },
  { why: 'rounds-missing', applies: ({ rounds, planned }) => rounds.length < planned.length },
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

/** By the policy `fail` a disturbed cell is a fault. */
function isDisturbed(outcome: CellLine['outcome']): boolean {
  if (outcome.status === 'fault') return outcome.fault.code === 'disturbed';
  return outcome.status === 'measured' && (outcome.quiet?.disturbed.length ?? 0) > 0;
}

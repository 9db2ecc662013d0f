/** What a run found of each of its works, as far as it decides which run a row of a report stands on. Pure. */
import { groupedBy } from '../grouped.ts';
import type { Violation } from '../physics/violations.ts';
import { recordViolations } from '../physics/violations.ts';
import { evidenceOf, NO_PROBE } from '../proof/evidence.ts';
import type { RunRecord } from '../record.ts';
import { type Lane, lanesOf } from './lane.ts';
import { PROOF_STANDINGS, type ProofStanding } from './run-preference.ts';

export type LaneStanding = {
  readonly target: string;
  readonly workloadSha256: string;
  readonly strategy: string;
  /** The run raced the strategies of the target on this work. */
  readonly raced: boolean;
  /** Rounds of the kernel that has the most of them. */
  readonly measured: number;
  readonly planned: number;
  /** A cell breaks physics, or the proof it stands on does. */
  readonly impossible: boolean;
  /** Of the cells that were measured, the worst. */
  readonly proof: ProofStanding;
};

/** Of every lane of the plan that did not lose its race. */
export function laneStandings(record: RunRecord): readonly LaneStanding[] {
  const violations = recordViolations(record);
  return lanesOf(record).map(lane => ({
    target: lane.target.id,
    workloadSha256: lane.workloadCase.sha256,
    strategy: lane.strategy,
    raced: record.context.plan.some(
      ({ kind, target, case: item }) => kind === 'race' && target === lane.target.id && item === lane.workloadCase.id,
    ),
    measured: roundsOfOneKernel(lane),
    planned: lane.planned.length,
    impossible: isImpossible(lane, violations),
    proof: proofOf(lane),
  }));
}

const roundsOfOneKernel = ({ rounds }: Lane): number =>
  Math.max(
    0,
    ...[...groupedBy(rounds, ({ measurement }) => measurement.open.kernel ?? '').values()].map(({ length }) => length),
  );

function isImpossible({ outcomes }: Lane, violations: readonly Violation[]): boolean {
  const ids = new Set(outcomes.flatMap(({ cell: { id, proof } }) => [id, ...(proof === null ? [] : [proof])]));
  return violations.some(({ cell }) => ids.has(cell));
}

function proofOf({ record, outcomes }: Lane): ProofStanding {
  const found = outcomes.flatMap(({ cell, outcome }) => {
    if (outcome.status !== 'measured') return [];
    const evidence = evidenceOf(record, cell);
    return [evidence.status === 'proven' ? 'proven' : evidence.code === NO_PROBE ? NO_PROBE : 'unproven'];
  });
  return PROOF_STANDINGS.find(standing => found.includes(standing)) ?? 'proven';
}

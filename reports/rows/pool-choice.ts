/**
 * Which of several runs of the same work a row stands on. A run that is ahead of the clock, cannot be true, is unproven, or was cut
 * off displaces none that is better; of whole runs the newest counts, whatever program wrote it and whether or not its run was
 * sealed, since a seal says nothing of a work whose rounds are all there. Pure.
 */
import { type Fact, fact } from '../fact.ts';
import type { Candidate, Pool, SetAside } from './pool.ts';

type Preference = {
  /** The higher one counts. */
  readonly rank: (candidate: Candidate) => number;
  /** Why one that is lower is set aside. */
  readonly reason: (candidate: Candidate) => Fact;
};

/** Every planned round of the work was measured. */
const isWhole = ({ rounds, plannedRounds }: Candidate): boolean => rounds.length === plannedRounds;

const roundsReason = ({ rounds, plannedRounds }: Candidate): Fact =>
  fact('run-rounds-missing', { measured: rounds.length, planned: plannedRounds });

/** In order; where all are equal the run that started last counts. */
const PREFERENCES: readonly Preference[] = [
  {
    rank: ({ record }) => (record.aheadOfClock === true ? 0 : 1),
    reason: () => fact('dated-ahead-of-clock'),
  },
  {
    rank: ({ violations }) => (violations.length > 0 ? 0 : 1),
    reason: ({ violations: [first] }) => fact('run-cannot-be-true', { check: first?.code ?? '' }),
  },
  {
    // A speed without a probe carries no verdict, but it is shown.
    rank: ({ evidence }) => (evidence.status === 'proven' ? 2 : evidence.code === 'no-probe' ? 1 : 0),
    reason: ({ evidence }) => fact('run-unproven', { proof: evidence.status === 'unproven' ? evidence.code : '' }),
  },
  { rank: candidate => (isWhole(candidate) ? 1 : 0), reason: roundsReason },
  // Of runs that were all cut off, the one that got furthest.
  { rank: candidate => (isWhole(candidate) ? 0 : candidate.rounds.length), reason: roundsReason },
];

/** The pool that counts, with what is set aside for it. `candidates`: of the same work, the oldest first. */
export function newestWhole(candidates: readonly Candidate[]): Pool[] {
  const ranked = candidates.toSorted(
    (a, b) => firstDifference(a, b).difference || candidates.indexOf(b) - candidates.indexOf(a),
  );
  const [best] = ranked;
  if (best === undefined) return [];
  const [older, newer] = [
    candidates.slice(0, candidates.indexOf(best)),
    candidates.slice(candidates.indexOf(best) + 1),
  ];
  // What its own run has by another kernel is of no other run.
  const isOther = ({ record }: Candidate): boolean => record !== best.record;
  const newerRuns = newer.filter(isOther).flatMap((candidate): SetAside[] => {
    const { reason } = firstDifference(best, candidate);
    const { runId: run, startedAt } = candidate.record.context;
    return reason === null ? [] : [{ run, startedAt, reason }];
  });
  return [{ ...best, olderRuns: new Set(older.filter(isOther).map(({ record }) => record)).size, newerRuns }];
}

/** How far b stands above a by the first preference that tells them apart, and what is wrong with the lower one. */
function firstDifference(a: Candidate, b: Candidate): { readonly difference: number; readonly reason: Fact | null } {
  for (const { rank, reason } of PREFERENCES) {
    const difference = rank(b) - rank(a);
    if (difference !== 0) return { difference, reason: reason(difference < 0 ? b : a) };
  }
  return { difference: 0, reason: null };
}

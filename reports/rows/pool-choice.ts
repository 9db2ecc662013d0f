/**
 * Which of several runs of the same work a row stands on: by the order of results/history/run-preference.ts. Of whole runs the newest
 * counts, whatever program wrote it and whether or not its run was sealed, since a seal says nothing of a work whose rounds are all there. Pure.
 */
import { firstDifference, type Preference, type Standing } from '../../results/history/run-preference.ts';
import { NO_PROBE } from '../../results/proof/evidence.ts';
import { type Fact, fact } from '../fact.ts';
import type { Candidate, Pool, SetAside } from './pool.ts';

/** Why a run that is lower by a preference is set aside. */
const REASONS: Readonly<Record<Preference, (candidate: Candidate) => Fact>> = {
  clock: () => fact('dated-ahead-of-clock'),
  truth: ({ violations: [first] }) => fact('run-cannot-be-true', { check: first?.code ?? '' }),
  proof: ({ evidence }) => fact('run-unproven', { proof: evidence.status === 'unproven' ? evidence.code : '' }),
  whole: roundsReason,
  rounds: roundsReason,
};

function roundsReason({ rounds, plannedRounds }: Candidate): Fact {
  return fact('run-rounds-missing', { measured: rounds.length, planned: plannedRounds });
}

const standingOf = ({ record, violations, evidence, rounds, plannedRounds }: Candidate): Standing => ({
  ahead: record.aheadOfClock === true,
  impossible: violations.length > 0,
  proof: evidence.status === 'proven' ? 'proven' : evidence.code === NO_PROBE ? 'no-probe' : 'unproven',
  measured: rounds.length,
  planned: plannedRounds,
});

/** The pool that counts, with what is set aside for it. `candidates`: of the same work, the oldest first. */
export function newestWhole(candidates: readonly Candidate[]): Pool[] {
  const ranked = candidates.toSorted(
    (a, b) => differenceOf(a, b)?.difference ?? candidates.indexOf(b) - candidates.indexOf(a),
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
    const found = differenceOf(best, candidate);
    const { runId: run, startedAt } = candidate.record.context;
    return found === null ? [] : [{ run, startedAt, reason: REASONS[found.preference](candidate) }];
  });
  return [{ ...best, olderRuns: new Set(older.filter(isOther).map(({ record }) => record)).size, newerRuns }];
}

const differenceOf = (a: Candidate, b: Candidate) => firstDifference(standingOf(a), standingOf(b));

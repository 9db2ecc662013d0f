/** The plan of a self-test: one work under two names in pairs of rounds, then the harness's overhead, then a long cell. Pure. */
import type { Cell, ContextLine, Target } from '../../results/record.ts';
import { type Case, type Work, workCase } from '../../suites/cases.ts';
import { type ContextParts, contextLine } from '../context.ts';
import { cellOf, proofsOf } from '../plan.ts';

/** Fresh processes in which the harness is compared with a bare loop: as many as `nightly` has rounds. */
const OVERHEAD_ROUNDS = 8;

export type SelftestParts = Omit<ContextParts, 'works'> & { readonly work: Work; readonly pairs: number };

/** The context of a self-test. The suite's rounds make a pair; a long cell stands at the end where the suite times one. */
export function selftestContext({ work, pairs, ...parts }: SelftestParts): Omit<ContextLine, 'previousSha256'> {
  const { targets, suite } = parts;
  const item = workCase(work);
  const [a, b] = [
    { ...item, id: `${item.id}.a` },
    { ...item, id: `${item.id}.b` },
  ] as const;
  const cells = selftestPlan(targets, [a, b], pairs * suite.rounds, suite.sustained !== null);
  const selftest = { names: [a.id, b.id] as [string, string], pairs, roundsPerPair: suite.rounds };
  return { ...contextLine(parts, [a, b], cells), selftest };
}

/**
 * Rounds of a and b, each in a fresh process. The order alternates from round to round: otherwise an effect of running second, such as
 * a warm machine, would look like a difference between a and b.
 */
export function selftestPlan(
  targets: readonly Target[],
  [a, b]: readonly [Case, Case],
  rounds: number,
  sustained: boolean,
): readonly Cell[] {
  const times = Array.from({ length: rounds }, (_, round) =>
    targets.flatMap(target => (round % 2 === 0 ? [a, b] : [b, a]).map(item => cellOf('time', target, item, round))),
  );
  const overheads = Array.from({ length: OVERHEAD_ROUNDS }, (_, round) =>
    targets.map(target => cellOf('overhead', target, a, round)),
  );
  const long = sustained ? targets.map(target => cellOf('sustained', target, a, 0)) : [];
  const timed = [...times.flat(), ...overheads.flat(), ...long];
  return [...proofsOf(targets, [a], timed), ...timed];
}

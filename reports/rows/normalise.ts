/** From a pool's rounds to speed: step time, tokens and FLOPs per second, and how near it came to the run's own matmuls. */
import type { RunRecord } from '../../results/record.ts';
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import {
  falling,
  type Interval,
  intervalOverRounds,
  median,
  ratioIntervalOverRounds,
} from '../../results/statistics.ts';
import type { AbsentCode } from '../absent-codes.ts';
import { type Absent, absent, type Figure, figure } from '../figure.ts';
import { type MeasuredRound, measuredRounds, type Pool } from './pool.ts';

/** The headline: the median step of each round, with its interval over rounds. */
export function stepTime({ rounds }: Pool): Interval {
  return intervalOverRounds(rounds.map(medianMs));
}

/** Total time ÷ total steps of each round, over rounds: what cost and energy are paid for. */
export function meanStepTime({ rounds }: Pool): Interval {
  return intervalOverRounds(rounds.map(({ measurement: { stepMs } }) => stepMs.sumMs / stepMs.steps));
}

/** `amountPerStep` ÷ step time, per second. Without a positive lower end of the time, no rate. */
export function ratePerSecond(stepMs: Interval, amountPerStep: number): Figure {
  if (stepMs.low <= 0) return absent('step-reaches-zero');
  return figure(falling(stepMs, ms => (amountPerStep * 1000) / ms));
}

/** FLOP/s of the work ÷ FLOP/s of the largest matmul: of the run's fixed list, the one whose median over rounds is highest. */
export function efficiencyOfLargestMatmul(pool: Pool): Figure {
  const fastest = largestMatmul(pool);
  if (fastest === undefined) return noDenominator(pool, ofList, 'no-largest-matmul');
  return efficiencyAgainst(pool, fastest);
}

const ofList = ({ role }: WorkloadCase): boolean => role.kind === 'largest-matmul';

const largestMatmul = (pool: Pool): Denominator | undefined =>
  denominators(pool, ofList).toSorted((a, b) => medianRate(b) - medianRate(a))[0];

/** FLOP/s of the work ÷ FLOP/s of its own matmuls, run alone. */
export function efficiencyOfExpertMatmul(pool: Pool): Figure {
  const [matmuls] = denominators(pool, expertMatmulsOf(pool));
  if (matmuls === undefined) return noDenominator(pool, expertMatmulsOf(pool), 'no-expert-matmuls');
  return efficiencyAgainst(pool, matmuls);
}

const expertMatmulsOf =
  ({ workloadCase: { sha256 } }: Pool) =>
  ({ role }: WorkloadCase): boolean =>
    role.kind === 'expert-matmuls' && role.of.includes(sha256);

/** The products that the efficiencies of a pool are taken of. */
export const productsOf = (pool: Pool): readonly Denominator[] =>
  [largestMatmul(pool), denominators(pool, expertMatmulsOf(pool))[0]].filter(product => product !== undefined);

export type Denominator = { readonly workloadCase: WorkloadCase; readonly rounds: readonly MeasuredRound[] };

type Wanted = (candidate: WorkloadCase) => boolean;

/** Cases of the same run, target and dtype that have at least one measured round, that can be true and are proven. */
export function denominators(pool: Pool, wanted: Wanted, record = pool.comparable): Denominator[] {
  return record.context.cases
    .filter(candidate => candidate.workload.dtype === pool.workloadCase.workload.dtype && wanted(candidate))
    .map(workloadCase => ({ workloadCase, rounds: measuredRounds(record, timedAlong(pool, record, workloadCase)) }))
    .filter(({ rounds }) => rounds.length > 0);
}

/** What was measured and does not count is another thing than what was not measured. */
export function noDenominator(pool: Pool, wanted: Wanted, code: AbsentCode): Absent {
  const unsound = denominators(pool, wanted, pool.record);
  if (unsound.length === 0) return absent(code);
  return absent('denominator-unsound', { cases: unsound.map(({ workloadCase }) => workloadCase.id) });
}

/** Another case on the target of a pool: by the strategy it was timed by, which serves all of the target; by the pool's own first. */
function timedAlong({ target, strategy }: Pool, { context }: RunRecord, { id }: WorkloadCase) {
  const planned = context.plan.filter(cell => cell.kind === 'time' && cell.target === target.id && cell.case === id);
  const first = planned.some(cell => cell.strategy === strategy) ? strategy : (planned[0]?.strategy ?? strategy);
  return { target: target.id, case: id, strategy: first };
}

/** The ratio is taken round by round, so what slows a whole round (clocks, neighbours) cancels. */
function efficiencyAgainst(pool: Pool, denominator: Denominator): Figure {
  const rates = new Map(denominator.rounds.map(round => [round.round, flopsPerMs(denominator.workloadCase, round)]));
  const ratios = pool.rounds.flatMap(round => {
    const rate = rates.get(round.round);
    return rate === undefined ? [] : [flopsPerMs(pool.workloadCase, round) / rate];
  });
  return overRounds(ratios, 'no-common-round');
}

/** One ratio a round as a figure; `code`: why there is none. */
export function overRounds(ratios: readonly number[], code: AbsentCode): Figure {
  return ratios.length === 0 ? absent(code) : figure(ratioIntervalOverRounds(ratios));
}

const medianMs = ({ measurement }: MeasuredRound): number => measurement.stepMs.medianMs;

const flopsPerMs = (workloadCase: WorkloadCase, round: MeasuredRound): number =>
  workloadCase.flopsPerStep / medianMs(round);

const medianRate = ({ workloadCase, rounds }: Denominator): number =>
  median(rounds.map(round => flopsPerMs(workloadCase, round)));

/** What to know of how a row's strategy was chosen, and of the kernels that ran. Pure. */
import { fact, type Values } from '../fact.ts';
import { meanStepTime, overRounds } from '../rows/normalise.ts';
import { type Pool, roundNumbers } from '../rows/pool.ts';
import { proofOf } from '../rows/recorded.ts';
import { type Found, warningsBy } from '../rows/warnings/found.ts';
import type { Warning } from '../rows/warnings/warning.ts';
import { RACE_WARNINGS, type RaceWarning } from './codes.ts';

/** `others`: pools of the same run, target and work. */
const RULES: Readonly<Record<RaceWarning, (pool: Pool, others: readonly Pool[]) => Found>> = {
  'runner-up-faster': runnerUpFaster,
  'winner-not-measured': ({ race: { standing, leads, winner } }) =>
    standing === 'runner-up' && leads ? { values: winner === null ? {} : { winner } } : null,
  unraced: ({ race, strategy }) => (race.standing === 'unraced' ? { values: { strategy } } : null),
  'kernels-differ': ({ otherKernels, kernel }) =>
    otherKernels.length === 0
      ? null
      : {
          values: kernelValues(kernel),
          because: otherKernels.map(other =>
            fact('rounds-by-kernel', { rounds: roundNumbers(other.rounds), ...kernelValues(other.kernel) }),
          ),
        },
  'proof-by-other-kernel': provenByOther,
};

/** `others`: pools of the same run, target and work. */
export const raceWarnings = (pool: Pool, others: readonly Pool[]): Warning[] =>
  warningsBy(RACE_WARNINGS, RULES, pool, others);

/** No value: the runner names no kernel. */
const kernelValues = (kernel: string | null): Values => (kernel === null ? {} : { kernel });

/** Where a kernel is chosen by shape, the small proof may run by another one than the timed work: its results are then shown by probes alone. */
function provenByOther(pool: Pool): Found {
  const proven = proofOf(pool)?.proof?.kernel ?? null;
  const timed = pool.kernel;
  return proven === null || timed === null || proven === timed ? null : { values: { proven, timed } };
}

/** Round by round, so that what slowed a whole round cancels; said where the whole interval of the ratio lies below 1. */
function runnerUpFaster(pool: Pool, others: readonly Pool[]): Found {
  const { standing, leads, runnerUp } = pool.race;
  if (standing !== 'winner' || !leads) return null;
  const second = others.find(({ strategy }) => strategy === runnerUp);
  if (second === undefined || runnerUp === null) return null;
  const winnerMeans = new Map(
    pool.rounds.map(({ round, measurement: { stepMs } }) => [round, stepMs.sumMs / stepMs.steps]),
  );
  const ratios = second.rounds.flatMap(({ round, measurement: { stepMs } }) => {
    const winnerMs = winnerMeans.get(round);
    return winnerMs === undefined ? [] : [stepMs.sumMs / stepMs.steps / winnerMs];
  });
  const ratio = overRounds(ratios, 'no-common-round');
  if (!ratio.available || ratio.high >= 1) return null;
  return { values: { runnerUp, runnerUpMs: meanStepTime(second).point, winnerMs: meanStepTime(pool).point } };
}

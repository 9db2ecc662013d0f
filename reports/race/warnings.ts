/** What to know of how a row's strategy was chosen, and of the kernels that ran. Pure. */
import { pointText, timeUnit } from '../format.ts';
import { meanStepTime, overRounds } from '../rows/normalise.ts';
import type { Pool } from '../rows/pool.ts';
import { proofOf } from '../rows/recorded.ts';

/** In the order in which they are shown. */
export const RACE_CODES = [
  'runner-up-faster',
  'winner-not-measured',
  'unraced',
  'kernels-differ',
  'proof-by-other-kernel',
] as const;

export type RaceCode = (typeof RACE_CODES)[number];

type Rule = (pool: Pool, others: readonly Pool[]) => string | null;

const RULES: Readonly<Record<RaceCode, Rule>> = {
  'runner-up-faster': runnerUpFaster,
  'winner-not-measured': ({ race: { standing, leads, winner } }) =>
    standing === 'runner-up' && leads
      ? `${winner ?? 'another strategy'} won the race, and none of its rounds was measured: this is the runner-up`
      : null,
  unraced: ({ race, strategy }) =>
    race.standing === 'unraced'
      ? `no race of its run says whether ${strategy} is the fastest of its target's strategies: it is compared with the same strategy alone`
      : null,
  'kernels-differ': ({ otherKernels, kernel }) =>
    otherKernels.length === 0
      ? null
      : `${otherKernels.map(other => `round ${other.rounds.map(round => round + 1).join(', ')} ran by ${kernelText(other.kernel)}`).join('; ')}: not pooled with those by ${kernelText(kernel)}`,
  'proof-by-other-kernel': provenByOther,
};

/** `others`: pools of the same run, target and work. */
export function raceWarnings(
  pool: Pool,
  others: readonly Pool[],
): { readonly code: RaceCode; readonly message: string }[] {
  return RACE_CODES.flatMap(code => {
    const message = RULES[code](pool, others);
    return message === null ? [] : [{ code, message }];
  });
}

/** Where a kernel is chosen by shape, the small proof may run by another one than the timed work: its results are then shown by probes alone. */
function provenByOther(pool: Pool): string | null {
  const proven = proofOf(pool)?.proof?.kernel ?? null;
  if (proven === null || pool.kernel === null || proven === pool.kernel) return null;
  return `it was proven by ${kernelText(proven)} and timed by ${kernelText(pool.kernel)}: of what was timed, the results were compared by probes alone`;
}

/** Round by round, so that what slowed a whole round cancels; said where the whole interval of the ratio lies below 1. */
function runnerUpFaster(pool: Pool, others: readonly Pool[]): string | null {
  const { standing, leads, runnerUp } = pool.race;
  if (standing !== 'winner' || !leads) return null;
  const second = others.find(({ strategy }) => strategy === runnerUp);
  if (second === undefined) return null;
  const meanMs = new Map(pool.rounds.map(({ round, measurement: { stepMs } }) => [round, stepMs.sumMs / stepMs.steps]));
  const ratios = second.rounds.flatMap(({ round, measurement: { stepMs } }) => {
    const own = meanMs.get(round);
    return own === undefined ? [] : [stepMs.sumMs / stepMs.steps / own];
  });
  const ratio = overRounds(ratios, '');
  if (!ratio.available || ratio.high >= 1) return null;
  const [ownText, secondText] = [pool, second].map(of => msText(meanStepTime(of).point));
  return `${runnerUp}, the runner-up of its race, was faster over the rounds: ${secondText} a step, this one ${ownText}. The winner of the race stays the row: choosing by the rounds that are reported would report their luck`;
}

const msText = (ms: number): string => pointText(ms, timeUnit(ms));

const kernelText = (kernel: string | null): string => (kernel === null ? 'a kernel that was not named' : `'${kernel}'`);

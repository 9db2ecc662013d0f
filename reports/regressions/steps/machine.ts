/** Whether what a series did is what its machine did. Pure. */
import type { LearnedSeries } from './learn.ts';
import { levelChange } from './level-change.ts';
import { levelBefore } from './track.ts';

/** In standard errors: what lies no further from the machine's step is that step. */
const ALIKE = 3;
/** The machine explains a step of which it makes up so much at least. */
const LEAST_PART = 0.5;

/**
 * Whether the step of a series at `onset` is what is seen of the machine's where everything changed alike: of that it keeps what was not
 * taken out as shared movement. A series that follows its machine wholly keeps nothing, so its step is its own.
 */
export function followsMachine(series: LearnedSeries, machine: LearnedSeries | null, onset: number): boolean {
  if (machine === null) return false;
  const own = levelChange(series, levelBefore(series.starts, onset), onset);
  const whole = levelChange(machine, levelBefore(machine.starts, onset), onset);
  if (own === null || whole === null) return false;
  const kept = 1 - series.noise.shared;
  const explained = kept * whole.logRatio;
  const error = Math.hypot(own.se, kept * whole.se);
  return (
    explained * Math.sign(own.logRatio) >= LEAST_PART * Math.abs(own.logRatio) &&
    Math.abs(own.logRatio - explained) <= ALIKE * error
  );
}

/** The rate of a model through the fastest parallel plan that fits, from its timed pieces. Pure. */
import { isAbsent } from '../../figure.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { TimedPieces } from '../pieces.ts';
import { planGround } from '../plan-ground.ts';
import type { ModelWithBlock, RateQuestion } from '../question.ts';
import { bestPlan } from '../search.ts';
import type { TrainingRate } from './rate.ts';
import { planReasons, workReasons } from './reasons.ts';
import { supportOf } from './support.ts';

export function plannedRate(
  question: RateQuestion,
  model: ModelWithBlock,
  { work, measuredChip }: Evidence,
  pieces: TimedPieces,
): TrainingRate {
  const { options, scaling, cut } = pieces;
  const { spread, stepTime: _, ...support } = supportOf([work], measuredChip, question.catalog);
  const ground = planGround(question, model, pieces, spread.board);
  if (isAbsent(ground)) return ground;
  const planned = bestPlan(ground);
  if (!planned.available) return planned;
  return {
    rateKind: 'training',
    available: true,
    extrapolated: cut.length > 0,
    tokensPerSecondPerDevice: planned.tokensPerSecondPerDevice,
    basis: 'projected',
    why: [
      ...workReasons(work, 1, scaling, spread),
      ...pieces.why,
      ...planReasons(planned, options),
      ...ground.fabric.why,
    ],
    ...support,
  };
}

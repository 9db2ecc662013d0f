/** The rate of a training step that ran whole on one device, over the boards that ran it. Pure. */
import { falling } from '../../../results/statistics.ts';
import { fact } from '../../fact.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { TimedPieces } from '../pieces.ts';
import type { RateQuestion } from '../question.ts';
import { scaledStep } from '../sibling-scaling.ts';
import type { TrainingRate } from './rate.ts';
import { workReasons } from './reasons.ts';
import { supportOf } from './support.ts';

export function measuredRate(
  { catalog, chip }: RateQuestion,
  { work, pools, measuredChip }: Evidence,
  { cut, scaling }: TimedPieces,
): TrainingRate {
  const { spread, stepTime, ...support } = supportOf(pools, measuredChip, catalog);
  const step = scaledStep(stepTime, scaling);
  return {
    rateKind: 'training',
    available: true,
    extrapolated: cut.length > 0,
    tokensPerSecondPerDevice: falling(step, stepMs => (1000 * work.workload.tokens) / stepMs),
    basis: measuredChip === chip ? 'measured' : 'sibling',
    why: [...workReasons(work, support.boards.length, scaling, spread), fact('no-communication')],
    ...support,
  };
}

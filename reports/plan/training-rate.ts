/** Rate the plan: tokens per second and device, from the whole step where it ran, else from its pieces through a parallel plan. Pure. */
import { falling, type Interval } from '../../results/statistics.ts';
import { fact } from '../fact.ts';
import { absent, isAbsent } from '../figure.ts';
import { scaledTime } from '../reference/sibling.ts';
import { meanStepTime } from '../rows/normalise.ts';
import type { WorkPool } from '../rows/work.ts';
import { boardSpread } from '../spread/board-spread.ts';
import { boardName } from '../spread/boards.ts';
import { chipTime, widened } from '../spread/chip-time.ts';
import { fabricOf } from './collectives.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { type ModelWithBlock, scaledParts, type TimedPieces, timedPieces } from './pieces.ts';
import type { RateQuestion } from './question.ts';
import type { TrainingRate } from './rate.ts';
import { rateLacks } from './rate-lacks.ts';
import { boardSpreadReason, elsewhereReasons, measuredReason, planReasons } from './reasons.ts';
import { bestPlan } from './search.ts';
import { AS_MEASURED, type Ratio } from './sibling-scaling.ts';
import { stackOf } from './stack.ts';

/**
 * `measured` where a device ran the whole step and no number of devices is asked for; else `projected`. Where the chip has no
 * such record, those of its nearest sibling are scaled (reference/sibling.ts). Absent where records, links or memory do not allow it.
 */
export function trainingRateFromRecords(question: RateQuestion): TrainingRate {
  const { model } = question;
  const { block } = model;
  if (block === null) return absent('unknown-block', { model: model.name, block: model.differs.block ?? '' });
  const evidence = evidenceOf(question);
  if (isAbsent(evidence)) return evidence;
  const modelWithBlock = { ...model, block };
  const pieces = timedPieces(question, modelWithBlock, evidence);
  if (isAbsent(pieces)) return pieces;
  const isWholeStep = evidence.work.workload.part === 'train-step' && pieces.cut.length === 0;
  return isWholeStep && question.options?.devices === undefined
    ? measuredRate(question, evidence, pieces)
    : plannedRate(question, modelWithBlock, evidence, pieces);
}

/** The whole step as it ran on one device, over the boards that ran it. */
function measuredRate(
  { catalog, chip }: RateQuestion,
  { work, pools, measuredChip }: Evidence,
  { cut, scaling }: TimedPieces,
): TrainingRate {
  const spread = boardSpread(catalog);
  const time = chipTime(
    pools.map(({ pool }) => pool),
    meanStepTime,
    spread,
  );
  return {
    rateKind: 'training',
    available: true,
    extrapolated: cut.length > 0,
    tokensPerSecondPerDevice: rateOver(work, time.interval, scaling.compute),
    basis: measuredChip === chip ? 'measured' : 'sibling',
    why: [
      measuredReason(work, time.boards.length),
      ...elsewhereReasons(work),
      ...scaling.why,
      boardSpreadReason(spread),
      fact('no-communication'),
    ],
    runs: runsOf(pools),
    boards: time.boards,
    lacks: rateLacks(time.interval, pools, measuredChip),
  };
}

/** The pieces through the fastest plan that fits. */
function plannedRate(
  { catalog, chip, links }: RateQuestion,
  model: ModelWithBlock,
  { work, measuredChip }: Evidence,
  pieces: TimedPieces,
): TrainingRate {
  const { options, scaling, cut } = pieces;
  const spread = boardSpread(catalog);
  const stack = stackOf(model);
  if (isAbsent(stack)) return stack;
  const fabric = fabricOf(chip.id, links, options.site);
  if (isAbsent(fabric)) return fabric;
  const planned = bestPlan({ stack, chip, fabric, parts: scaledParts(pieces, spread.board), options });
  if (!planned.available) return planned;
  return {
    rateKind: 'training',
    available: true,
    extrapolated: cut.length > 0,
    tokensPerSecondPerDevice: planned.tokensPerSecondPerDevice,
    basis: 'projected',
    why: [
      measuredReason(work, 1),
      ...elsewhereReasons(work),
      ...scaling.why,
      boardSpreadReason(spread),
      ...pieces.why,
      ...planReasons(planned, options),
      ...fabric.why,
    ],
    runs: runsOf([work]),
    boards: [boardName(work.pool)],
    lacks: rateLacks(widened(meanStepTime(work.pool), spread.board), [work], measuredChip),
  };
}

const runsOf = (works: readonly WorkPool[]): string[] => [
  ...new Set(works.map(({ pool: { record } }) => record.context.runId)),
];

function rateOver({ workload }: WorkPool, time: Interval, ratio: Ratio): Interval {
  const step = ratio === AS_MEASURED ? time : scaledTime(time, ratio, 0);
  return falling(step, ms => (1000 * workload.tokens) / ms);
}

/** What a plan of a model is made of: its stack, the fabric of the chip and the timed pieces. Pure. */
import { type Absent, isAbsent } from '../figure.ts';
import { fabricOf } from './collectives.ts';
import type { TimedPieces } from './pieces.ts';
import type { ModelWithBlock, RateQuestion } from './question.ts';
import { scaledParts } from './scaled-parts.ts';
import type { Ground } from './search.ts';
import { stackOf } from './stack.ts';

/** `boardDeviation`: standard deviation of the logarithm between boards; null where it is not known. */
export function planGround(
  { chip, links }: RateQuestion,
  model: ModelWithBlock,
  pieces: TimedPieces,
  boardDeviation: number | null,
): Ground | Absent {
  const { options } = pieces;
  const stack = stackOf(model);
  if (isAbsent(stack)) return stack;
  const fabric = fabricOf(chip.id, links, options.site);
  if (isAbsent(fabric)) return fabric;
  return { stack, chip, fabric, parts: scaledParts(pieces, boardDeviation), options };
}

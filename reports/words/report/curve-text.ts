/** A loss curve in one sentence: how far it fell, and how far it was from the oracle's. */
import type { Curve } from '../../../results/schema/proof.ts';
import { percentText, threeDigits } from '../../format.ts';

/** `200 steps: cross-entropy from 5.55 to 3.1 (44 % down), at most 3.0e-7 from the oracle's (1e-3 allowed); no choice of experts differs`. */
export function curveText({ steps, loss, flips, maxDifference, tolerance, recomputed }: Curve): string {
  if (loss.length < steps) return `after ${loss.length} steps the loss is no number`;
  const [first, last] = [loss[0], loss.at(-1)];
  const path = first === undefined || last === undefined ? '' : `cross-entropy ${pathText(first, last)}, `;
  const total = flips.reduce((sum, many) => sum + many, 0);
  const touched = flips.filter(many => many > 0).length;
  const choices =
    total === 0
      ? 'no choice of experts differs'
      : `${total.toLocaleString('en-US')} choices of experts differ, in ${touched} of the steps${recomputed === true ? ', from a near tie on: the oracle was followed again with these choices' : ''}`;
  return `${steps} steps: ${path}at most ${maxDifference.toExponential(1)} from the oracle's (${tolerance === null ? 'not judged at this learning rate' : `${tolerance.toExponential(0)} allowed`}); ${choices}`;
}

function pathText(first: number, last: number): string {
  const change = Math.abs(last - first) / first;
  return `from ${threeDigits(first)} to ${threeDigits(last)} (${percentText(change)} ${last <= first ? 'down' : 'up'})`;
}

import { describe, expect, it } from 'vitest';
import type { AdamW } from '../../../suites/moe/adamw.ts';
import { adamwSteps } from './adamw-steps.ts';

/** ε of 2⁻²: far larger than anyone's, so that it shows where it is added. */
const OPTIMIZER: AdamW = {
  kind: 'adamw',
  learningRate: 0.1,
  beta1: 0.5,
  beta2: 0.75,
  epsilon: 0.25,
  weightDecay: 0.5,
};
const GRADIENTS = [Float64Array.of(4, -2), Float64Array.of(0, 2)];

/**
 * Two numbers, two steps, by hand. Decay: times 1 − 0.1·0.5 = 0.95, for a matrix only.
 * Step 1, g = [4, −2]: m = g/2 = [2, −1], v = g²/4 = [4, 1]; 1 − β₁ = 1/2 and 1 − β₂ = 1/4, so m̂ = g and v̂ = g²:
 *   move = 0.1·g ÷ (|g| + 1/4) = 0.1·[16/17, −8/9]
 * Step 2, g = [0, 2]: m = [1, −1/2 + 1] = [1, 1/2], v = [3, 3/4 + 1] = [3, 7/4]; 1 − β₁² = 3/4 and 1 − β₂² = 7/16, so
 *   m̂ = [4/3, 2/3], v̂ = [48/7, 4]: move = 0.1·[(4/3) ÷ (√(48/7) + 1/4), (2/3) ÷ (9/4)] = 0.1·[…, 8/27]
 */
const MOVES = [
  [0.1 * (16 / 17), -0.1 * (8 / 9)],
  [0.1 * (4 / 3 / (Math.sqrt(48 / 7) + 0.25)), 0.1 * (8 / 27)],
] as const;

describe('AdamW', () => {
  it.each([
    ['a matrix, which decays', [1, 2], 0.95],
    ['a vector, which does not', [2], 1],
  ])('does what a pencil does to %s', async (_, shape, kept) => {
    const [one, two] = await adamwSteps(OPTIMIZER, shape, Float64Array.of(2, -1), GRADIENTS);
    const first = [2 * kept - MOVES[0][0], -1 * kept - MOVES[0][1]] as const;
    expectClose(one?.parameter, first);
    expectClose(one?.first, [2, -1]);
    expectClose(one?.second, [4, 1]);
    expectClose(two?.parameter, [first[0] * kept - MOVES[1][0], first[1] * kept - MOVES[1][1]]);
    expectClose(two?.first, [1, 0.5]);
    expectClose(two?.second, [3, 1.75]);
  });

  it('moves a number without a gradient by its decay alone', async () => {
    const [, , three] = await adamwSteps(OPTIMIZER, [1, 1], Float64Array.of(8), Array(3).fill(Float64Array.of(0)));
    expectClose(three?.parameter, [8 * 0.95 ** 3]);
  });
});

function expectClose(actual: Float64Array | undefined, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual?.[i]).toBeCloseTo(value, 14);
}

import { describe, expect, test } from 'vitest';
import { isSettled } from '../../../harness/timing/settling.ts';
import { randomFrom } from '../../bench/random.mjs';

/** So many steps, each `changes` of a step slower than the one before, beside a spread in which no step follows another. */
const falling = (steps: number, change: number): number[] =>
  Array.from({ length: steps }, (_, step) => 100 * (1 + change * step) + (step % 2 === 0 ? 0.1 : -0.1));

describe('step times have settled', () => {
  test.each<[string, readonly number[], boolean]>([
    ['not with nineteen steps that are equal', Array(19).fill(10), false],
    ['with twenty that are equal', Array(20).fill(10), true],
    // 50 steps of 0.05 % come to 2.5 %, and 0.07 % to 3.5 %.
    ['where a fall of 0.05 % a step leaves less than 3 %', falling(30, -0.0005), true],
    ['not where a fall of 0.07 % a step leaves more', falling(30, -0.0007), false],
    ['not where they rise by as much', falling(30, 0.0007), false],
    ['where they rise by less', falling(30, 0.0005), true],
    ['not while they fall by 1 % a step', falling(40, -0.01), false],
    ['whatever a single step does', [...Array(12).fill(10), 99, ...Array(12).fill(10)], true],
    ['not when only the last twenty of forty are down', [...Array(20).fill(13), ...Array(20).fill(10)], false],
    ['not when the last ten of forty are down', [...Array(30).fill(13), ...Array(10).fill(10)], false],
    ['by the last two thirds, whatever came before', [...Array(20).fill(13), ...Array(40).fill(10)], true],
    // Of 3000 steps 2000 are looked at, as 63 stretches: half of them is the time constant that is reckoned with.
    ['not where a fall is slow and long: 3 % over 1000 steps', falling(3000, -0.00003), false],
    ['where it is slower still', falling(3000, -0.00002), true],
  ])('%s', (_, times, settled) => {
    expect(isSettled(times)).toBe(settled);
  });

  test.each([
    { slow: 0.2, over: 50, noise: 0.01 },
    { slow: 0.1, over: 50, noise: 0.01 },
    { slow: 0.5, over: 50, noise: 0.01 },
    { slow: 0.2, over: 50, noise: 0.03 },
    { slow: 0.2, over: 20, noise: 0.01 },
    { slow: 1, over: 10, noise: 0.01 },
  ])(
    'only when less than 3 % of a start is left that is $slow slow and comes down over $over steps, at a noise of $noise',
    start => {
      const { normal } = randomFrom(11);
      const left = Array.from({ length: 41 }, () => leftOf(start, normal)).toSorted((a, b) => a - b);
      expect(left[20]).toBeLessThanOrEqual(0.03);
    },
  );
});

/** What is left of a slow start when the rule is content; 0 where it never is, which the record says. */
function leftOf({ slow, over, noise }: Record<'slow' | 'over' | 'noise', number>, normal: () => number): number {
  const times: number[] = [];
  let wobble = normal();
  while (times.length < 300) {
    wobble = 0.6 * wobble + 0.8 * normal();
    times.push(10 * (1 + slow * Math.exp(-times.length / over)) * (1 + noise * wobble));
    if (isSettled(times)) return slow * Math.exp(-times.length / over);
  }
  return 0;
}

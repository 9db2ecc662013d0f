/** Scores of many years, added up: rates with their bounds, and one line of the table. */
import { type Key, QUESTIONS, type Score, type Tally } from './score.ts';

export type Total = {
  readonly years: number;
  readonly nights: number;
  readonly falseAlarms: number;
  readonly earlyFalseAlarms: number;
  readonly falseNights: number;
  /** Upper end, 95 % one-sided, of false alarms a night. */
  readonly falseBound: number;
  readonly tallies: Readonly<Record<Key, Tally>>;
};

export function totalOf(scores: readonly Score[]): Total {
  const sum = (value: (score: Score) => number) => scores.reduce((total, score) => total + value(score), 0);
  const [nights, falseAlarms] = [sum(score => score.nights), sum(score => score.falseAlarms)];
  const tallyOf = (key: Key): Tally => ({
    steps: sum(({ tallies }) => tallies[key].steps),
    inTime: sum(({ tallies }) => tallies[key].inTime),
    found: sum(({ tallies }) => tallies[key].found),
    dated: sum(({ tallies }) => tallies[key].dated),
  });
  const [slower5, slower3, faster5, faster3] = QUESTIONS.map(({ key }) => tallyOf(key));
  return {
    years: scores.length,
    nights,
    falseAlarms,
    earlyFalseAlarms: sum(score => score.earlyFalseAlarms),
    falseNights: sum(score => score.falseNights),
    falseBound: upperCount(scores.map(score => score.falseAlarms)) / nights,
    tallies: { slower5: slower5 ?? NONE, slower3: slower3 ?? NONE, faster5: faster5 ?? NONE, faster3: faster3 ?? NONE },
  };
}

const NONE: Tally = { steps: 0, inTime: 0, found: 0, dated: 0 };

/**
 * Alarms come in clusters, so a year is the unit: the greater of the exact bound of a Poisson count (Garwood 1936) and the sum + 1.645
 * deviations of a sum of as many years.
 */
export function upperCount(counts: readonly number[]): number {
  const n = counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const variance = n < 2 ? 0 : counts.reduce((sum, count) => sum + (count - total / n) ** 2, 0) / (n - 1);
  return Math.max(poissonUpper(total), total + 1.645 * Math.sqrt(n * variance));
}

/** The mean under which `count` or fewer have a chance of 5 %, by bisection. */
export function poissonUpper(count: number): number {
  let [low, high] = [count, 2 * count + 20];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (atMost(count, middle) > 0.05) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(N ≤ count) of a Poisson count; terms by their logarithm, so that a large mean is no zero. */
function atMost(count: number, mean: number): number {
  let [log, sum] = [-mean, 0];
  for (let i = 0; i <= count; i += 1) {
    sum += Math.exp(log);
    log += Math.log(mean / (i + 1));
  }
  return sum;
}

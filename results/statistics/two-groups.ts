/** Do rounds fall into two groups, as where a process lands on fast or on slow memory and stays there? */
import { mean, sum } from './quantiles.ts';

export type Group = { readonly rounds: number; readonly mean: number };
export type TwoGroups = { readonly low: Group; readonly high: Group };

const FEWEST_ROUNDS = 5;
/**
 * Of 5, 6, … 20 rounds: the share of the squared deviations that the best split in two leaves within its groups; 2 of 100
 * samples of a normal distribution leave less. The statistic is that of Engelman & Hartigan 1969 (JASA 64:1647); the values
 * are from 200,000 simulated samples of each size. More than 20 rounds keep the last, which calls fewer samples grouped.
 */
const SHARE_LEFT = [
  0.0211, 0.0412, 0.0608, 0.0792, 0.094, 0.1086, 0.121, 0.1311, 0.1402, 0.1481, 0.156, 0.1631, 0.168, 0.1742, 0.1806,
  0.1852,
] as const;

/** The two groups of values that lie apart more than normal ones would (level 2 %); null where none do, or below 5 values. */
export function twoGroups(values: readonly number[]): TwoGroups | null {
  if (values.length < FEWEST_ROUNDS) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const total = squaresAboutMean(sorted);
  if (total === 0) return null;
  const splits = sorted.slice(1).map((_, i) => [sorted.slice(0, i + 1), sorted.slice(i + 1)] as const);
  const shares = splits.map(([low, high]) => (squaresAboutMean(low) + squaresAboutMean(high)) / total);
  const least = Math.min(...shares);
  const split = splits[shares.indexOf(least)];
  const critical = SHARE_LEFT[Math.min(values.length - FEWEST_ROUNDS, SHARE_LEFT.length - 1)];
  if (split === undefined || critical === undefined || least >= critical) return null;
  return { low: groupOf(split[0]), high: groupOf(split[1]) };
}

function groupOf(values: readonly number[]): Group {
  return { rounds: values.length, mean: mean(values) };
}

function squaresAboutMean(values: readonly number[]): number {
  const centre = mean(values);
  return sum(values.map(value => (value - centre) ** 2));
}

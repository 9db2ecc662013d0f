/** Whether others disturbed what a row's efficiencies are taken of: the products and streams of its own run. Pure. */
import type { Fact } from '../../fact.ts';
import { type Denominator, denominators, productsOf } from '../normalise.ts';
import { isStream } from '../optimizer.ts';
import { type Pool, roundNumbers } from '../pool.ts';
import type { Warning } from './warning.ts';

/** In the rounds that the row has too, since others are no part of its ratios; `because`: each case, with its first cause. */
export function denominatorWarnings(pool: Pool): Warning[] {
  const streams = pool.workloadCase.workload.part === 'train-step' ? denominators(pool, isStream) : [];
  const because = [...productsOf(pool), ...streams].flatMap(denominator => disturbedCase(denominator, pool));
  return because.length === 0 ? [] : [{ code: 'denominator-disturbed', values: {}, because }];
}

function disturbedCase({ workloadCase, rounds }: Denominator, pool: Pool): readonly Fact[] {
  const common = new Set(pool.rounds.map(({ round }) => round));
  const disturbed = rounds.filter(({ round, disturbed: causes }) => common.has(round) && causes.length > 0);
  const [cause] = disturbed.flatMap(({ disturbed: causes }) => causes);
  if (cause === undefined) return [];
  const values = { case: workloadCase.id, rounds: roundNumbers(disturbed.map(({ round }) => round)) };
  return [{ code: 'denominator-rounds', values, because: [cause] }];
}

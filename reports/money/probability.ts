/** How probable it is that a contender costs less than the reference: the share of joint samples in which it saves. */

import { absent } from '../figure.ts';
import type { Lack } from '../spread/verdict.ts';
import type { KnownSeries } from './known.ts';
import { meanOf } from './sampling/values.ts';
import type { Probability } from './schema.ts';

/** Without an interval on both sides there is none, as there is no verdict. A sample that saves nothing counts as a half. */
export function probabilityOf(saving: KnownSeries, lacks: readonly Lack[]): Probability {
  if (!saving.available) return saving;
  if (lacks.length > 0) return absent('probability-without-interval');
  const { samples } = saving.value;
  return { available: true, value: meanOf(samples, value => (value > 0 ? 1 : value === 0 ? 0.5 : 0)) };
}

/** Whether the variables of a case draw numbers of their own: a name is one of 2³² streams, and two may share one. */
import { streamKey } from '../../suites/data.ts';
import type { Candidate } from '../money/candidate.ts';
import type { ReadCase } from './read.ts';

/**
 * UsageError for two variables of one stream: their errors would cancel in a saving, and its interval would have no width. By
 * chance that is one pair in 4 billion; ids can be sought for it.
 */
export function checkDraws(candidates: Iterable<Candidate>, seed: number, refuse: ReadCase['refuse']): void {
  const byKey = new Map<number, string>();
  for (const { grounds } of candidates) {
    for (const { quantity } of grounds) {
      if (quantity.draw === null) continue;
      const { name } = quantity.draw;
      const key = streamKey(seed, name);
      const other = byKey.get(key) ?? name;
      if (other !== name) {
        throw refuse(['seed'], `with ${seed} ${other} and ${name} draw the same samples; give another seed or id`);
      }
      byKey.set(key, name);
    }
  }
}

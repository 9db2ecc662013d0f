/** What a claim counts FLOPs by. */
import type { Model } from '../../suites/models.ts';

/** Active parameters as published. Throws for a model without: no claim about it can be recomputed. */
export function activeParameters({ id, parameters: { activeBillion } }: Model): number {
  if (activeBillion === null) throw new Error(`${id} has no published active parameters`);
  return activeBillion * 1e9;
}

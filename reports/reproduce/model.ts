/** What a claim counts FLOPs by. */
import type { Model } from '../../suites/model.ts';

/** Total parameters as published. Throws for a model without. */
export function totalParameters({ id, parameters: { totalBillion } }: Model): number {
  if (totalBillion === null) throw new Error(`${id} has no published total parameters`);
  return totalBillion * 1e9;
}

/** Active parameters as published. Throws for a model without: no claim about it can be recomputed. */
export function activeParameters({ id, parameters: { activeBillion } }: Model): number {
  if (activeBillion === null) throw new Error(`${id} has no published active parameters`);
  return activeBillion * 1e9;
}

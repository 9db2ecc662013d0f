/** What to know before comparing a row with others. Pure. */
import type { MachineNoise } from '../../../results/selftest/newest.ts';
import type { Fact } from '../../fact.ts';
import type { Figure } from '../../figure.ts';
import type { Warning } from './warning.ts';

/** A difference from the reference that equal things show too. The reference was not run in the same rounds. */
export function noiseWarnings(relative: Figure, noise: MachineNoise): Warning[] {
  if (!relative.available || !noise.available) return [];
  const difference = Math.expm1(Math.abs(Math.log(relative.point)));
  return difference > noise.apart ? [] : [{ code: 'below-noise', values: { difference, apart: noise.apart } }];
}

/** Choices of experts that differ at near ties: what was compared then says less. */
export const choiceWarnings = (notes: readonly Fact[]): Warning[] =>
  notes.length === 0 ? [] : [{ code: 'choices-differ', values: {}, because: [...notes] }];

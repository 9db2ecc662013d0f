/** Cells of a recomputed claim's tables. */
import { threeDigits } from '../../format.ts';
import type { ClaimCell } from '../../reproduce/codes.ts';
import type { Sentence } from '../sentence.ts';

export const CLAIM_CELLS: Readonly<Record<ClaimCell, Sentence>> = {
  'interval-of-rounds': ({ low, high, kind, rounds }) =>
    `${threeDigits(Number(low))} to ${threeDigits(Number(high))} (${kind === 'confidence-95' ? '95 %' : kind}, ${rounds} rounds)`,
};

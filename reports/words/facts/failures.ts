/** Why a cell failed, where it is more than one fact of its record. */
import type { FailureReason } from '../../report/codes.ts';
import type { Sentence } from '../sentence.ts';

export const FAILURES: Readonly<Record<FailureReason, Sentence>> = {
  'several-causes': '{because}',
};

/** Why a figure of the reference is missing. */
import type { ReferenceAbsence } from '../../reference/codes.ts';
import type { Sentence } from '../sentence.ts';

export const REFERENCE_ABSENCES: Readonly<Record<ReferenceAbsence, Sentence>> = {
  'no-bandwidth-of-chip': 'the catalog has no memory bandwidth for {chip}',
  'no-peak-of-chip': 'the catalog has no {dtype} peak for {chip}',
  'sheets-without-peak': 'the catalog has no {dtype} peak for {chip} and {otherChip}',
  'sheets-without-bounds': 'the data sheet of {chip} or {otherChip} gives no {dtype} peak or no memory bandwidth',
  'too-few-anchors': 'too few published training speeds to project from',
};

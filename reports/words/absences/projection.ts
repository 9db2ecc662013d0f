/** Why a projected speed is missing. */
import type { ProjectionAbsence } from '../../projection/codes.ts';
import type { Sentence } from '../sentence.ts';

export const PROJECTION_ABSENCES: Readonly<Record<ProjectionAbsence, Sentence>> = {
  'no-anchor-of-dtype': 'published speeds are of bfloat16 and float8, and say nothing about {dtype}',
  'no-peak-of-dtype': 'the catalog has no {dtype} peak of {chip}',
  'no-sixteen-bit-peak': 'the catalog has no 16-bit peak of {chip}',
  'active-above-total': '{active} active of {total} parameters: give 0 < active ≤ total',
  'not-a-device-count': '{devices} is not a number of devices: give 1 or more, or null',
};

/** Why a figure of the reference can be missing. The sentences are in reports/words/absences/reference.ts. */
export const REFERENCE_ABSENCES = [
  'no-bandwidth-of-chip',
  'no-peak-of-chip',
  'sheets-without-peak',
  'sheets-without-bounds',
  'too-few-anchors',
] as const;

export type ReferenceAbsence = (typeof REFERENCE_ABSENCES)[number];

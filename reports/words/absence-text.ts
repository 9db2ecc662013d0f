/** The sentence of a missing figure, in English. */
import { noteText } from '../../results/note-text.ts';
import type { AbsentCode, SharedAbsence } from '../absent-codes.ts';
import type { Fact } from '../fact.ts';
import { CASE_ABSENCES } from './absences/case.ts';
import { ENERGY_ABSENCES } from './absences/energy.ts';
import { MONEY_ABSENCES } from './absences/money.ts';
import { PLAN_ABSENCES } from './absences/plan.ts';
import { PROJECTION_ABSENCES } from './absences/projection.ts';
import { REFERENCE_ABSENCES } from './absences/reference.ts';
import { REPRODUCE_ABSENCES } from './absences/reproduce.ts';
import { ROW_ABSENCES } from './absences/rows.ts';
import { filled, type Sentence, valueText } from './sentence.ts';

const SHARED: Readonly<Record<SharedAbsence, Sentence>> = {
  said: '{text}',
  'divisor-reaches-zero': 'the interval of the divisor reaches zero',
};

export const ABSENCES: Readonly<Record<AbsentCode, Sentence>> = {
  ...SHARED,
  ...CASE_ABSENCES,
  ...ENERGY_ABSENCES,
  ...MONEY_ABSENCES,
  ...PLAN_ABSENCES,
  ...PROJECTION_ABSENCES,
  ...REFERENCE_ABSENCES,
  ...REPRODUCE_ABSENCES,
  ...ROW_ABSENCES,
};

const BY_CODE: ReadonlyMap<string, Sentence> = new Map(Object.entries(ABSENCES));

/**
 * The sentence of why something is missing, without a full stop. What it follows from may be a fact of a record; of a code that this
 * program does not know, the code and its values.
 */
export function absenceText({ code, values, because = [] }: Fact): string {
  const sentence = BY_CODE.get(code);
  const texts = because.map(absenceText).join('; ');
  return sentence === undefined ? noteText({ code, values: noteValues(values) }) : filled(sentence, values, texts);
}

/** A fact of a record has no lists. */
const noteValues = (values: Fact['values']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : valueText(value)]),
  );

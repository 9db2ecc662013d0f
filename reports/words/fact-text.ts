/** The sentence of every fact, by code, in every language. */
import type { SharedAbsence } from '../absent-codes.ts';
import type { Fact } from '../fact.ts';
import type { FactCode } from '../fact-codes.ts';
import { CASE_ABSENCES } from './absences/case.ts';
import { ENERGY_ABSENCES } from './absences/energy.ts';
import { KNOWN_COST_ABSENCES } from './absences/known-costs.ts';
import { MONEY_ABSENCES } from './absences/money.ts';
import { PLAN_ABSENCES } from './absences/plan.ts';
import { PROJECTION_ABSENCES } from './absences/projection.ts';
import { RACE_ABSENCES } from './absences/race.ts';
import { REFERENCE_ABSENCES } from './absences/reference.ts';
import { REPRODUCE_ABSENCES } from './absences/reproduce.ts';
import { ROW_ABSENCES } from './absences/rows.ts';
import { PRICES } from './assumptions/prices.ts';
import { REFERENCE } from './assumptions/reference.ts';
import { ROUNDS } from './assumptions/rounds.ts';
import { WORK } from './assumptions/work.ts';
import { DIFFERENCE_ABSENCES, NOT_INTERLEAVED, WITHHELD } from './difference/facts.ts';
import { CHIP_CHECKS } from './facts/chip-checks.ts';
import { NO_CHIP } from './facts/chips.ts';
import { CLAIM_CELLS } from './facts/claim-cells.ts';
import { FAILURES } from './facts/failures.ts';
import { LEFT_OUT } from './facts/left-out.ts';
import { MISMATCHES } from './facts/mismatches.ts';
import { NOT_INCLUDED } from './facts/not-included.ts';
import { OFFER_READINGS } from './facts/offers.ts';
import { RACE_WARNINGS } from './facts/race.ts';
import { ROUND_WARNINGS } from './facts/rounds.ts';
import { RUN_WARNINGS, SET_ASIDE } from './facts/runs.ts';
import type { InEvery, Language } from './language.ts';
import { noteText } from './notes/note-text.ts';
import { PLAN_REASONS } from './reasons/plan.ts';
import { EXCLUSIONS, PROJECTION_REASONS } from './reasons/projection.ts';
import { SPEED_REASONS, WATT_MEASUREMENTS } from './reasons/speed.ts';
import { CLAIM_TEXTS } from './reproduce/claim-texts.ts';
import { filled, type Sentence, valueText } from './sentence.ts';
import { chineseValues } from './zh/phrases.ts';
import { ZH_SENTENCES } from './zh/sentences.ts';

const SHARED: Readonly<Record<SharedAbsence, Sentence>> = {
  'divisor-reaches-zero': 'the interval of the divisor reaches zero',
};

export type Sentences = Readonly<Record<FactCode, Sentence>>;

const EN_SENTENCES: Sentences = {
  ...SHARED,
  ...CASE_ABSENCES,
  ...DIFFERENCE_ABSENCES,
  ...ENERGY_ABSENCES,
  ...KNOWN_COST_ABSENCES,
  ...MONEY_ABSENCES,
  ...PLAN_ABSENCES,
  ...PROJECTION_ABSENCES,
  ...RACE_ABSENCES,
  ...REFERENCE_ABSENCES,
  ...REPRODUCE_ABSENCES,
  ...ROW_ABSENCES,
  ...PRICES,
  ...REFERENCE,
  ...ROUNDS,
  ...WORK,
  ...NO_CHIP,
  ...CHIP_CHECKS,
  ...CLAIM_CELLS,
  ...CLAIM_TEXTS,
  ...EXCLUSIONS,
  ...FAILURES,
  ...LEFT_OUT,
  ...MISMATCHES,
  ...NOT_INCLUDED,
  ...NOT_INTERLEAVED,
  ...OFFER_READINGS,
  ...PLAN_REASONS,
  ...PROJECTION_REASONS,
  ...RACE_WARNINGS,
  ...ROUND_WARNINGS,
  ...RUN_WARNINGS,
  ...SET_ASIDE,
  ...SPEED_REASONS,
  ...WATT_MEASUREMENTS,
  ...WITHHELD,
};

/** A language without a sentence for a code does not compile. */
export const SENTENCES: InEvery<Sentences> = { en: EN_SENTENCES, zh: ZH_SENTENCES };

const BY_CODE: InEvery<ReadonlyMap<string, Sentence>> = {
  en: new Map(Object.entries(SENTENCES.en)),
  zh: new Map(Object.entries(SENTENCES.zh)),
};

/** Whether the code is one of a report; else it is of a record (results/note-text.ts). */
export const isOfReport = (code: string): boolean => BY_CODE.en.has(code);

/**
 * The sentence of a fact, as its table has it. What it follows from may be a fact of a record; of a code that this program does not
 * know, the code and its values.
 */
export function factText({ code, values, because = [] }: Fact, language: Language = 'en'): string {
  const sentence = BY_CODE[language].get(code);
  if (sentence === undefined) return noteText({ code, values: noteValues(values) }, language);
  const items = because.map(cause => factText(cause, language));
  return filled(sentence, language === 'zh' ? chineseValues(values) : values, items, language);
}

/** A fact of a record has no lists. */
const noteValues = (values: Fact['values']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : valueText(value)]),
  );

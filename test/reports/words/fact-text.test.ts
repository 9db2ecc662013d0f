/** Every fact of a report is a code with values; its sentence is made here, by one table. */
import { describe, expect, test } from 'vitest';
import { SHARED_ABSENCES } from '../../../reports/absent-codes.ts';
import { CASE_ABSENCES, SPEED_REASONS, WATT_MEASUREMENTS } from '../../../reports/case/codes.ts';
import { NO_CHIP_CODES } from '../../../reports/catalog/no-chip.ts';
import { DIFFERENCE_ABSENCES, NOT_INTERLEAVED, WITHHELD } from '../../../reports/difference/codes.ts';
import { ENERGY_ABSENCES } from '../../../reports/energy/codes.ts';
import { fact } from '../../../reports/fact.ts';
import { absent } from '../../../reports/figure.ts';
import { KNOWN_COST_ABSENCES, LEFT_OUT } from '../../../reports/known-costs/codes.ts';
import { MONEY_ABSENCES, NOT_INCLUDED } from '../../../reports/money/codes.ts';
import { SPEED_LACKS } from '../../../reports/money/lacks.ts';
import { OFFER_READINGS } from '../../../reports/offer/codes.ts';
import { PLAN_ABSENCES, PLAN_REASONS } from '../../../reports/plan/codes.ts';
import { EXCLUSIONS, PROJECTION_ABSENCES, PROJECTION_REASONS } from '../../../reports/projection/codes.ts';
import { RACE_ABSENCES } from '../../../reports/race/codes.ts';
import { REFERENCE_ABSENCES } from '../../../reports/reference/codes.ts';
import { ASSUMPTION_ITEMS, ASSUMPTIONS, FAILURE_REASONS } from '../../../reports/report/codes.ts';
import { CLAIM_CELLS, REPRODUCE_ABSENCES } from '../../../reports/reproduce/codes.ts';
import { CLAIM_TEXTS } from '../../../reports/reproduce/text-codes.ts';
import { CHIP_CHECKS, MISMATCHES, ROW_ABSENCES, SET_ASIDE } from '../../../reports/rows/codes.ts';
import { WARNING_CODES, WARNING_ITEMS } from '../../../reports/rows/warnings/codes.ts';
import { ROW_LACKS } from '../../../reports/spread/codes.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { factText, SENTENCES } from '../../../reports/words/fact-text.ts';
import { jsonWithTexts } from '../../../reports/words/report/report-document.ts';
import { note } from '../../../results/schema/note.ts';
import { NOTE_CODES } from '../../../results/schema/note-codes.ts';
import { unavailable } from '../../../results/schema/reading.ts';

const CODES: readonly string[] = [
  ...SHARED_ABSENCES,
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
  ...ASSUMPTIONS,
  ...ASSUMPTION_ITEMS,
  ...CHIP_CHECKS,
  ...CLAIM_CELLS,
  ...CLAIM_TEXTS,
  ...EXCLUSIONS,
  ...FAILURE_REASONS,
  ...LEFT_OUT,
  ...MISMATCHES,
  ...NO_CHIP_CODES,
  ...NOT_INCLUDED,
  ...NOT_INTERLEAVED,
  ...OFFER_READINGS,
  ...PLAN_REASONS,
  ...PROJECTION_REASONS,
  ...SET_ASIDE,
  ...SPEED_REASONS,
  ...WARNING_CODES,
  ...WARNING_ITEMS,
  ...WATT_MEASUREMENTS,
  ...WITHHELD,
];

describe('a code', () => {
  test('has one sentence, and every sentence is of a code', () => {
    expect(Object.keys(SENTENCES.en).toSorted()).toEqual(CODES.toSorted());
  });

  test('is of one meaning: rooms have none in common, nor with records and lacks', () => {
    expect(new Set(CODES).size).toBe(CODES.length);
    const others: readonly string[] = [...NOTE_CODES, ...ROW_LACKS, ...SPEED_LACKS];
    expect(CODES.filter(code => others.includes(code))).toEqual([]);
  });

  test('is lower-case kebab', () => {
    expect(CODES.filter(code => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });
});

describe('a sentence', () => {
  test('has its values, as people read them', () => {
    expect(factText(fact('spikes', { outliers: 3, steps: 900, excess: 0.0123 }))).toContain(
      '3 of 900 steps took far longer or shorter than the rest: the mean, which cost follows, is 1.23 % above the median',
    );
    expect(factText(fact('two-groups', { lowRounds: 4, lowMs: 0.5, highRounds: 4, highMs: 2000 }))).toMatch(
      /^4 rounds near 500 µs, 4 near 2 s: /,
    );
    expect(factText(fact('unsettled', { rounds: ['1', '3'] }))).toContain('in round 1, 3, or');
  });

  test('has the sentences of what it follows from, whether of a report or of a record', () => {
    const hours = absent('row-mismatch', {}, [fact('losses-differ', { loss: 1, otherLoss: 2 })]);
    expect(absenceText(absent('no-cost', {}, [hours]))).toBe(
      'cost not known, because speed and cost are withheld, because its results disagree: the loss is 1 and 2',
    );
    expect(absenceText(absent('no-energy', {}, [unavailable('sliced')]))).toMatch(
      /^energy not known, because unsupported: /,
    );
  });

  test('of a code that this program does not know is the code with its values', () => {
    expect(factText({ code: 'of-a-later-version', values: { chip: 'x', rounds: ['1', '2'] } })).toBe(
      'of-a-later-version chip=x rounds=1, 2',
    );
  });
});

test('a document that is written has the sentence of each fact of a report beside its code, and records as they are', () => {
  const document = {
    stepMs: absent('is-reference'),
    parts: unavailable('no-step-traced'),
    skipped: note('not-wanted'),
  };
  expect(JSON.parse(jsonWithTexts(document))).toEqual({
    stepMs: { available: false, code: 'is-reference', values: {}, text: 'it is the reference' },
    parts: { available: false, code: 'no-step-traced', values: {} },
    skipped: { code: 'not-wanted', values: {} },
  });
});

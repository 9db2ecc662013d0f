/** The sentences of what a self-test found: figures as people read them, and raw in the codes. */
import { expect, test } from 'vitest';
import { NOTE_CODES } from '../../../results/schema/note-codes.ts';
import { FINDING_CODES } from '../../../results/selftest/codes.ts';
import { finding } from '../../../results/selftest/finding.ts';
import { findingText } from '../../../results/selftest/finding-text.ts';

test('shares are percentages of two digits, an overhead with its sign', () => {
  const values = { point: 0.00123, low: -0.0004, high: 0.0029 };
  expect(findingText(finding('step-overhead', values))).toBe(
    'a recorded step is +0.12 % (−0.04 % to +0.29 %) of a bare one; 1 % is allowed',
  );
  expect(findingText(finding('sampler-share', { share: 0.00061 }))).toBe('0.061 % of a core; 0.5 % is allowed');
});

test('false alarms have their chance by two digits, and counts as they are', () => {
  expect(findingText(finding('alarms-counted', { significant: 19, judged: 200, p: 0.00567 }))).toBe(
    '19 of 200 pairs of equal things seemed to differ, 5 % may (p = 0.0057)',
  );
});

test('sensors that disagree are named pair by pair', () => {
  const pairs = [
    finding('sensors-ratio', { first: 'rapl/package-0+rapl/package-1', second: 'ipmi/chassis', ratio: 1.1234 }),
    finding('sensors-ratio', { first: 'nvml/0', second: 'nvidia-smi/0', ratio: 0.9 }),
  ];
  expect(findingText(finding('sensors-apart', { apart: 2, comparisons: 3 }, pairs))).toBe(
    'rapl/package-0+rapl/package-1 ÷ ipmi/chassis is 1.12; nvml/0 ÷ nvidia-smi/0 is 0.900',
  );
});

test('a missing reading has the sentence of its own code', () => {
  expect(findingText({ code: 'not-asked', values: {} })).toBe('not asked for');
});

test('no code is of a finding and of a record', () => {
  const ofRecords: readonly string[] = NOTE_CODES;
  expect(FINDING_CODES.filter(code => ofRecords.includes(code))).toEqual([]);
});

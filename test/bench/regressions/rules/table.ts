/** moebench's rule, and the rules that users have today. */
import type { Rule } from '../alarm.ts';
import { asv } from './asv.ts';
import { lastValue } from './last-value.ts';
import { mannWhitney } from './mann-whitney.ts';
import { prediction } from './prediction.ts';
import { confirmedSteps, type FindSteps } from './steps.ts';

/** `everyYears`: a rule that is slow to compute judges one of so many years. */
export type RuleRow = { readonly rule: Rule; readonly everyYears: number };

export const rulesWith = (findSteps: FindSteps): readonly RuleRow[] => [
  { rule: confirmedSteps(findSteps), everyYears: 1 },
  { rule: lastValue(1.2), everyYears: 1 },
  { rule: mannWhitney(0.05), everyYears: 1 },
  { rule: mannWhitney(0.01), everyYears: 1 },
  { rule: prediction(0.99), everyYears: 1 },
  { rule: asv(0.05), everyYears: 4 },
  { rule: asv(0), everyYears: 4 },
];

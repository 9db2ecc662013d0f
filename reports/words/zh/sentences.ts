/** The Chinese sentence of every fact of a report, by code. */
import type { FactCode } from '../../fact-codes.ts';
import type { Sentence } from '../sentence.ts';
import { ZH_REFERENCE, ZH_WORK } from './assumptions.ts';
import { ZH_CASE_ABSENCES, ZH_ENERGY_ABSENCES, ZH_KNOWN_COST_ABSENCES, ZH_MONEY_ABSENCES } from './case-absences.ts';
import { ZH_DIFFERENCE_ABSENCES, ZH_NOT_INTERLEAVED, ZH_WITHHELD } from './difference.ts';
import {
  ZH_CHIP_CHECKS,
  ZH_CLAIM_CELLS,
  ZH_FAILURES,
  ZH_LEFT_OUT,
  ZH_MISMATCHES,
  ZH_NO_CHIP,
  ZH_NOT_INCLUDED,
  ZH_OFFER_READINGS,
} from './facts.ts';
import { ZH_PLAN_ABSENCES, ZH_PROJECTION_ABSENCES } from './plan-absences.ts';
import { ZH_PRICES } from './price-assumptions.ts';
import {
  ZH_EXCLUSIONS,
  ZH_PLAN_REASONS,
  ZH_PROJECTION_REASONS,
  ZH_SPEED_REASONS,
  ZH_WATT_MEASUREMENTS,
} from './reasons.ts';
import { ZH_CLAIM_TEXTS } from './reproduce/claim-texts.ts';
import { ZH_RACE_WARNINGS, ZH_ROUND_WARNINGS, ZH_ROUNDS, ZH_RUN_WARNINGS, ZH_SET_ASIDE } from './rounds.ts';
import {
  ZH_RACE_ABSENCES,
  ZH_REFERENCE_ABSENCES,
  ZH_REPRODUCE_ABSENCES,
  ZH_ROW_ABSENCES,
  ZH_SHARED,
} from './row-absences.ts';

export const ZH_SENTENCES: Readonly<Record<FactCode, Sentence>> = {
  ...ZH_SHARED,
  ...ZH_CASE_ABSENCES,
  ...ZH_DIFFERENCE_ABSENCES,
  ...ZH_ENERGY_ABSENCES,
  ...ZH_KNOWN_COST_ABSENCES,
  ...ZH_MONEY_ABSENCES,
  ...ZH_PLAN_ABSENCES,
  ...ZH_PROJECTION_ABSENCES,
  ...ZH_RACE_ABSENCES,
  ...ZH_REFERENCE_ABSENCES,
  ...ZH_REPRODUCE_ABSENCES,
  ...ZH_ROW_ABSENCES,
  ...ZH_PRICES,
  ...ZH_REFERENCE,
  ...ZH_ROUNDS,
  ...ZH_WORK,
  ...ZH_NO_CHIP,
  ...ZH_CHIP_CHECKS,
  ...ZH_CLAIM_CELLS,
  ...ZH_CLAIM_TEXTS,
  ...ZH_EXCLUSIONS,
  ...ZH_FAILURES,
  ...ZH_LEFT_OUT,
  ...ZH_MISMATCHES,
  ...ZH_NOT_INCLUDED,
  ...ZH_NOT_INTERLEAVED,
  ...ZH_OFFER_READINGS,
  ...ZH_PLAN_REASONS,
  ...ZH_PROJECTION_REASONS,
  ...ZH_RACE_WARNINGS,
  ...ZH_ROUND_WARNINGS,
  ...ZH_RUN_WARNINGS,
  ...ZH_SET_ASIDE,
  ...ZH_SPEED_REASONS,
  ...ZH_WATT_MEASUREMENTS,
  ...ZH_WITHHELD,
};

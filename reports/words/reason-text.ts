/** What a speed of a comparison rests on, in English. */
import type { SpeedReason } from '../case/codes.ts';
import type { Fact } from '../fact.ts';
import type { PlanReason } from '../plan/codes.ts';
import type { ProjectionReason } from '../projection/codes.ts';
import { textOf } from './fact-list.ts';
import { PLAN_REASONS } from './reasons/plan.ts';
import { PROJECTION_REASONS } from './reasons/projection.ts';
import { SPEED_REASONS } from './reasons/speed.ts';
import type { Sentence } from './sentence.ts';

const REASONS: Readonly<Record<SpeedReason | PlanReason | ProjectionReason, Sentence>> = {
  ...SPEED_REASONS,
  ...PLAN_REASONS,
  ...PROJECTION_REASONS,
};

/** One reason, without a full stop. */
export const reasonText: (reason: Fact) => string = textOf(REASONS);

/** All of them in one clause. */
export const reasonsText = (reasons: readonly Fact[]): string => reasons.map(reasonText).join('; ');

/** A check of made nights, held against its schema. */
import { expect } from 'vitest';
import { checkNights } from '../../../reports/regressions/check.ts';
import { type Check, checkSchema, type Finding } from '../../../reports/regressions/schema.ts';
import { type Acceptances, NO_ACCEPTANCES } from '../../../results/history/acceptance.ts';
import type { Observation } from '../../../results/history/observation.ts';

export function check(observations: readonly Observation[], acceptances: Acceptances = NO_ACCEPTANCES): Check {
  const found = checkNights({ observations, acceptances });
  expect(checkSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  return found;
}

export const findingOf = ({ findings }: Check, name: string, metric = 'step-time'): Finding | undefined =>
  findings.find(finding => finding.case === name && finding.metric === metric);

/** Works that keep their level. */
export const steadyWorks = Object.fromEntries(['b', 'c', 'd'].map(name => [name, () => ({})]));

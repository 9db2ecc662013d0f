/** Which steps an acceptance may be of, and which of them are meant. Pure. */

import { type SteppedFinding, withStep } from './entries.ts';
import { findingId } from './finding-id.ts';
import type { Check, Finding } from './schema.ts';

/** What a user names a step by; left out: any. */
export type Wanted = {
  readonly series?: string;
  readonly case?: string;
  readonly target?: string;
  readonly strategy?: string;
  readonly metric?: string;
};

/** Every step that is not accepted yet: confirmed or suspected, worse or better. */
export const acceptableSteps = ({ findings }: Check): readonly SteppedFinding[] =>
  withStep(findings, ({ state }) => state === 'confirmed' || state === 'suspected');

const PROPERTIES: Readonly<Record<keyof Wanted, (finding: Finding) => string>> = {
  series: findingId,
  case: finding => finding.case,
  target: ({ series }) => series.target,
  strategy: ({ series }) => series.strategy,
  metric: ({ metric }) => metric,
};

export type WantedName = keyof Wanted;
export const WANTED_NAMES: readonly WantedName[] = ['series', 'case', 'target', 'strategy', 'metric'];

export const wantedSteps = (steps: readonly SteppedFinding[], wanted: Wanted): readonly SteppedFinding[] =>
  steps.filter(step =>
    WANTED_NAMES.every(name => wanted[name] === undefined || PROPERTIES[name](step) === wanted[name]),
  );

/** The first name that no step has, though the check has findings of it or not; null: each is some step's. */
export function unmatchedName(steps: readonly SteppedFinding[], wanted: Wanted): WantedName | null {
  return WANTED_NAMES.find(name => wantedSteps(steps, { [name]: wanted[name] }).length === 0) ?? null;
}

/** The values of a property that steps have. */
export const namesOf = (findings: readonly Finding[], name: WantedName): readonly string[] => [
  ...new Set(findings.map(finding => PROPERTIES[name](finding))),
];

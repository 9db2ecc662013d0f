/** What the speeds of a comparison lack of an interval that a verdict may rest on: codes with values. No interval, no verdict. */
import type { Lack } from '../spread/verdict.ts';
import type { Candidate } from './candidate.ts';
import type { Contender } from './contender.ts';

export const SPEED_LACKS = [
  'plain-number',
  'narrow-spread',
  'one-published-run',
  'derived-from-cost',
  'whole-run-average',
  'proxy',
  'few-rounds',
  'copied-rounds',
  'no-spread',
  'bounds',
  'same-publications',
  'same-projection',
  'few-samples',
] as const;
export type SpeedLack = (typeof SPEED_LACKS)[number];

/** A lack whose code is of the table above. */
export const lackOf = (code: SpeedLack, values: Lack['values']): Lack => ({ code, values });

/**
 * Below so many samples the ends of an interval depend on the seed: of 4,096 the 2.5 % quantile of a normal variable is
 * uncertain by 0.04 standard deviations, of 16 by 0.7.
 */
export const FEWEST_SAMPLES = 4096;

/** The lacks of every speed on either side, each with its candidate, and those of the two sides together. */
export function lacksOf(contender: Contender, reference: Contender, samples: number): Lack[] {
  const [candidates, references] = [candidatesOf(contender), candidatesOf(reference)];
  const speeds = [...new Set([...candidates, ...references])];
  return [
    ...speeds.flatMap(({ id, speed }) =>
      speed.available
        ? speed.value.lacks.map(({ code, values }) => ({ code, values: { candidate: id, ...values } }))
        : [],
    ),
    ...candidates.flatMap(candidate =>
      references.flatMap(other => [...samePublications(candidate, other), ...sameProjection(candidate, other)]),
    ),
    ...(samples < FEWEST_SAMPLES ? [lackOf('few-samples', { samples, least: FEWEST_SAMPLES })] : []),
  ];
}

const candidatesOf = ({ parts }: Contender): readonly Candidate[] => parts.map(({ candidate }) => candidate);

/** Two candidates whose speeds are of the same publications: one piece of evidence, which says nothing about their difference. */
function samePublications(candidate: Candidate, other: Candidate): Lack[] {
  if (candidate === other || !candidate.speed.available || !other.speed.available) return [];
  const { anchors } = other.speed.value;
  const shared = candidate.speed.value.anchors.filter(id => anchors.includes(id));
  return shared.length === 0
    ? []
    : [lackOf('same-publications', { candidate: candidate.id, other: other.id, published: shared.join(', ') })];
}

/**
 * Two projections of one chip in other dtypes or of other numbers of devices: the error of the chip falls out of their ratio, and
 * what is left is the rule's alone, whose own error is in neither.
 */
function sameProjection(candidate: Candidate, other: Candidate): Lack[] {
  const areProjected = [candidate, other].every(({ speed }) => speed.available && speed.value.basis === 'projected');
  const isSame = candidate.dtype === other.dtype && candidate.devices === other.devices;
  if (candidate.chip !== other.chip || isSame || !areProjected) return [];
  return [lackOf('same-projection', { candidate: candidate.id, other: other.id, chip: candidate.chip })];
}

/** Which of the steps that were found are told: what stands, as large as its metric asks for, since the last one that was accepted. Pure. */
import type { FoundStep } from './steps/nights.ts';

/** A step, and whether somebody took the level since as the new baseline. */
export type StandingStep = FoundStep & { readonly isAccepted: boolean };

/**
 * The steps that stand, the oldest first. Steps smaller than `leastStep` add up until they reach it: a figure that creeps is told once.
 * `acceptedOnsets`: the nights whose level was accepted; a step that is dated anew meanwhile is the same step.
 */
export function standingSteps(
  steps: readonly FoundStep[],
  leastStep: number,
  acceptedOnsets: readonly number[],
): readonly StandingStep[] {
  const accepted = new Set(acceptedOnsets.flatMap(onset => nearestOf(steps, onset) ?? []));
  const standing: StandingStep[] = [];
  let logRatio = 0;
  for (const step of steps.filter(({ endedOn }) => endedOn === null)) {
    logRatio += step.logRatio;
    const isAccepted = accepted.has(step);
    if (!isAccepted && Math.abs(logRatio) < Math.log1p(leastStep)) continue;
    standing.push({ ...step, logRatio, isAccepted });
    logRatio = 0;
  }
  return standing;
}

/** What is said of a series tonight. */
export type Standing =
  | { readonly state: 'steady'; readonly step: null }
  | { readonly state: 'suspected' | 'confirmed' | 'accepted' | 'recovered'; readonly step: StandingStep };

/**
 * A confirmed step for the worse comes first: it is open until the level before it is back or somebody accepts it, whatever small
 * improvement follows. `isWorse`: by which way is better of the metric.
 */
export function standingOf(
  standing: readonly StandingStep[],
  found: readonly FoundStep[],
  isWorse: (step: FoundStep) => boolean,
): Standing {
  const since = standing.slice(standing.findLastIndex(({ isAccepted }) => isAccepted) + 1);
  const open = since.findLast(step => step.confirmedOn !== null && isWorse(step));
  if (open !== undefined) return { state: 'confirmed', step: open };
  const newest = standing.at(-1);
  if (newest === undefined) return { state: 'steady', step: null };
  if (newest.isAccepted) return { state: 'accepted', step: newest };
  if (newest.confirmedOn === null) return { state: 'suspected', step: newest };
  return { state: hasUndone(newest, found, isWorse) ? 'recovered' : 'confirmed', step: newest };
}

/** Whether an improvement is the return from a step for the worse. */
function hasUndone(step: FoundStep, found: readonly FoundStep[], isWorse: (step: FoundStep) => boolean): boolean {
  return found.some(
    other =>
      other.onset < step.onset &&
      other.confirmedOn !== null &&
      other.endedOn !== null &&
      other.endedOn >= step.onset &&
      isWorse(other),
  );
}

/** A step is dated again while nights come in, by so many nights at most. */
const REDATED_NIGHTS = 4;

function nearestOf(steps: readonly FoundStep[], onset: number): FoundStep | null {
  const distance = (step: FoundStep) => Math.abs(step.onset - onset);
  const [nearest] = steps.toSorted((a, b) => distance(a) - distance(b));
  return nearest !== undefined && distance(nearest) <= REDATED_NIGHTS ? nearest : null;
}

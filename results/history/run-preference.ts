/**
 * Which of several runs of the same work counts before another. A run that is ahead of the clock, cannot be true, is unproven, or was cut
 * off displaces none that is better. One order, for the row of a report and for the runs that a report reads. Pure.
 */

export const PROOF_STANDINGS = ['unproven', 'no-probe', 'proven'] as const;
export type ProofStanding = (typeof PROOF_STANDINGS)[number];

/** What a run found of a work, as far as it decides. */
export type Standing = {
  readonly ahead: boolean;
  /** Breaks physics. */
  readonly impossible: boolean;
  /** A speed without a probe carries no verdict, but it is shown. */
  readonly proof: ProofStanding;
  readonly measured: number;
  readonly planned: number;
};

/** In order; the higher number counts. */
export const PREFERENCES = ['clock', 'truth', 'proof', 'whole', 'rounds'] as const;
export type Preference = (typeof PREFERENCES)[number];

const isWhole = ({ measured, planned }: Standing): boolean => measured === planned;

export const RANKS: Readonly<Record<Preference, (standing: Standing) => number>> = {
  clock: ({ ahead }) => (ahead ? 0 : 1),
  truth: ({ impossible }) => (impossible ? 0 : 1),
  proof: ({ proof }) => PROOF_STANDINGS.indexOf(proof),
  whole: standing => (isWhole(standing) ? 1 : 0),
  // Of runs that were all cut off, the one that got furthest.
  rounds: standing => (isWhole(standing) ? 0 : standing.measured),
};

/** How far b stands above a by the first preference that tells them apart; null where none does. */
export function firstDifference(
  a: Standing,
  b: Standing,
): { readonly preference: Preference; readonly difference: number } | null {
  for (const preference of PREFERENCES) {
    const difference = RANKS[preference](b) - RANKS[preference](a);
    if (difference !== 0) return { preference, difference };
  }
  return null;
}

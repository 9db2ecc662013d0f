/** How often a check may be wrong. What is reached: `npm run bench:regressions`. */

/** Chance that a night of a quiet suite confirms a step that is none. */
export const CONFIRMED_PER_NIGHT = 1 / 500;
/** Chance that it suspects one. */
export const SUSPECTED_PER_NIGHT = 1 / 20;
/** Onsets and nights that are tried are nearly the same step: so many independent ones they come to, by simulation. */
export const LOOKS = 4;
/** A step is confirmed by so many nights at least. */
export const AGREEING_NIGHTS = 2;
/** How much they have to speak for it without the one that speaks most, in deviations. */
export const AGREEING_Z = 2.7;
/** Nights of a series before anything is said of it. */
export const FEWEST_NIGHTS = 8;

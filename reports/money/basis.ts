/** What the numbers of a comparison rest on. */

/** From best to worst; a fleet's is its worst. */
export const BASES = ['measured', 'sibling', 'published', 'projected', 'assumed'] as const;
export type Basis = (typeof BASES)[number];

/** Where a number comes from. `case`: the case file; `assumed`: a rule of thumb that the case chose. */
export const GROUND_BASES = ['case', 'catalog', 'computed', ...BASES] as const;
export type GroundBasis = (typeof GROUND_BASES)[number];

/** What a machine does as a whole, night by night: what its sentinels do alike. Pure. */
import type { NightsTable } from './nights.ts';
import { type Levelled, sharedMovement } from './residuals.ts';

/** Fewer may move together by chance, or by a step of one of them. */
export const FEWEST_SENTINELS = 3;
/** Without enough sentinels, all series of a suite of so many are: what most of them did in a night, the machine did. */
const FEWEST_SERIES = 5;
/** Of so many, one alone moves the median no more. */
const MANY_SENTINELS = 12;

/** `around`: as a series sees it. null: too few tell of it. */
export type Movement = {
  readonly all: Float64Array | null;
  readonly around: (series: number) => Float64Array | null;
};

const NO_MOVEMENT: Movement = { all: null, around: () => null };

/** What moves the sentinels: all of them, and as a series sees it, to whom its own figure is none of the others'. */
export function movementOf(
  levelled: readonly (Levelled | null)[],
  { series, alone = false }: NightsTable,
  nights: number,
): Movement {
  if (alone) return NO_MOVEMENT;
  const known = levelled.flatMap((found, i) => (found === null ? [] : [{ i, residuals: found.residuals }]));
  const chosen = known.filter(({ i }) => series[i]?.sentinel === true);
  const [sentinels, fewest] = chosen.length < FEWEST_SENTINELS ? [known, FEWEST_SERIES] : [chosen, FEWEST_SENTINELS];
  const without = (i: number) =>
    sharedMovement(
      sentinels.flatMap(sentinel => (sentinel.i === i ? [] : [sentinel.residuals])),
      nights,
    );
  const all = sentinels.length < fewest ? null : without(-1);
  const isOneOfFew = (i: number) => sentinels.length < MANY_SENTINELS && sentinels.some(sentinel => sentinel.i === i);
  return { all, around: (i: number) => (all !== null && isOneOfFew(i) ? without(i) : all) };
}

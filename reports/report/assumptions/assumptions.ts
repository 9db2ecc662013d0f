/** What the figures rest on beyond the measurement itself: each is shown only where it applies. Pure. */
import type { Fact } from '../../fact.ts';
import { energyBoundaries, powerPrices } from './energy.ts';
import type { Ground, Rule } from './ground.ts';
import { overlaidRows, rents, staleRents } from './prices.ts';
import { bestAgainstBest, betweenBoards, bySibling, otherSoftware, projection } from './reference.ts';
import { fewRounds, unseenRounds, warnedRows } from './rounds.ts';
import { aheadOfClock, damaged, imported, notRead, olderRuns, unsealed } from './runs.ts';
import { dropping, fullPrecision, insertedCasts, learnedRouting, madeUpText, perWorkload, scaledWork } from './work.ts';

/** In the order in which a reader needs them. */
const RULES: readonly Rule[] = [
  bySibling,
  projection,
  bestAgainstBest,
  otherSoftware,
  betweenBoards,
  rents,
  staleRents,
  overlaidRows,
  energyBoundaries,
  powerPrices,
  perWorkload,
  madeUpText,
  fullPrecision,
  insertedCasts,
  scaledWork,
  learnedRouting,
  dropping,
  fewRounds,
  unseenRounds,
  warnedRows,
  olderRuns,
  notRead,
  unsealed,
  damaged,
  imported,
  aheadOfClock,
];

export const assumptionsOf = (ground: Ground): Fact[] => RULES.flatMap(rule => rule(ground));

/** The worlds of the table: the shape of real noise (noise.json) at three sizes, and harder ones that nothing was fitted to. */

import type { FloorSet } from './floors.ts';
import noise from './noise.json' with { type: 'json' };
import { fittedNoise } from './noise-fit.ts';
import { CHANCES, type Shares, type World } from './world.ts';

/** The weeks are no part of the fit (its runs span an hour): a fifth of the machine's and of a series' movement is put into them. */
const WEEKS = 0.2;

/** By the fit: the rest of its three shares after the weeks are taken out. */
export function fittedShares({ shared, own, rounds }: Pick<Shares, 'shared' | 'own' | 'rounds'>): Shares {
  const [weekly, ownWeekly] = [WEEKS * shared, WEEKS * own];
  return { shared: shared - weekly, weekly, own: own - ownWeekly, ownWeekly, rounds };
}

export const FIT = fittedNoise(noise);

const percent = (cv: number) => `CV ${(100 * cv).toFixed(1)} %`;

const fitted = (cv: number): World => ({
  name: percent(cv),
  cv,
  shares: fittedShares(FIT.shares),
  sharedPhi: FIT.sharedPhi,
  ownPhi: FIT.ownPhi,
  freedom: FIT.freedom,
  sentinels: 8,
  chances: CHANCES,
});

/** `years`: of the full run. Those with a floor have the most. */
export const WORLDS: readonly { readonly world: World; readonly years: number; readonly floors: FloorSet }[] = [
  { world: fitted(0.005), years: 80, floors: 'alarms' },
  { world: fitted(0.01), years: 200, floors: 'all' },
  { world: fitted(0.03), years: 80, floors: 'alarms' },
  {
    world: {
      ...fitted(0.01),
      name: `${percent(0.01)}, half of it shared, AR 0.4`,
      shares: fittedShares({ shared: 0.5, own: 0.35, rounds: 0.15 }),
      sharedPhi: 0.4,
      ownPhi: 0.4,
    },
    years: 50,
    floors: 'none',
  },
  {
    world: {
      ...fitted(0.01),
      name: `${percent(0.01)}, all noise of each series alone, AR 0.5`,
      shares: { shared: 0, weekly: 0, own: 0.9, ownWeekly: 0, rounds: 0.1 },
      ownPhi: 0.5,
    },
    years: 50,
    floors: 'none',
  },
  { world: { ...fitted(0.01), name: `${percent(0.01)}, no sentinels`, sentinels: 0 }, years: 50, floors: 'none' },
  { world: { ...fitted(0.01), name: `${percent(0.01)}, tails of t(3)`, freedom: 3 }, years: 50, floors: 'none' },
];

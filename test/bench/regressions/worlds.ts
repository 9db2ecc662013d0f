/** The worlds of the table: the noise of this machine (noise-fit.json) at three sizes, and harder ones that nothing here was fitted to. */
import fit from './noise-fit.json' with { type: 'json' };
import type { Shares, World } from './world.ts';

/** The weeks are no part of the fit (its runs span an hour): a fifth of the machine's and of a series' movement is put into them. */
const WEEKS = 0.2;

/** By the fit: the rest of its three shares after the weeks are taken out. */
export function fittedShares({ shared, own, rounds }: Pick<Shares, 'shared' | 'own' | 'rounds'>): Shares {
  const [weekly, ownWeekly] = [WEEKS * shared, WEEKS * own];
  return { shared: shared - weekly, weekly, own: own - ownWeekly, ownWeekly, rounds };
}

const percent = (cv: number) => `CV ${(100 * cv).toFixed(1)} %`;

const fitted = (cv: number): World => ({
  name: percent(cv),
  cv,
  shares: fittedShares(fit.shares),
  sharedPhi: fit.sharedPhi,
  ownPhi: fit.ownPhi,
  freedom: fit.freedom,
  sentinels: 8,
});

/** `years`: of the full run. Those with a floor have the most. */
export const WORLDS: readonly { readonly world: World; readonly years: number; readonly floors: boolean }[] = [
  { world: fitted(0.005), years: 80, floors: false },
  { world: fitted(0.01), years: 200, floors: true },
  { world: fitted(0.03), years: 80, floors: false },
  {
    world: {
      ...fitted(0.01),
      name: `${percent(0.01)}, all noise of each series alone, AR 0.5`,
      shares: { shared: 0, weekly: 0, own: 0.9, ownWeekly: 0, rounds: 0.1 },
      ownPhi: 0.5,
    },
    years: 50,
    floors: false,
  },
  { world: { ...fitted(0.01), name: `${percent(0.01)}, no sentinels`, sentinels: 0 }, years: 50, floors: false },
  { world: { ...fitted(0.01), name: `${percent(0.01)}, tails of t(3)`, freedom: 3 }, years: 50, floors: false },
];

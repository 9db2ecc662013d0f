/** What each figure of a row is: speed, efficiency, money, energy. None of a row that is not sound. Pure. */
import { energyCost, energyPerTrillionTokens } from '../energy/energy-cost.ts';
import { type Absent, absent, figure, isAbsent, quotient } from '../figure.ts';
import { newestRent } from '../money/cost.ts';
import { notCompared } from '../race/comparison.ts';
import { type Compared, comparedWith } from '../reference/compared.ts';
import { isOffDevice, whyNoChipRan } from './chip-that-ran.ts';
import { FIGURE_SCHEMAS, type FigureName, type Figures } from './figure-schemas.ts';
import {
  efficiencyOfExpertMatmul,
  efficiencyOfLargestMatmul,
  meanStepTime,
  ratePerSecond,
  stepTime,
} from './normalise.ts';
import { optimizerOfStream } from './optimizer.ts';
import { hoursOf, type Money, moneyOf } from './row-cost.ts';
import type { RowGround } from './row-ground.ts';

/** A row, with what several of its figures rest on. */
type FigureGround = RowGround & { readonly compared: Compared; readonly money: Money };

type FigureRow<Name extends FigureName, Ground> = {
  readonly unit: string;
  readonly of: (ground: Ground) => Figures[Name];
};

type Speed = 'stepMs' | 'meanStepMs' | 'tokensPerSecond' | 'flopsPerSecond';

/** The figures of a row that need no reference. */
const SPEEDS: { readonly [Name in Speed]: FigureRow<Name, Pick<RowGround, 'work'>> } = {
  stepMs: { unit: 'ms', of: ({ work }) => figure(stepTime(work.pool)) },
  meanStepMs: { unit: 'ms', of: ({ work }) => figure(meanStepTime(work.pool)) },
  tokensPerSecond: {
    unit: 'tokens/s',
    of: ({ work }) => ratePerSecond(stepTime(work.pool), work.workload.tokens),
  },
  flopsPerSecond: {
    unit: 'FLOP/s',
    of: ({ work }) => ratePerSecond(stepTime(work.pool), work.pool.workloadCase.flopsPerStep),
  },
};

/** Every figure: its unit, and what it is of a row. */
export const FIGURES: { readonly [Name in FigureName]: FigureRow<Name, FigureGround> } = {
  ...SPEEDS,
  efficiencyOfLargestMatmul: { unit: 'ratio', of: ({ work }) => efficiencyOfLargestMatmul(work.pool) },
  efficiencyOfExpertMatmul: { unit: 'ratio', of: ({ work }) => efficiencyOfExpertMatmul(work.pool) },
  optimizerOfStream: { unit: 'ratio', of: ({ work }) => optimizerOfStream(work) },
  relative: { unit: 'ratio', of: relativeOf },
  deviceHoursPerTrillionTokens: { unit: 'h', of: ({ work }) => hoursOf(work) },
  costPerTrillionTokens: { unit: 'money', of: ({ money }) => money.costPerTrillionTokens },
  saving: { unit: 'ratio', of: ({ money }) => money.saving },
  energyKWhPerTrillionTokens: {
    unit: 'kWh',
    of: ({ work }) => energyPerTrillionTokens(work.pool, work.workload.tokens),
  },
  energyCostPerTrillionTokens: { unit: 'money', of: energyCostOf },
};

const isFigureName = (name: string): name is FigureName => name in FIGURE_SCHEMAS;
const isSpeed = (name: FigureName): name is Speed => name in SPEEDS;

/** In the order in which they are listed. */
export const FIGURE_NAMES: readonly FigureName[] = Object.keys(FIGURE_SCHEMAS).filter(isFigureName);

type Found = { -readonly [Name in FigureName]?: Figures[Name] };

export function figuresOf(row: RowGround): Figures {
  const compared = comparedWith(row);
  const ground = { ...row, compared, money: moneyOf(row, compared) };
  const found: Found = {};
  for (const name of FIGURE_NAMES) put(found, name, FIGURES[name].of(ground));
  return complete(found);
}

/** Every figure absent, for one reason. */
export function noFigures(reason: Absent): Figures {
  const found: Found = {};
  for (const name of FIGURE_NAMES) put(found, name, reason);
  return complete(found);
}

/** The speeds alone, all other figures absent for one reason. */
export function speedsOf(row: Pick<RowGround, 'work'>, reason: Absent): Figures {
  const found: Found = { ...noFigures(reason) };
  for (const name of FIGURE_NAMES.filter(isSpeed)) put(found, name, SPEEDS[name].of(row));
  return complete(found);
}

function put<Name extends FigureName>(found: Found, name: Name, value: Figures[Name]): void {
  found[name] = value;
}

function complete(found: Found): Figures {
  if (hasAll(found)) return found;
  throw new Error('a row lacks a figure');
}

const hasAll = (found: Found): found is Figures => FIGURE_NAMES.every(name => found[name] !== undefined);

/** Speed ÷ that of the reference, its own interval as wide as boards of the chip differ. */
function relativeOf({ chip, reference, work, compared }: FigureGround): Figures['relative'] {
  if (chip?.id === reference.chip) return absent('is-reference');
  if (isOffDevice(work.pool)) return absent('row-off-device', {}, [whyNoChipRan(work.pool)]);
  const raced = notCompared(work.pool.race);
  if (raced !== null) return raced;
  const ratio = quotient(compared.tokensPerSecond, reference.tokensPerSecond);
  return ratio.available ? { ...ratio, basis: reference.basis } : ratio;
}

/** Priced in the currency of the row's own cost; where it has none, of the reference's rent. */
function energyCostOf({
  work,
  money,
  catalog,
  referenceChip,
  power,
}: FigureGround): Figures['energyCostPerTrillionTokens'] {
  const energy = energyPerTrillionTokens(work.pool, work.workload.tokens);
  const cost = money.costPerTrillionTokens;
  const rent = cost.available ? cost.price : newestRent(catalog, referenceChip);
  return energyCost(energy, power, isAbsent(rent) ? null : rent.currency);
}

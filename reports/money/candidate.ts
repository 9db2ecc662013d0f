/** A chip, or a fleet of them, as the money is reckoned for it: every number a product of quantities in the case's currency. */
import type { Coded, Fact } from '../fact.ts';
import type { Lack } from '../spread/verdict.ts';
import type { Basis, GroundBasis } from './basis.ts';
import type { CaseReading, NotIncluded } from './codes.ts';
import type { Owned, Rent } from './hourly.ts';
import type { Known } from './known.ts';
import type { At, Product, Quantity } from './sampling/quantity.ts';
import type { Bounds, Spread } from './sampling/spread.ts';
import { minus, times, type Values } from './sampling/values.ts';

/** One input of a row: what it is, and what it rests on. */
export type Ground = {
  readonly input: string;
  readonly unit: string;
  readonly quantity: Quantity;
  /** As it was given: a number, or a distribution. */
  readonly spread: Spread;
  readonly bounds: Bounds;
  readonly basis: GroundBasis;
  readonly source: string;
  /** How a measured input was measured. */
  readonly measurement?: Fact;
  readonly date: string | null;
  readonly confidence: string | null;
  /** Its age on a day, where it is older than allowed. */
  readonly stale: { readonly days: number; readonly asOf: string } | null;
};

export type Speed = {
  readonly tokensPerSecond: Product;
  readonly basis: Basis;
  readonly why: readonly Fact[];
  /** What it lacks of an interval that a verdict may rest on; none where it has one. */
  readonly lacks: readonly Lack[];
  /** Ids of the published speeds that it is taken from; none for a speed of another source. */
  readonly anchors: readonly string[];
};
/** A published or implied speed of the same model on the same chip, which the comparison does not use. */
export type OtherSpeed = {
  readonly published: string;
  readonly derivation: string;
  readonly source: string;
  readonly tokensPerSecond: number;
  /** The source names no chip: that it is this one is inferred. */
  readonly isInferred: boolean;
};

export type Draught = { readonly watts: Product; readonly pue: Product };

export type Candidate = {
  readonly id: string;
  readonly chip: string;
  readonly name: string;
  readonly dtype: string;
  readonly speed: Known<Speed>;
  readonly priceKind: string | null;
  readonly price: Known<Rent<Product> | Owned<Product>>;
  readonly goodput: Product;
  /** The share of all hours that interruptions cost; null: none is stated. */
  readonly lost: Product | null;
  readonly tax: Product;
  /** At the wall, with the building's share. */
  readonly draught: Known<Draught>;
  readonly gramsPerKWh: Known<Product>;
  /** null: none was given. */
  readonly oneOffCost: Product | null;
  readonly devices: number | null;
  readonly peakFlops: Known<number>;
  readonly grounds: readonly Ground[];
  /** How its price and conditions were read. */
  readonly readings: readonly Coded<CaseReading>[];
  readonly otherSpeeds: readonly OtherSpeed[];
  readonly notIncluded: readonly Coded<NotIncluded>[];
};

/** Shares of the tokens, by candidate; they add up to 1. */
export type Fleet = { readonly id: string; readonly shares: ReadonlyMap<Candidate, number> };

/** Useful ÷ all hours: the goodput of the run, less the hours that interruptions cost. */
export const usefulShare = ({ goodput, lost }: Candidate, at: At): Values =>
  lost === null ? at(goodput) : times(at(goodput), minus(1, at(lost)));

/** The same price with the values of its products. */
export function priceAt(price: Rent<Product> | Owned<Product>, at: At): Rent<Values> | Owned<Values> {
  if (price.kind === 'owned') return ownedAt(price, at);
  return { kind: 'rent', perHour: at(price.perHour), paidShare: at(price.paidShare) };
}

export function ownedAt(price: Owned<Product>, at: At): Owned<Values> {
  return {
    kind: 'owned',
    purchase: at(price.purchase),
    residual: at(price.residual),
    lifeYears: at(price.lifeYears),
    upkeepPerYear: at(price.upkeepPerYear),
    discountRate: at(price.discountRate),
    utilisation: at(price.utilisation),
    watts: at(price.watts),
    idleWatts: at(price.idleWatts),
    pue: at(price.pue),
    pricePerKWh: at(price.pricePerKWh),
  };
}

/** An offer as a person writes it, read: a chip, what it costs, how fast it trains. docs/OFFERS.md has the forms. */
import type { Case } from '../case/schema.ts';

/** A number, or a range of it: `20`, `20..25`, `20..22..25`. */
export type Amount =
  | number
  | Readonly<Record<'low' | 'high', number>>
  | Readonly<Record<'low' | 'point' | 'high', number>>;

export const PERIODS = ['hour', 'day', 'week', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** What of an offer's kind people name; the kinds of a case (reports/case/schema.ts). */
export const OFFERED_KINDS = ['rent-on-demand', 'rent-reserved', 'rent-spot'] as const;
export type OfferedKind = (typeof OFFERED_KINDS)[number];

export type Dtype = NonNullable<Case['dtype']>;

/** Money with its currency; null where the offer names none. `sign`: it names one by a sign that others share. */
export type Money = { readonly amount: Amount; readonly currency: string | null; readonly sign?: string };

export type OfferedSpeed =
  | { readonly mfu: Amount }
  | { readonly tokensPerSecond: Amount }
  | { readonly published: string }
  | { readonly project: true }
  | { readonly from: 'results' };

/** Value added tax: whether the amount includes it, and its rate where the offer names it. */
export type OfferedVat = { readonly included: boolean; readonly rate: number | null };

/** Each field is there only where the text says it. */
export type Offer = {
  /** The chip's name as it is written. */
  readonly name: string;
  /** Ids of the chips that the name fits: at least one. */
  readonly chips: readonly string[];
  readonly devices?: number;
  readonly money?: Money;
  /** How long the amount pays for; not there for a purchase. */
  readonly period?: Period;
  /** The amount buys the device. */
  readonly bought?: true;
  /** Devices of the node that the amount is for. */
  readonly perNodeOf?: number;
  /** The amount is for one device, in words. */
  readonly perDevice?: true;
  readonly kind?: OfferedKind;
  readonly vat?: OfferedVat;
  readonly speed?: OfferedSpeed;
  readonly dtype?: Dtype;
  readonly goodput?: Amount;
  readonly interruptions?: { readonly perDay: Amount; readonly minutesLost: Amount };
  readonly utilisation?: Amount;
  readonly lifeYears?: Amount;
  readonly residual?: Amount;
  readonly upkeepPerYear?: Money;
  readonly watts?: Amount;
  readonly date?: string;
  readonly source?: string;
};

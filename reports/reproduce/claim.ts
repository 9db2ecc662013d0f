/** A recomputed claim as codes with values. `reports/words/reproduce/document.ts` makes the published document of it. */
import type { Coded, Fact } from '../fact.ts';
import type { Reproduction } from './document.ts';
import type { ClaimTextCode } from './text-codes.ts';

export type ClaimText = Coded<ClaimTextCode>;

export type Confidence = Reproduction['source']['confidence'];

/** A statement of the source. `value` is null where the source gives no number. */
export type Statement = {
  readonly id: string;
  readonly text: ClaimText;
  readonly section: ClaimText;
  readonly value: number | null;
  readonly unit: string | null;
};

/** A result that follows from statements alone. `stated`: the source's figure for it; `off`: value ÷ stated − 1. */
export type Step = {
  readonly id: string;
  readonly text: ClaimText;
  readonly formula: ClaimText;
  readonly value: number;
  readonly unit: string;
  readonly stated: number | null;
  readonly off: number | null;
};

export type Inference = {
  readonly id: string;
  readonly text: ClaimText;
  readonly because: ClaimText;
  readonly confidence: Confidence;
};

export type Column = { readonly id: string; readonly title: ClaimText; readonly unit: string | null };

/** A number, a name that is the same in every language, a text, or a fact (codes.ts). */
export type Cell = string | number | Fact | null;

export type ClaimTable = {
  readonly id: string;
  readonly title: ClaimText;
  readonly kind: Reproduction['tables'][number]['kind'];
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly note: ClaimText;
};

export type Claim = {
  readonly name: string;
  readonly title: ClaimText;
  readonly source: { readonly text: ClaimText; readonly date: string; readonly confidence: Confidence };
  readonly answer: readonly ClaimText[];
  readonly shown: { readonly holds: boolean; readonly because: ClaimText; readonly give: ClaimText };
  readonly says: readonly Statement[];
  readonly follows: readonly Step[];
  readonly inferred: readonly Inference[];
  /** How our workload differs from that of the source; only where our records are compared with it. */
  readonly differs?: readonly { readonly id: string; readonly text: ClaimText }[];
  readonly tables: readonly ClaimTable[];
};

/** A step, with the figure that the source states for it, where it does. */
export function step(made: Omit<Step, 'stated' | 'off'>, stated: number | null = null): Step {
  return { ...made, stated, off: stated === null ? null : made.value / stated - 1 };
}

/** What a source prints is rounded: 3.7 days for 3.66 are off by 1 %. */
const ROUNDING = 0.02;

/** Judges the steps for which the source states a figure. */
export function arithmeticOf(follows: readonly Step[]): Reproduction['arithmetic'] {
  const stated = follows.filter(({ off }) => off !== null);
  const differing = stated.filter(({ off }) => Math.abs(off ?? 0) > ROUNDING).map(({ id }) => id);
  return { holds: differing.length === 0, within: ROUNDING, checked: stated.length, differing };
}

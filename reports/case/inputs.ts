/** The inputs of a case by name. One name is one variable, whichever candidate asks for it. */

import { ageOf } from '../catalog/staleness.ts';
import type { Fact } from '../fact.ts';
import type { GroundBasis } from '../money/basis.ts';
import type { Ground } from '../money/candidate.ts';
import { type Bounds, quantityOf, type Spread } from '../money/sampling/spread.ts';

export type Asked = {
  /** `<field>` of the whole case, `<field>/<candidate>` of one. */
  readonly input: string;
  /** The variable it moves with, where that is not its own: an error which several inputs share, each at its own size. */
  readonly variable?: string;
  readonly unit: string;
  readonly spread: Spread;
  readonly bounds: Bounds;
  readonly from: Origin;
};

export type Origin = {
  readonly basis: GroundBasis;
  readonly source: string;
  /** How a measured input was measured. */
  readonly measurement?: Fact;
  readonly date: string | null;
  readonly confidence: string | null;
};

export type Inputs = {
  /** The input of that name, made when it is first asked for. */
  readonly take: (asked: Asked) => Ground;
  /** An input that is made elsewhere, with its age. */
  readonly aged: (ground: Omit<Ground, 'stale'>) => Ground;
};

export function inputsOn(asOf: string | null): Inputs {
  const taken = new Map<string, Ground>();
  const aged = (ground: Omit<Ground, 'stale'>): Ground => ({ ...ground, stale: staleOn(ground.date, asOf) });
  return {
    aged,
    take: ({ input, variable = input, unit, spread, bounds, from }) => {
      const ground =
        taken.get(input) ?? aged({ input, unit, bounds, ...from, spread, quantity: quantityOf(spread, variable) });
      taken.set(input, ground);
      return ground;
    },
  };
}

/** What a case says itself, with the source that it names. */
export function ofCase({ source, date }: Stated): Origin {
  return { basis: 'case', source: source ?? 'the case', date: date ?? null, confidence: null };
}

export type Stated = { readonly source?: string | undefined; readonly date?: string | undefined };

function staleOn(date: string | null, asOf: string | null): Ground['stale'] {
  if (date === null || asOf === null) return null;
  const { days, stale } = ageOf({ date }, asOf);
  return stale ? { days, asOf } : null;
}

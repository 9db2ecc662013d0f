/** One row of a comparison: a contender's figures over the joint samples, beside the reference's, whatever the count of tokens. */

import { absent } from '../figure.ts';
import { verdictOf } from '../spread/verdict.ts';
import { BASES, type Basis } from './basis.ts';
import { breakEvens, pricesTaken } from './break-even.ts';
import type { Ground } from './candidate.ts';
import {
  type Contender,
  carbonKg,
  costOf,
  costs,
  energyKWh,
  hoursOf,
  mfuOf,
  ofParts,
  singleOf,
  speedOf,
  TRILLION,
} from './contender.ts';
import { COST_PARTS } from './hourly.ts';
import { both, type KnownFormula, type KnownSeries, known, over, spanFigure } from './known.ts';
import { lacksOf } from './lacks.ts';
import { otherEvidence } from './other-evidence.ts';
import { probabilityOf } from './probability.ts';
import { atPoints } from './sampling/quantity.ts';
import type { Samples } from './sampling/sampling.ts';
import { divided, minus, oneNumber, plus } from './sampling/values.ts';
import type { CompareRow, MoneyFigure, Payback } from './schema.ts';
import { sensitivityOf } from './sensitivity.ts';
import type { TrainingFigures } from './training-figures.ts';

export type RowAsk = {
  readonly contender: Contender;
  readonly reference: Contender;
  /** Cost of 10¹² tokens on the reference. */
  readonly referenceCost: KnownSeries;
  /** FLOPs of a token's training ÷ 6. */
  readonly activeForFlops: number | null;
  readonly samples: Samples;
};

/** A row without what needs other rows. */
export type RowFigures = Omit<CompareRow, 'onFrontier'>;

export type FiguresPerTrillion = Omit<RowFigures, keyof TrainingFigures> & {
  /** Cost on the reference less the contender's. */
  readonly savedPerTrillionTokens: MoneyFigure;
};

/** Every figure of a contender that no count of tokens changes; a missing one with its reason. */
export function rowFigures(ask: RowAsk): FiguresPerTrillion {
  const { contender, reference, samples } = ask;
  const isReference = contender.id === reference.id;
  const single = singleOf(contender);
  const sampled = (formula: KnownFormula): KnownSeries => over(samples, formula);
  const hours = sampled(hoursOf(contender));
  const referenceCost = comparable(ask.referenceCost);
  const cost = isReference ? ask.referenceCost : sampled(costOf(contender));
  const saving = both(cost, referenceCost, (ofRow, ofReference) => minus(1, divided(ofRow, ofReference)));
  const spanned = spanFigure(saving);
  const speed = spanFigure(sampled(speedOf(single)));
  const saved = both(referenceCost, cost, minus);
  const energy = sampled(energyKWh(contender));
  const lacks = lacksOf(contender, reference, samples.count);
  return {
    ...identityOf(contender),
    isReference,
    rateKind: 'training',
    tokensPerSecondPerDevice: speed,
    mfu: mfuOf(single, ask.activeForFlops, speed),
    deviceHoursPerTrillionTokens: spanFigure(hours),
    costPerTrillionTokens: spanFigure(cost),
    saving: spanned,
    savedPerTrillionTokens: spanFigure(saved),
    probabilityCheaper: isReference ? absent('probability-of-reference') : probabilityOf(saving, lacks),
    otherEvidence: otherEvidence(contender, reference),
    verdict: spanned.available ? verdictOf(spanned.low, spanned.high, lacks) : null,
    lacks,
    ...pricesTaken(single, samples),
    ...breakEvens(single, hours, referenceCost, samples),
    breakdown: breakdownOf(contender),
    energyKWhPerTrillionTokens: spanFigure(energy),
    carbonKgPerTrillionTokens: spanFigure(sampled(carbonKg(contender))),
    paybackTokens: paybackOf(sampled(oneOffCost(contender)), saved),
    grounds: groundsOf(contender).map(({ quantity, bounds, ...ground }) => ({ ...ground, point: quantity.point })),
    sensitivity: sensitivityOf(contender, reference),
    notIncluded: [...new Set(contender.parts.flatMap(({ candidate }) => candidate.notIncluded))],
  };
}

/** The inputs of a contender, each once. */
function groundsOf({ parts }: Contender): readonly Ground[] {
  return [
    ...new Map(parts.flatMap(({ candidate }) => candidate.grounds.map(ground => [ground.input, ground]))).values(),
  ];
}

function identityOf({ id, parts }: Contender) {
  const [first] = parts;
  const candidates = parts.map(({ candidate }) => candidate);
  const isAlone = first !== undefined && parts.length === 1 && first.candidate.id === id;
  const kinds = new Set(candidates.map(({ priceKind }) => priceKind));
  return {
    id,
    chip: isAlone ? first.candidate.chip : null,
    name: isAlone ? first.candidate.name : id,
    shares: isAlone ? null : Object.fromEntries(parts.map(({ candidate, share }) => [candidate.id, share])),
    dtype: [...new Set(candidates.map(({ dtype }) => dtype))].join(' + '),
    basis: worst(candidates.map(({ speed }) => (speed.available ? speed.value.basis : null))),
    priceKind: kinds.size === 1 ? (candidates[0]?.priceKind ?? null) : null,
  };
}

function worst(bases: readonly (Basis | null)[]): Basis | null {
  if (bases.includes(null)) return null;
  return BASES.findLast(basis => bases.includes(basis)) ?? null;
}

/** At the points, the largest first. */
function breakdownOf(contender: Contender): CompareRow['breakdown'] {
  const parts = ofParts(contender, costs);
  if (!parts.available) return [];
  const drawn = parts.value.map(({ share, value }) => ({ share, costs: value(atPoints) }));
  const totals = COST_PARTS.map(part => ({
    part,
    costPerTrillionTokens: drawn.reduce(
      (sum, contribution) => sum + contribution.share * oneNumber(contribution.costs[part]),
      0,
    ),
  }));
  const all = totals.reduce((sum, { costPerTrillionTokens }) => sum + costPerTrillionTokens, 0);
  return totals
    .filter(({ costPerTrillionTokens }) => costPerTrillionTokens > 0)
    .map(total => ({ ...total, share: total.costPerTrillionTokens / all }))
    .toSorted((a, b) => b.share - a.share);
}

/** Paid once, for all candidates of a fleet. */
function oneOffCost({ parts }: Contender): KnownFormula {
  const costs = parts.flatMap(({ candidate: { oneOffCost: cost } }) => (cost === null ? [] : [cost]));
  if (costs.length === 0) return absent('no-one-off-cost');
  return known(at => plus(0, ...costs.map(cost => at(cost))));
}

/** Once ÷ saved per token. Its ends are those of the inverse, which passes through infinity where nothing is saved. */
function paybackOf(once: KnownSeries, savedPerTrillion: KnownSeries): Payback {
  const inverse = spanFigure(both(savedPerTrillion, once, (saved, paid) => divided(divided(saved, TRILLION), paid)));
  if (!inverse.available) return inverse;
  const { point, low, high } = inverse;
  if (point <= 0) return absent('never-pays-back');
  return {
    available: true,
    point: 1 / point,
    low: high > 0 ? 1 / high : null,
    high: low > 0 ? 1 / low : null,
  };
}

/** The reference's cost as what a row is compared with. */
const comparable = (reference: KnownSeries): KnownSeries =>
  reference.available ? reference : absent('reference-without', {}, [reference]);

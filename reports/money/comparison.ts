/** From a resolved case to the comparison: a row for each contender, the frontier among them, and the answer. */
import type { Coded } from '../fact.ts';
import { assumptionsOf } from './assumptions.ts';
import type { CaseReading } from './codes.ts';
import { type Contender, costOf } from './contender.ts';
import { onFrontier } from './frontier.ts';
import { headlineOf } from './headline.ts';
import { over } from './known.ts';
import { type FiguresPerTrillion, type RowFigures, rowFigures } from './row.ts';
import type { ColumnStore } from './sampling/columns.ts';
import { samplesOf } from './sampling/sampling.ts';
import type { Store } from './sampling/store.ts';
import { COMPARE_SCHEMA, type Comparison } from './schema.ts';
import { trainingFigures } from './training-figures.ts';

/** A case with all its inputs found. */
export type CaseInBrief = Pick<
  Comparison,
  'asOf' | 'currency' | 'model' | 'tokens' | 'deadlineDays' | 'mixedPrecision' | 'seed'
> & {
  readonly reference: Contender;
  readonly contenders: readonly Contender[];
  readonly samples: number;
  /** Of the case as a whole; those of a candidate are with it. */
  readonly readings: readonly Coded<CaseReading>[];
};

/** Of every candidate, each once: fleets share them. */
function readingsOf(contenders: readonly Contender[]): Coded<CaseReading>[] {
  const candidates = new Set(contenders.flatMap(({ parts }) => parts.map(({ candidate }) => candidate)));
  return [...candidates].flatMap(({ readings }) => readings);
}

/** What was drawn and computed for other cases, for who compares again and again. */
export type Kept = { readonly columns: ColumnStore; readonly rows: Store<FiguresPerTrillion> };

/** The figures of each contender. Pure: the same case gives the same numbers on any machine. */
export function figuresOf({ contenders, reference, model, seed, ...brief }: CaseInBrief, kept?: Kept): RowFigures[] {
  const samples = samplesOf(seed, brief.samples, kept?.columns);
  const { tokens, deadlineDays } = brief;
  const { activeForFlops } = model;
  const referenceCost = over(samples, costOf(reference));
  return contenders.map(contender => {
    const make = () => rowFigures({ contender, reference, referenceCost, activeForFlops, samples });
    // A draw is told by its name and key, so that the JSON of two sides holds all that their figures follow from.
    const ground = [contender, reference, activeForFlops, seed, brief.samples];
    const perTrillion = kept === undefined ? make() : kept.rows.of(JSON.stringify(ground), make);
    const { savedPerTrillionTokens: _, ...row } = perTrillion;
    return { ...row, ...trainingFigures({ contender, row: perTrillion, tokens, deadlineDays, samples }) };
  });
}

/** The whole comparison. */
export function compare(brief: CaseInBrief, kept?: Kept): Comparison {
  const { asOf, currency, model, tokens, deadlineDays, mixedPrecision, seed, reference, contenders } = brief;
  const figures = figuresOf(brief, kept);
  const { time, ids } = onFrontier(figures);
  const rows = figures.map(({ sensitivity, ...row }) => ({ ...row, onFrontier: ids.has(row.id), sensitivity }));
  const body = {
    asOf,
    currency,
    model,
    tokens,
    deadlineDays,
    mixedPrecision,
    reference: reference.id,
    seed,
    samples: brief.samples,
    rows,
    frontierTime: time,
  };
  return {
    schema: COMPARE_SCHEMA,
    ...body,
    headline: headlineOf(body),
    readings: [...brief.readings, ...readingsOf(contenders)],
    assumptions: assumptionsOf(body, contenders),
  };
}

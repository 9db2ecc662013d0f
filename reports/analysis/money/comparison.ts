/** From a resolved case to the comparison: a row for each contender, the frontier among them, and the answer in sentences. */
import { assumptionsOf } from './assumptions.ts';
import type { Contender } from './contender.ts';
import { onFrontier } from './frontier.ts';
import { headlineOf } from './headline.ts';
import { compareRow } from './row.ts';
import { samplesOf } from './sampling.ts';
import { COMPARE_SCHEMA, type Comparison } from './schema.ts';

/** A case with all its inputs found. */
export type CaseInBrief = Pick<
  Comparison,
  'asOf' | 'currency' | 'model' | 'tokens' | 'deadlineDays' | 'mixedPrecision' | 'seed'
> & {
  readonly reference: Contender;
  readonly contenders: readonly Contender[];
  readonly samples: number;
};

/** Pure: the same case gives the same numbers on any machine. */
export function compare(brief: CaseInBrief): Comparison {
  const { asOf, currency, model, tokens, deadlineDays, mixedPrecision, seed, reference, contenders } = brief;
  const samples = samplesOf(seed, brief.samples);
  const { activeForFlops } = model;
  const drawn = contenders.map(contender =>
    compareRow({ contender, reference, tokens, deadlineDays, activeForFlops, samples }),
  );
  const { time, ids } = onFrontier(drawn);
  const rows = drawn.map(row => ({ ...row, onFrontier: ids.has(row.id) }));
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
    assumptions: assumptionsOf(body, contenders),
  };
}

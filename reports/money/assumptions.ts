/** What a comparison rests on beyond its inputs: each assumption only where it applies. */
import { type Coded, fact } from '../fact.ts';
import type { CompareAssumption } from './codes.ts';
import type { Contender } from './contender.ts';
import type { Comparison } from './schema.ts';

type Body = Pick<Comparison, 'rows' | 'model' | 'samples' | 'seed' | 'mixedPrecision'>;

export function assumptionsOf(body: Body, contenders: readonly Contender[]): Coded<CompareAssumption>[] {
  const { model, samples, seed, mixedPrecision, rows } = body;
  const candidates = [...new Set(contenders.flatMap(({ parts }) => parts.map(({ candidate }) => candidate)))];
  const hasSpread = candidates.some(({ grounds }) => grounds.some(({ quantity }) => quantity.draw !== null));
  return [
    fact('training-rates'),
    ...(model.activeForFlops === null || model.activeBasis === null
      ? []
      : [fact('flops-of-token', { activeParameters: model.activeForFlops, basis: model.activeBasis })]),
    hasSpread ? fact('joint-samples', { samples, seed }) : fact('no-spread-given'),
    ...(hasSpread && rows.some(({ lacks }) => lacks.length > 0) ? [fact('ends-without-verdict')] : []),
    ...(mixedPrecision ? [fact('mixed-precision', { dtypes: rows.map(({ id, dtype }) => `${id} ${dtype}`) })] : []),
    ...candidates.flatMap(({ id, speed }) =>
      speed.available ? [fact('speed-of-candidate', { candidate: id }, speed.value.why)] : [],
    ),
  ];
}

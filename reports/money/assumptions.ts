/** What a comparison rests on beyond its inputs, in sentences: each only where it applies. */
import { threeDigits } from '../format.ts';
import type { Contender } from './contender.ts';
import type { Comparison } from './schema.ts';

type Body = Pick<Comparison, 'rows' | 'model' | 'samples' | 'seed' | 'mixedPrecision' | 'asOf'>;

export function assumptionsOf(body: Body, contenders: readonly Contender[]): string[] {
  const { model, samples, seed, mixedPrecision, rows } = body;
  const candidates = contenders.flatMap(({ parts }) => parts.map(({ candidate }) => candidate));
  const spread = candidates.some(({ grounds }) => grounds.some(({ quantity }) => quantity.draw !== null));
  const reasons = candidates.flatMap(({ id, speed }) =>
    speed.available ? [`Speed of ${id}: ${speed.value.why}.`] : [],
  );
  return [
    'Rates are of training the whole model (rate kind training): never compared with tokens through a layer.',
    `FLOPs of a token are 6 × ${threeDigits(model.activeForFlops / 1e9)} billion active parameters (${model.activeBasis}).`,
    spread
      ? `Intervals hold 95 of 100 of ${samples.toLocaleString('en-US')} joint samples (seed ${seed}); an input that several rows share is drawn once for all.`
      : 'No input has a spread, so that no interval has a width: nothing here says how sure the figures are.',
    ...(spread && rows.some(({ lacks }) => lacks.length > 0)
      ? [
          'In a row without a verdict low and high hold the inputs that have a spread, and no error of those that have none.',
        ]
      : []),
    ...(mixedPrecision
      ? [`Precision is mixed, as the case allows: ${dtypesOf(rows)}. They do not do the same arithmetic.`]
      : []),
    ...new Set(reasons),
  ];
}

function dtypesOf(rows: Body['rows']): string {
  return rows.map(({ id, dtype }) => `${id} ${dtype}`).join(', ');
}

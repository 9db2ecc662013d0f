/** The parameters of a model that a token goes through, for its FLOPs: as published, else counted with embeddings. */
import type { Model } from '../../suites/model.ts';
import { parameterCounts } from '../../suites/moe/parameters.ts';
import { POSITIVE } from '../money/sampling/spread.ts';
import { type Asked, ofCase } from './inputs.ts';

export type ActiveCount = {
  readonly count: number;
  readonly basis: 'published' | 'computed' | 'case';
  readonly source: string;
  /** As an input of a row. */
  readonly asked: Asked;
};

/** null: neither its source nor its fields say. */
export function activeForFlops(model: Model): ActiveCount | null {
  const { activeBillion } = model.parameters;
  const counted = parameterCounts(model)?.active;
  if (activeBillion !== null) return activeCount(model, activeBillion * 1e9, 'published');
  return counted === undefined ? null : activeCount(model, counted, 'computed');
}

/** As the case gives it, of a model that is not listed. */
export function activeOfCase(id: string, count: number): ActiveCount {
  const from = ofCase({});
  const asked = { input: `activeForFlops/${id}`, unit: 'parameters', spread: count, bounds: POSITIVE, from };
  return { count, basis: 'case', source: from.source, asked };
}

function activeCount({ id, source, confidence }: Model, count: number, basis: 'published' | 'computed'): ActiveCount {
  return {
    count,
    basis,
    source,
    asked: {
      input: `activeForFlops/${id}`,
      unit: 'parameters',
      spread: count,
      bounds: POSITIVE,
      from: { basis, source, date: null, confidence },
    },
  };
}

/** The model of a case: a listed one, or what the case says of another. */
import type { Model } from '../../suites/model.ts';
import { parameterCounts } from '../../suites/moe/parameters.ts';
import { nearest, unknownName } from '../../suites/usage-error.ts';
import { type ActiveCount, activeForFlops, activeOfCase } from './active.ts';
import type { DescribedModel } from './model-field.ts';
import type { ReadCase } from './read.ts';

export type CaseModel = {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** null: not known; then only speeds as tokens/s can be used. */
  readonly active: ActiveCount | null;
  readonly totalParameters: number | null;
  /** Its row; null: the model is not listed. */
  readonly listed: Model | null;
  /** Listed names that are near to one that is not listed. */
  readonly near: readonly string[];
};

/**
 * By its id or name. A name that is not listed is enough where every speed of the case is in tokens/s, because then nothing of the
 * model enters a cost. UsageError for one that is not enough.
 */
export function modelOf({ buyerCase, refuse }: ReadCase, models: readonly Model[]): CaseModel {
  const { model: field, candidates } = buyerCase;
  if (typeof field !== 'string') return describedModel(field, models);
  const listed = listedModel(field, models);
  if (listed !== undefined) return listedCaseModel(listed);
  const names = models.map(({ id }) => id);
  const isNameEnough = candidates.every(({ speed }) => speed === undefined || 'tokensPerSecond' in speed);
  if (isNameEnough) return { ...describedModel({ name: field }, models), near: nearest(field, names) };
  const unknown = unknownName('model', field, names, 'moebench list models').message;
  throw refuse(
    ['model'],
    `${unknown}; a model that is not listed: model: {name: ${field}, activeParameters: …} for an mfu, its name alone for tokensPerSecond`,
  );
}

const listedModel = (text: string, models: readonly Model[]): Model | undefined =>
  models.find(({ id }) => id === text) ?? models.find(({ name }) => name.toLowerCase() === text.toLowerCase());

function describedModel(described: DescribedModel, models: readonly Model[]): CaseModel {
  const { name, activeParameters, totalParameters } = described;
  const listed = name === undefined ? undefined : listedModel(name, models);
  if (listed !== undefined && activeParameters === undefined && totalParameters === undefined)
    return listedCaseModel(listed);
  const id = name === undefined ? 'model-of-the-case' : name;
  return {
    id,
    name: name ?? sizeText(activeParameters, totalParameters),
    source: 'the case',
    active: activeParameters === undefined ? null : activeOfCase(id, activeParameters),
    totalParameters: totalParameters ?? null,
    listed: null,
    near: [],
  };
}

/** A row of the list of models. */
export function listedCaseModel(model: Model): CaseModel {
  const { id, name, source } = model;
  return { id, name, source, active: activeForFlops(model), totalParameters: totalOf(model), listed: model, near: [] };
}

/** As published; where only our count is larger than the published active one, that. */
function totalOf(model: Model): number | null {
  const { totalBillion } = model.parameters;
  return totalBillion === null ? (parameterCounts(model)?.total ?? null) : totalBillion * 1e9;
}

/** `the model of the case (3 of 80 billion parameters active)`. */
function sizeText(active: number | undefined, total: number | undefined): string {
  const sizes = [active, total].flatMap(size => (size === undefined ? [] : [String(size / 1e9)]));
  return `the model of the case (${sizes.join(' of ')} billion parameters${active === undefined ? '' : ' active'})`;
}

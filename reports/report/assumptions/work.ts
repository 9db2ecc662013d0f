/** What the figures are of, and of what not: which part of training, in which type, with which routing. */
import { INSERTED_CAST } from '../../../results/schema/outcome.ts';
import { writtenChanges } from '../../../suites/request/change-options.ts';
import { OWN_SIZE } from '../../../suites/request/own-size.ts';
import { fact } from '../../fact.ts';
import type { WorkloadRef } from '../workload-schema.ts';
import { distinct, type Rule } from './ground.ts';

export const perWorkload: Rule = ({ rows }) =>
  rows.length === 0
    ? []
    : [fact('rates-of-a-part', { parts: [...new Set(rows.map(({ workload }) => workload.part))] })];

export const madeUpText: Rule = ({ rows }) =>
  rows.some(({ workload }) => workload.part === 'train-step') ? [fact('generated-text')] : [];

/** Nobody trains in float32 on a chip with matrix units; the figures must not be read as if someone did. */
export const fullPrecision: Rule = ({ rows, reference }) => {
  const { float32, bfloat16 } = reference.peakFlops;
  if (!rows.some(({ workload }) => workload.dtype === 'float32') || float32 === null || bfloat16 === null) return [];
  return [fact('float32-leaves-matrix-units', { reference: reference.name, times: bfloat16 / float32 })];
};

/** A runtime without kernels for a half type computes in float32: right results, but no speed of that type. */
export const insertedCasts: Rule = ({ rows }) => {
  const casting = rows.filter(
    ({ placement }) =>
      placement.available && placement.providers.some(({ operators }) => (operators[INSERTED_CAST] ?? 0) > 0),
  );
  return casting.length === 0 ? [] : [fact('casts-inserted-in-rows', { rows: casting.map(({ id }) => id) })];
};

export const scaledWork: Rule = ({ referenceRows }) => {
  const works = referenceRows.flatMap(({ workload }) => {
    const dims = scaledDims(workload);
    if (dims === null) return [];
    const model = fact('scaled-model', { model: workload.model ?? workload.id, ...dims });
    return [{ model, isChanged: workload.changed !== undefined }];
  });
  const models = (isChanged: boolean) => works.filter(work => work.isChanged === isChanged).map(({ model }) => model);
  const [scaled, changed] = [models(false), models(true)];
  return [
    ...(scaled.length === 0 ? [] : [fact('work-scaled', {}, distinct(scaled))]),
    ...(changed.length === 0 ? [] : [fact('work-changed', {}, distinct(changed))]),
  ];
};

/** Dims that no model prescribes, so that changing them does not scale a model. */
const OF_NO_MODEL = ['tokens', 'sequence'];

/** What a workload is named after, and how it differs from that. */
export type NamedWork = Pick<WorkloadRef, 'scaled' | 'changed'> & Partial<Pick<WorkloadRef, 'model'>>;

/** The dims and fields that are not the model's own; null where all are, or where there is no model. */
export function scaledDims(work: NamedWork): Readonly<Record<string, string | number>> | null {
  return work.model === OWN_SIZE ? null : givenDims(work);
}

/** The dims and fields that were given, but for those of no model; null: none. */
export function givenDims({ scaled, changed = {} }: NamedWork): Readonly<Record<string, string | number>> | null {
  const dims = Object.entries(scaled).filter(([name]) => !OF_NO_MODEL.includes(name));
  const all = { ...Object.fromEntries(dims), ...writtenChanges(changed) };
  return Object.keys(all).length === 0 ? null : all;
}

export const learnedRouting: Rule = ({ rows }) =>
  rows.some(({ workload }) => workload.routing === 'learned') ? [fact('untrained-router')] : [];

export const dropping: Rule = ({ referenceRows }) => {
  const items = referenceRows
    .filter(({ workload }) => workload.dispatch !== 'dropless')
    .map(({ workload: { id, dispatch, dispatchShares: shares } }) => {
      const what = { workload: id, dispatch };
      if (!shares.available) return fact('dropping-workload-unknown', what, [shares]);
      return fact('dropping-workload', { ...what, dropped: shares.droppedShare, padded: shares.paddedShare });
    });
  return items.length === 0 ? [] : [fact('dispatch-drops', {}, distinct(items))];
};

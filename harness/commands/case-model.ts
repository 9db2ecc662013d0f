/** A case whose `model` is the path of a config.json: the model is read, and the case names it. */
import type { ReadCase } from '../../reports/case/read.ts';
import type { Model } from '../../suites/model.ts';
import { configPathOf, loadModels, readConfigFile } from '../../suites/models.ts';

export type CaseWithModels = { readonly read: ReadCase; readonly models: readonly Model[] };

/** The case and the models it may name. UsageError for a config that is not understood. */
export function withConfiguredModel(read: ReadCase): CaseWithModels {
  const { model: field } = read.buyerCase;
  const path = typeof field === 'string' ? configPathOf(field) : null;
  if (path === null) return { read, models: loadModels() };
  const { model } = readConfigFile(path);
  const buyerCase = { ...read.buyerCase, model: model.id };
  return { read: { ...read, buyerCase }, models: [...loadModels(), model] };
}

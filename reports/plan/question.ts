/** What a training rate is asked for, and the records it may come from. */
import type { RunRecord } from '../../results/record.ts';
import type { Model, ModelBlock } from '../../suites/model.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import type { Links } from '../catalog/links.ts';
import type { PlanOptions } from './options.ts';

export type RateQuestion = {
  readonly records: readonly RunRecord[];
  readonly model: Model;
  readonly chip: Chip;
  /** As workloads spell it; a type that no runner computes, as float8, has no records. */
  readonly dtype: string;
  readonly catalog: Catalog;
  readonly links: Links;
  readonly options?: Partial<PlanOptions>;
};

/** A model whose block is known: what stands around its MoE layers can be planned. */
export type ModelWithBlock = Model & { readonly block: ModelBlock };

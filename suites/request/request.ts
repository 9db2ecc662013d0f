/** What a person asks for: a model, changed dims, a pass, a routing. Text and numbers, nothing decided yet. */
import type { Dtype, Part, Pass } from '../workload.ts';
import type { LayerChange, RouterChange } from './changes.ts';
import type { Scaling } from './dims.ts';

export type WorkloadRequest = {
  /** null: a layer of these dims that is no model's (own-size.ts). */
  readonly model: string | null;
  readonly part: Part;
  readonly scale: Scaling;
  readonly pass: Pass;
  readonly dtype: Dtype;
  readonly routing: string;
  /** `dropless` or `capacity:<factor>`; null: as the model was trained. */
  readonly dispatch: string | null;
  readonly seed: number;
  /** Of a train-step, where it is not the default. */
  readonly learningRate?: number;
  /** Fields in place of the model's. */
  readonly router?: RouterChange;
  readonly layer?: LayerChange;
};

/** Of one MoE layer. */
export type LayerRequest = Omit<WorkloadRequest, 'part' | 'dispatch'> & { readonly dispatch?: string | null };

export const DEFAULT_TOKENS = 4096;
export const DEFAULT_SEQUENCE = 1024;
/** Chosen for this text; the optimizer's other constants are those of published runs (training.ts). */
export const DEFAULT_LEARNING_RATE = 1e-3;

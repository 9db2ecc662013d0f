/** What a family's rules read of a config: the layers, what mixes tokens in each, the mixture, and how they differ from ours. */
import type { Model } from '../model.ts';
import type { Attention, Router } from '../workload.ts';
import type { ConfigFields } from './fields.ts';

/** What the rules of a family start from. */
export type Stem = { readonly hidden: number; readonly layers: number };

/** What mixes tokens in a layer: softmax attention, or something else. */
export type Mixer = {
  /** `attention, 64 heads of 128`: the name of the part in a count. */
  readonly part: string;
  /** Its matrices, biases and gains; the norm before it is counted with the layer. */
  readonly parameters: number;
  /** As a block here can run it; null where it cannot. */
  readonly attention: Attention | null;
  /** How it differs from that, in words of the config. */
  readonly differs: readonly string[];
  /** What some of these layers have besides, or what the model has once for all of them. */
  readonly beside?: readonly { readonly part: string; readonly parameters: number; readonly count: number }[];
  readonly leavesOut?: string;
};

export type FeedForward = 'mixture' | 'dense' | 'none';

/** Of one layer: which mixer it has, by name, and which feed-forward; null: none. */
export type LayerKind = { readonly mixer: string | null; readonly feedForward: FeedForward };

/** A mixture of experts as a layer has it. */
export type Mixture = {
  readonly layer: Model['layer'];
  /** null where the layer is another, which `differs` says. */
  readonly router: Router | null;
  readonly differs: readonly string[];
  readonly dispatch: string;
  /** Parameters of one expert, where its matrices are not those of the layer's widths. */
  readonly expertParameters?: number;
  /** What a mixture has besides experts, shared expert and the router's matrix. */
  readonly beside?: readonly { readonly part: string; readonly parameters: number }[];
  /** Outputs of the router, where they are not one an expert. */
  readonly routerWidth?: number;
  /** Where a part of the layers has another mixture: what a block leaves out. */
  readonly aroundDiffers?: readonly string[];
  /** What a training has besides, as far as a config says. */
  readonly training?: readonly string[];
};

export type MixerRule = (fields: ConfigFields, stem: Stem) => Mixer;
export type LayersRule = (fields: ConfigFields, stem: Stem) => readonly FeedForward[];
/** The name of each layer's mixer. */
export type MixersRule = (fields: ConfigFields, stem: Stem) => readonly (string | null)[];
export type MixtureRule = (fields: ConfigFields, stem: Stem) => Mixture;

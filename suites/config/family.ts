/** A family of models: how its configs spell what we need, and what its class fixes. Each is a row of a table in families/. */
import type { ConfigFields, Names } from './fields.ts';
import { always } from './layers.ts';
import type { LayersRule, MixerRule, MixersRule, MixtureRule, Stem } from './shape.ts';

export type BesidePart = { readonly part: string; readonly parameters: number; readonly count: number };

export type Family = {
  readonly family: string;
  readonly organisation: string;
  /** By `architectures` first: some families share a `model_type`. */
  readonly architectures: readonly string[];
  readonly types: readonly string[];
  readonly hidden?: Names;
  readonly layerCount?: Names;
  /** Where a pattern has the layers and no number does. */
  readonly countLayers?: (fields: ConfigFields) => number;
  readonly layers: LayersRule;
  /** Default: `full` in every layer. */
  readonly mixers?: MixersRule;
  readonly kinds: Readonly<Record<string, MixerRule>>;
  /** Attentions of a layer; 1 but in LongCat. */
  readonly mixersPerLayer?: number;
  readonly mixture: MixtureRule;
  /** Width of dense layers. */
  readonly dense?: Names;
  /** 2, or 4 where norms stand after attention and mixture too. */
  readonly normsPerLayer?: number;
  /** LayerNorm has biases as well as gains. */
  readonly normBiases?: boolean;
  readonly epsilon?: Names;
  readonly vocab?: Names;
  /** What the class takes where the config does not say. */
  readonly tiedWhenAbsent?: boolean;
  readonly headBias?: Names;
  /** Where the weights of its losses are, if not at the top. */
  readonly lossFields?: (fields: ConfigFields) => ConfigFields;
  /** Other parts of layers, for a count. */
  readonly beside?: (fields: ConfigFields, stem: Stem) => readonly BesidePart[];
  /** How what stands around the layer differs from a block. */
  readonly differs?: (fields: ConfigFields) => readonly string[];
  /** What a count leaves out of the model. */
  readonly leavesOut?: (fields: ConfigFields) => readonly string[];
  /** The parts whose shapes are not known: a model that has them is not counted. */
  readonly uncounted?: (fields: ConfigFields) => string | null;
};

export const fullAttention: MixersRule = always('full');

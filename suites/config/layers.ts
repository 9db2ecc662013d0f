/** Which layers are mixtures and which are dense, by the rules that families have for it. Layers count from 0. */
import type { ConfigFields, Names } from './fields.ts';
import type { FeedForward, LayersRule, MixersRule } from './shape.ts';

type Test = (layer: number) => boolean;

const layersBy = (layers: number, isMixture: Test): readonly FeedForward[] =>
  Array.from({ length: layers }, (_, layer) => (isMixture(layer) ? 'mixture' : 'dense'));

/** Every layer is a mixture. */
export const everyLayer: LayersRule = (_, { layers }) => layersBy(layers, () => true);

/** The first so many are dense, and of the others all but every n-th; or a list with 1 for a mixture (MiMo). */
export function firstDense(first: Names = 'first_k_dense_replace', every: string = 'moe_layer_freq'): LayersRule {
  return (fields, { layers }) => {
    const types = fields.texts('mlp_layer_types', 'feed-forward of each layer: dense, or sparse for a mixture');
    const listed = isList(fields, every) ? fields.counts(every, '1 for a mixture, 0 for a dense layer') : null;
    const period = listed === null ? fields.countOr(every, 'of the other layers every n-th is a mixture', 1) : 1;
    const byList = listed?.map(entry => entry === 1) ?? types?.map(type => type === 'sparse') ?? null;
    if (byList !== null) {
      fields.ignore(first, 'what a list says layer by layer');
      return ofList(fields, listed === null ? 'mlp_layer_types' : every, byList, layers);
    }
    const dense = fields.countOr(first, 'first layers that are dense', 0, 0);
    return layersBy(layers, layer => layer >= dense && layer % period === 0);
  };
}

const isList = (fields: ConfigFields, name: string): boolean => Array.isArray(fields.peek(name));

function ofList(fields: ConfigFields, name: string, mixtures: readonly boolean[], layers: number) {
  if (mixtures.length !== layers) throw fields.refuse(name, mixtures, `give ${layers} entries, one a layer`);
  return layersBy(layers, layer => mixtures[layer] === true);
}

/** Qwen: every `decoder_sparse_step`-th, but for those listed as dense. */
export const sparseStep: LayersRule = (fields, { layers }) => {
  const step = fields.countOr('decoder_sparse_step', 'every n-th layer is a mixture', 1);
  const dense = fields.counts('mlp_only_layers', 'layers that are dense all the same') ?? [];
  return layersBy(layers, layer => (layer + 1) % step === 0 && !dense.includes(layer));
};

/** All but those listed. */
export const allButListed: LayersRule = (fields, { layers }) => {
  const dense = fields.counts('mlp_only_layers', 'layers that are dense') ?? [];
  return layersBy(layers, layer => !dense.includes(layer));
};

/** Llama 4: every n-th, or as listed. */
export const interleaved: LayersRule = (fields, { layers }) => {
  const step = fields.countOr('interleave_moe_layer_step', 'every n-th layer is a mixture', 1);
  const listed = fields.counts('moe_layers', 'layers that are mixtures');
  return layersBy(layers, layer => (listed === null ? (layer + 1) % step === 0 : listed.includes(layer)));
};

/** ERNIE: from a first to a last layer, inclusive; −1 is the last there is. */
export const fromTo: LayersRule = (fields, { layers }) => {
  const start = fields.countOr('moe_layer_start_index', 'first layer that is a mixture', 0, 0);
  const end = fields.countOr('moe_layer_end_index', 'last layer that is a mixture (-1: of all)', -1, -1);
  const every = fields.countOr('moe_layer_interval', 'of these every n-th', 1);
  const last = end === -1 ? layers - 1 : end;
  return layersBy(layers, layer => layer >= start && layer <= last && (layer + 1) % every === 0);
};

/** Step: a list of layers, or the same as text between commas. */
export const enumerated: LayersRule = (fields, { layers }) => {
  const meaning = 'layers that are mixtures';
  const name = 'moe_layers_enum';
  const listed =
    typeof fields.peek(name) === 'string'
      ? (fields.textOr(name, meaning, '') ?? '').split(',').map(Number)
      : fields.counts(name, meaning);
  if (listed === null) throw fields.refuse(name, null, 'list the layers that are mixtures');
  if (listed.some(layer => !Number.isInteger(layer)))
    throw fields.refuse(name, fields.peek(name), 'give numbers of layers');
  return layersBy(layers, layer => listed.includes(layer));
};

/** Jamba, and others with a period: layers whose number leaves `offset` when divided by it. */
export function periodic(period: string, offset: string): LayersRule {
  return (fields, { layers }) => {
    const every = fields.count(period, 'every n-th layer is a mixture');
    const first = fields.countOr(offset, 'the first of them', 0, 0);
    return layersBy(layers, layer => layer % every === first);
  };
}

/** Arctic: every n-th. */
export const everyNth: LayersRule = (fields, { layers }) => {
  const every = fields.count('moe_layer_frequency', 'every n-th layer is a mixture');
  return layersBy(layers, layer => (layer + 1) % every === 0);
};

/** One mixer in all layers. */
export const always =
  (mixer: string): MixersRule =>
  (_, { layers }) =>
    Array.from({ length: layers }, () => mixer);

/** A kind of mixer for each text of `layer_types`; where there is no list, full attention in every n-th layer. */
export function byLayerTypes(kinds: Readonly<Record<string, string>>, interval?: string): MixersRule {
  return (fields, { layers }) => {
    const types = fields.texts('layer_types', 'what mixes tokens, layer by layer');
    const every = interval === undefined ? null : fields.countOr(interval, 'every n-th layer has full attention', null);
    if (types === null && every === null)
      throw fields.refuse('layer_types', null, `list ${layers} of ${Object.keys(kinds).join(', ')}`);
    if (types === null) return numbered(layers, layer => ((layer + 1) % (every ?? 1) === 0 ? 'full' : 'linear'));
    // Entries beyond the layers are those of multi-token prediction (Step-3.5).
    if (types.length < layers) throw fields.refuse('layer_types', types, `give ${layers}, one a layer`);
    return types.slice(0, layers).map(type => {
      const kind = new Map(Object.entries(kinds)).get(type);
      if (kind === undefined) throw fields.refuse('layer_types', type, `known: ${Object.keys(kinds).join(', ')}`);
      return kind;
    });
  };
}

/** A list with a number for each kind of layer. */
export function byNumbers(name: string, kinds: Readonly<Record<number, string>>, meaning: string): MixersRule {
  return (fields, { layers }) => {
    const numbers = fields.counts(name, meaning) ?? [];
    if (numbers.length !== layers) throw fields.refuse(name, numbers, `give ${layers} numbers, one a layer`);
    return numbers.map(number => {
      const kind = kinds[number];
      if (kind === undefined) throw fields.refuse(name, number, `known: ${Object.keys(kinds).join(', ')}`);
      return kind;
    });
  };
}

export function numbered<Kind>(layers: number, kindOf: (layer: number) => Kind): readonly Kind[] {
  return Array.from({ length: layers }, (_, layer) => kindOf(layer));
}

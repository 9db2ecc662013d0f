/** A Hugging Face config.json as a model: what its layers are, what of it runs, how it differs, its parameters. Pure. */
import { type Model, modelSchema } from '../model.ts';
import { UsageError } from '../usage-error.ts';
import { type ConfigField, valueText } from './account.ts';
import { readLosses, trainingNotes, windows } from './around.ts';
import { familyOf, noExperts } from './families/table.ts';
import { type Family, fullAttention } from './family.ts';
import { ConfigFields } from './fields.ts';
import { asksForNothing, ignoreHarmless } from './harmless.ts';
import { parameterPartsOf, type Stack } from './parts.ts';
import type { LayerKind, Mixer } from './shape.ts';
import { stackPattern } from './stack.ts';
import { parseConfigText } from './text.ts';

export type ReadConfig = {
  readonly model: Model;
  readonly family: string;
  readonly fields: readonly ConfigField[];
};

/** How the model is called, and how messages call its file. */
export type ConfigNames = { readonly id: string; readonly name: string; readonly where: string };

/** UsageError, in one line, for text that is no config of a family known here, or has a field that is not understood. */
export function readConfig(text: string, { id, name, where }: ConfigNames): ReadConfig {
  const log: ConfigField[] = [];
  const outer = new ConfigFields(parseConfigText(text, where), where, log);
  const inner = outer.object('text_config') ?? outer.object('thinker_config')?.object('text_config') ?? null;
  const family = familyOf(outer, inner);
  const fields = inner ?? outer;
  if (noMixture(family, fields)) throw noExperts(where, family.family);
  const tied = readTied(outer, fields, family);
  const { stack, around } = readStack(family, fields, tied);
  for (const part of new Set([outer, fields, ...fields.sections()])) refuseUnknown(part, family);
  return {
    family: family.family,
    fields: distinct(log),
    model: modelOf({ id, name, where }, family, stack, around),
  };
}

type Around = {
  readonly epsilon: number;
  readonly losses: NonNullable<Model['block']>['losses'];
  readonly differs: readonly string[];
  readonly training: readonly string[];
  readonly uncounted: string | null;
};

function readStack(
  family: Family,
  fields: ConfigFields,
  tied: boolean,
): { readonly stack: Stack; readonly around: Around } {
  const hidden = fields.count(family.hidden ?? 'hidden_size', 'width of the model');
  const layers = layersOf(family, fields);
  const stem = { hidden, layers };
  const feedForwards = family.layers(fields, stem);
  const named = (family.mixers ?? fullAttention)(fields, stem);
  const kinds = feedForwards.map((feedForward, layer): LayerKind => ({ feedForward, mixer: named[layer] ?? null }));
  if (!feedForwards.includes('mixture')) throw noExperts(fields.where, `${family.family}: of its layers none`);
  const mixers = new Map<string, Mixer>();
  for (const [kind, rule] of Object.entries(family.kinds)) {
    if (named.includes(kind)) mixers.set(kind, rule(fields, stem));
  }
  const mixture = family.mixture(fields, stem);
  const denseFfn = denseWidth(family, fields, feedForwards.includes('dense'));
  const stack: Stack = {
    hidden,
    kinds,
    mixers,
    mixersPerLayer: family.mixersPerLayer ?? 1,
    mixture,
    denseFfn,
    normsPerLayer: family.normsPerLayer ?? 2,
    normBiases: family.normBiases ?? false,
    vocab: fields.count(family.vocab ?? 'vocab_size', 'entries of the vocabulary'),
    tied,
    headBias: family.headBias !== undefined && fields.flagOr(family.headBias, 'a bias of the head', false),
    beside: family.beside?.(fields, stem) ?? [],
    leavesOut: family.leavesOut?.(fields) ?? [],
  };
  const { losses, training } = readLosses(family.lossFields?.(fields) ?? fields);
  const differs = [
    ...[...mixers.values()].flatMap(mixer => mixer.differs),
    ...(family.differs?.(fields) ?? []),
    ...(mixture.aroundDiffers ?? []),
    ...windows(fields, layers),
  ];
  const notes = [...trainingNotes(fields), ...(mixture.training ?? []), ...training];
  return {
    stack,
    around: {
      epsilon: epsilonOf(family, fields),
      losses,
      differs: [...new Set(differs)],
      training: notes,
      uncounted: family.uncounted?.(fields) ?? null,
    },
  };
}

function modelOf({ id, name, where }: ConfigNames, family: Family, stack: Stack, around: Around): Model {
  const { mixture } = stack;
  const block = blockOf(stack, around);
  const differs = around.differs.join('; ');
  const parts = around.uncounted === null ? parameterPartsOf(stack) : null;
  const absurd = parts?.parts.find(({ each }) => !Number.isSafeInteger(each));
  if (absurd !== undefined) {
    throw new UsageError(`${where}: ${absurd.part}: ${absurd.each} parameters; one of its widths is wrong`);
  }
  return modelSchema.parse({
    id,
    name,
    organisation: family.organisation,
    layer: mixture.layer,
    router: mixture.router,
    dispatch: mixture.dispatch,
    block,
    outline: null,
    ...(parts === null ? {} : { parameterParts: parts }),
    differs: {
      layer: mixture.differs.length === 0 ? null : mixture.differs.join('; '),
      block: differs !== '' ? differs : block === null ? 'its layers follow no pattern that a block has' : null,
      training: around.training.length === 0 ? null : around.training.join(', '),
    },
    parameters: { totalBillion: null, activeBillion: null, totalConvention: [], activeConvention: [] },
    routerAsPublished: 'as the config says, field by field',
    source: where,
    confidence:
      around.uncounted === null ? 'read from its fields' : `read from its fields; not counted: ${around.uncounted}`,
  });
}

/** Layers of one mixer that a block has, in a pattern that a stack has. */
function blockOf(stack: Stack, { epsilon, losses }: Around): Model['block'] {
  const { kinds, mixers, denseFfn, vocab, tied, mixersPerLayer, beside } = stack;
  const pattern = stackPattern(kinds.map(({ feedForward }) => feedForward));
  const [attention, ...others] = [...mixers.values()].map(mixer => mixer.attention);
  const alike = others.length === 0 && mixersPerLayer === 1 && beside.length === 0;
  if (pattern === null || attention === null || attention === undefined || !alike) return null;
  return {
    layers: kinds.length,
    ...pattern,
    denseFfn,
    vocab,
    tied,
    attention,
    normEpsilon: epsilon,
    losses,
    selectionBiasRate: 0,
  };
}

/** No model is deeper; a list of its layers would not fit a memory. */
const MOST_LAYERS = 4096;

function layersOf(family: Family, fields: ConfigFields): number {
  const layers = namedLayers(family, fields);
  if (layers > MOST_LAYERS) throw fields.refuse('layers', layers, `at most ${MOST_LAYERS}`);
  return layers;
}

function namedLayers(family: Family, fields: ConfigFields): number {
  const names = family.layerCount ?? 'num_hidden_layers';
  if (family.countLayers === undefined) return fields.count(names, 'layers');
  const counted = family.countLayers(fields);
  const named = fields.countOr(names, 'layers', counted);
  if (named !== counted) throw fields.refuse(String(names), named, `the pattern of layers has ${counted}`);
  return counted;
}

function denseWidth(family: Family, fields: ConfigFields, some: boolean): number | null {
  const names = family.dense ?? 'intermediate_size';
  if (some) return fields.count(names, 'width of a dense layer');
  fields.ignore(names, 'no layer is dense: the width of nothing');
  return null;
}

/** The top level counts: it is the one that a class with several parts reads. */
function readTied(outer: ConfigFields, fields: ConfigFields, { tiedWhenAbsent = false }: Family): boolean {
  const meaning = 'the head is the embedding';
  const above = outer.flagOr('tie_word_embeddings', meaning, null);
  const tied = above ?? fields.flagOr('tie_word_embeddings', meaning, null);
  fields.ignore('tie_word_embeddings', 'said at the top level');
  if (tied === null) fields.absent('tie_word_embeddings', tiedWhenAbsent, `${meaning}: the class default`);
  return tied ?? tiedWhenAbsent;
}

function epsilonOf({ epsilon = 'rms_norm_eps' }: Family, fields: ConfigFields): number {
  const read = fields.amountOr(epsilon, 'epsilon of norms', null);
  if (read === null) fields.absent('rms_norm_eps', 1e-6, 'epsilon of norms: the class default');
  if (read !== null && !(read > 0)) throw fields.refuse('rms_norm_eps', read, 'give a number above 0');
  return read ?? 1e-6;
}

/** Classes that take several kinds of models say by a zero that they have no experts. */
function noMixture({ family }: Family, fields: ConfigFields): boolean {
  const counts = ['num_local_experts', 'num_experts', 'n_routed_experts', 'moe_num_experts'].map(name =>
    fields.peek(name),
  );
  return (
    counts.some(count => count === 0) ||
    fields.peek('enable_moe_block') === false ||
    (family === 'Jamba' && counts.includes(1))
  );
}

const MOST_NAMED = 4;

/** UsageError for fields that may change the arithmetic and that this family is not known to have. */
function refuseUnknown(fields: ConfigFields, { family }: Family): void {
  fields.ignore(['enable_moe_block', 'text_config', 'use_qk_norm'], 'said otherwise');
  ignoreHarmless(fields);
  const unknown = fields.unread().filter(({ value }) => !asksForNothing(value));
  const idle = fields.unread().filter(({ value }) => asksForNothing(value));
  fields.ignore(
    idle.map(({ field }) => field),
    'unset, off, empty or zero',
  );
  if (unknown.length === 0) return;
  const named = unknown
    .slice(0, MOST_NAMED)
    .map(({ field, value }) => `${fields.fieldName(field)} (${valueText(value)})`);
  const more = unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : '';
  throw new UsageError(
    `${fields.where}: ${named.join(', ')}${more}: not known for ${family} and may change the arithmetic; in a copy of the file, leave out what does not`,
  );
}

function distinct(log: readonly ConfigField[]): readonly ConfigField[] {
  const first = new Map<string, ConfigField>();
  for (const row of log) if (!first.has(row.field)) first.set(row.field, row);
  return [...first.values()];
}

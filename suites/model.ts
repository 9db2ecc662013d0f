/** A model as its file in models/ has it, with its source. Pure: a browser can take it. */
import * as z from 'zod';
import { activationSchema, aroundFields, layerFields, lossesSchema, routerSchema, stackFields } from './workload.ts';

/** How a published count of parameters differs from ours (suites/moe/conventions.ts has what each comes to). */
const CONVENTIONS = ['input-embedding-left-out', 'embeddings-left-out', 'digits-rounded', 'digits-cut-off'] as const;
/** Of a total alone: what a token does not go to is not active, however much there is of it. */
const TOTAL_CONVENTIONS = [...CONVENTIONS, 'twice-the-experts'] as const;

const positiveInteger = z.int().positive();

/** What stands around the MoE layers in the whole model. */
const blockSchema = z.strictObject({
  ...stackFields,
  ...aroundFields,
  /** null: not in our sources. */
  losses: lossesSchema.nullable(),
});

/**
 * What stands around the MoE layers of a model of which only the layer runs, as far as it takes to count parameters: its
 * attention has keys and values for each head. Every attention and feed-forward has a norm before it, every stack one at its end.
 */
const outlineSchema = z
  .strictObject({
    /** An encoder and a decoder, or one stack alone. */
    stacks: z
      .array(
        z.strictObject({
          /** A layer's attentions: 2 where a decoder attends to the encoder's output as well. */
          attentions: z.union([z.literal(1), z.literal(2)]),
          /** Layers with a mixture, and with a dense feed-forward. */
          mixtures: z.int().nonnegative(),
          dense: z.int().nonnegative(),
        }),
      )
      .min(1),
    attention: z.strictObject({ heads: positiveInteger, headDim: positiveInteger }),
    /** Of the dense layers; null where there are none. */
    dense: z.strictObject({ ffn: positiveInteger, activation: activationSchema }).nullable(),
    /** null: not in our sources, and not counted. */
    embedding: z.strictObject({ vocab: positiveInteger, tied: z.boolean() }).nullable(),
    /** What else is not counted. */
    leavesOut: z.string().nullable(),
  })
  .refine(
    ({ stacks, dense }) => (dense === null) === stacks.every(stack => stack.dense === 0),
    'an outline says how wide its dense layers are where it has any',
  );

/** What a part is, where a count leaves it out or scales it. */
const PART_ROLES = ['input-embedding', 'head', 'embedding-and-head', 'routed-expert', 'router', 'other'] as const;

/** Every part of a model with its parameters: for models that neither a block nor an outline can express. */
const parameterPartsSchema = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        part: z.string(),
        role: z.enum(PART_ROLES),
        /** Parameters of each. */
        each: z.int().nonnegative(),
        count: positiveInteger,
        /** How many of them a token goes through. */
        used: z.int().nonnegative(),
      }),
    )
    .min(1),
  /** What else is not counted. */
  leavesOut: z.string().nullable(),
});

export const modelSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
    name: z.string(),
    organisation: z.string(),
    layer: z.strictObject(layerFields),
    router: routerSchema.nullable(),
    /** As it was trained: `dropless` or `capacity:<factor>`. */
    dispatch: z.string(),
    block: blockSchema.nullable(),
    outline: outlineSchema.nullable(),
    /** Counted in place of block and outline, where there is one. */
    parameterParts: parameterPartsSchema.optional(),
    /**
     * How the published model differs from what we can run; null where it does not. A `layer` or a `block` that differs is
     * not run; `training`: what its training had besides, which a train-step leaves out.
     */
    differs: z.strictObject({
      layer: z.string().nullable(),
      block: z.string().nullable(),
      training: z.string().nullable(),
    }),
    parameters: z.strictObject({
      totalBillion: z.number().nullable(),
      activeBillion: z.number().nullable(),
      /** What of our convention (docs/WORKLOADS.md) the published counts do not follow. */
      totalConvention: z.array(z.enum(TOTAL_CONVENTIONS)),
      activeConvention: z.array(z.enum(CONVENTIONS)),
    }),
    /** What its sources disagree on, and which of it is taken. */
    disputed: z.string().optional(),
    routerAsPublished: z.string(),
    source: z.string(),
    confidence: z.string(),
  })
  .refine(
    ({ router, differs }) => (router === null) === (differs.layer !== null),
    'a model has a router, or says how its layer differs',
  )
  .refine(
    ({ layer }) => layer.sharedFfn === undefined || layer.sharedExperts === 1,
    'a model whose shared expert has a width of its own (sharedFfn) has sharedExperts 1',
  )
  .refine(
    ({ layer }) => layer.sharedGate === undefined || layer.sharedExperts > 0,
    'a model with a gate on its shared expert (sharedGate) has one',
  )
  .refine(
    ({ block, differs }) => block !== null || differs.block !== null,
    'a model has a block, or says how its block differs',
  )
  .refine(({ block, outline }) => block === null || outline === null, 'a model with a block needs no outline');

export type Model = Readonly<z.infer<typeof modelSchema>>;
export type ModelBlock = Readonly<z.infer<typeof blockSchema>>;
export type ModelOutline = Readonly<z.infer<typeof outlineSchema>>;
export type ParameterParts = Readonly<z.infer<typeof parameterPartsSchema>>;
export type ParameterPart = ParameterParts['parts'][number];
export type Convention = (typeof TOTAL_CONVENTIONS)[number];

/** A model's parameters, part by part, from what was read of its config. Pure sums: each part is checked by hand in the tests. */
import type { Model, ParameterPart, ParameterParts } from '../model.ts';
import { feedForwardWeights } from '../moe/sizes.ts';
import { expertTensors } from '../moe/tensors.ts';
import type { BesidePart } from './family.ts';
import type { LayerKind, Mixer, Mixture } from './shape.ts';

export type Stack = {
  readonly hidden: number;
  readonly kinds: readonly LayerKind[];
  readonly mixers: ReadonlyMap<string, Mixer>;
  readonly mixersPerLayer: number;
  readonly mixture: Mixture;
  readonly denseFfn: number | null;
  readonly normsPerLayer: number;
  readonly normBiases: boolean;
  readonly vocab: number;
  readonly tied: boolean;
  readonly headBias: boolean;
  readonly beside: readonly BesidePart[];
  readonly leavesOut: readonly string[];
};

export function parameterPartsOf(stack: Stack): ParameterParts {
  const leavesOut = [...stack.leavesOut, ...[...stack.mixers.values()].flatMap(({ leavesOut: left }) => left ?? [])];
  return {
    parts: [
      ...ends(stack),
      ...mixerParts(stack),
      ...denseParts(stack),
      ...mixtureParts(stack),
      ...stack.beside.map(other),
    ],
    leavesOut: leavesOut.length === 0 ? null : leavesOut.join(', '),
  };
}

function ends({ vocab, hidden, tied, headBias, kinds, normsPerLayer, normBiases }: Stack): readonly ParameterPart[] {
  const each = vocab * hidden;
  const embedding: readonly ParameterPart[] = tied
    ? [{ part: 'embedding and head', role: 'embedding-and-head', each, count: 1, used: 1 }]
    : [
        { part: 'input embedding', role: 'input-embedding', each, count: 1, used: 1 },
        { part: 'head', role: 'head', each, count: 1, used: 1 },
      ];
  const norms = kinds.length * normsPerLayer + 1;
  return [
    ...embedding,
    ...(headBias ? [other({ part: 'bias of the head', parameters: vocab, count: 1 })] : []),
    other({ part: 'norms', parameters: hidden * (normBiases ? 2 : 1), count: norms }),
  ];
}

function mixerParts({ mixers, kinds, mixersPerLayer }: Stack): readonly ParameterPart[] {
  return [...mixers].flatMap(([name, { part, parameters, beside = [] }]) => [
    other({ part, parameters, count: kinds.filter(({ mixer }) => mixer === name).length * mixersPerLayer }),
    ...beside.map(other),
  ]);
}

function denseParts({ kinds, denseFfn, hidden, mixture }: Stack): readonly ParameterPart[] {
  const count = kinds.filter(({ feedForward }) => feedForward === 'dense').length;
  if (count === 0 || denseFfn === null) return [];
  const parameters = feedForwardWeights(hidden, denseFfn, mixture.layer.activation);
  return [other({ part: `dense feed-forward, ${denseFfn} wide`, parameters, count })];
}

function mixtureParts({ kinds, mixture, hidden }: Stack): readonly ParameterPart[] {
  const { layer, routerWidth, expertParameters, beside = [] } = mixture;
  const count = kinds.filter(({ feedForward }) => feedForward === 'mixture').length;
  const each = expertParameters ?? elements(layer, layer.ffn);
  const sharedWidth = layer.sharedFfn ?? layer.sharedExperts * layer.ffn;
  const outputs = routerWidth ?? layer.experts;
  // Where the router also has outputs that compute nothing, an even choice leaves so many real experts on average.
  const used = Math.round((count * layer.topK * layer.experts) / outputs);
  return [
    { part: `experts, ${layer.ffn} wide`, role: 'routed-expert', each, count: count * layer.experts, used },
    {
      part: 'routers',
      role: 'router',
      each: outputs * (hidden + (mixture.router?.bias === true ? 1 : 0)),
      count,
      used: count,
    },
    ...(sharedWidth > 0
      ? [other({ part: `shared expert, ${sharedWidth} wide`, parameters: elements(layer, sharedWidth), count })]
      : []),
    ...(layer.sharedGate === true ? [other({ part: 'gate of the shared expert', parameters: hidden, count })] : []),
    ...beside.map(({ part, parameters }) => other({ part, parameters, count })),
  ];
}

function elements(layer: Model['layer'], width: number): number {
  return expertTensors('', layer, width).reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
}

function other({ part, parameters, count }: BesidePart): ParameterPart {
  return { part, role: 'other', each: parameters, count, used: count };
}

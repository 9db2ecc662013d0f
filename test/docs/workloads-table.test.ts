/** The tables of models in docs/WORKLOADS.md say what suites/models/ says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Model, ModelBlock, ModelOutline } from '../../suites/model.ts';
import { loadModels } from '../../suites/models.ts';
import { parameterCounts } from '../../suites/moe/parameters.ts';

const TEXT = readFileSync(new URL('../../docs/WORKLOADS.md', import.meta.url), 'utf8');
const LAYERS = '| model | H | F | E | k | S | expert | router | dispatch | runs |';
const BLOCKS = '| model | layers | attention | vocabulary | parameters | active |';

test('the table of layers in docs/WORKLOADS.md has a row for each model, as its file has it', () => {
  expect(rowsBelow(LAYERS)).toEqual(loadModels().map(layerRow));
});

test('the table of what stands around them has a row for each model, with its parameters', () => {
  expect(rowsBelow(BLOCKS)).toEqual(loadModels().map(blockRow));
});

/** The lines below a header and its rule, to the end of the table. */
function rowsBelow(header: string): string[] {
  const lines = TEXT.split('\n');
  const below = lines.slice(lines.indexOf(header) + 2);
  return below.slice(
    0,
    below.findIndex(line => !line.startsWith('|')),
  );
}

function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function layerRow({ id, layer, router, dispatch, differs }: Model): string {
  const { hidden, ffn, experts, topK } = layer;
  const runs =
    differs.layer !== null ? `no: ${differs.layer}` : differs.block === null ? 'yes' : `the layer: ${differs.block}`;
  return row(
    id,
    hidden,
    ffn,
    experts,
    topK,
    sharedText(layer),
    expertText(layer),
    routerText(router),
    dispatch,
    runs + (differs.training === null ? '' : `; trained with ${differs.training}`),
  );
}

/** `2`, or `1 of 20480, gated`. */
function sharedText({ sharedExperts, sharedFfn, sharedGate }: Model['layer']): string {
  const width = sharedFfn === undefined ? '' : ` of ${sharedFfn}`;
  return `${sharedExperts}${width}${sharedGate === true ? ', gated' : ''}`;
}

function expertText({ activation, expertBiases, weightOn }: Model['layer']): string {
  return [
    activation,
    ...(expertBiases ? ['biases'] : []),
    ...(weightOn === 'input' ? ['weight on the input'] : []),
  ].join(', ');
}

/** `sigmoid, normalised, × 2.5, 4 of 8 groups`; a dash where the layer is another. */
function routerText(router: Model['router']): string {
  if (router === null) return '–';
  const { score, normalise, scale, groups, bias } = router;
  return [
    score,
    ...(bias ? ['bias'] : []),
    ...(normalise ? ['normalised'] : []),
    ...(scale === 1 ? [] : [`× ${scale}`]),
    ...(groups === null
      ? []
      : [`${groups.kept} of ${groups.count} groups${groups.by === 'best' ? ' by their best' : ''}`]),
  ].join(', ');
}

function blockRow(model: Model): string {
  const { id, parameters } = model;
  const counts = parameterCounts(model);
  const beside = (count: number | undefined, published: number | null) => {
    const shown = count === undefined ? '–' : Number((count / 1e9).toPrecision(4));
    return published === null ? shown : `${shown} (${published})`;
  };
  return row(
    id,
    ...aroundTexts(model),
    beside(counts?.total, parameters.totalBillion),
    beside(counts?.active, parameters.activeBillion),
  );
}

/** Layers, attention and vocabulary. */
function aroundTexts({ block, outline }: Model): readonly string[] {
  if (block !== null) return [layersText(block), attentionText(block), embeddingText(block)];
  if (outline === null) return ['–', '–', '–'];
  return [outlinedLayersText(outline), outlinedAttentionText(outline), embeddingText(outline.embedding)];
}

function embeddingText(embedding: ModelOutline['embedding']): string {
  return embedding === null ? '–' : `${embedding.vocab}${embedding.tied ? ', tied' : ''}`;
}

/** `12 + 12, 12 of them dense (2048 geglu)`: of the encoder and the decoder. */
function outlinedLayersText({ stacks, dense }: ModelOutline): string {
  const layers = stacks.map(stack => stack.mixtures + stack.dense).join(' + ');
  const count = stacks.reduce((sum, stack) => sum + stack.dense, 0);
  return dense === null ? layers : `${layers}, ${count} of them dense (${dense.ffn} ${dense.activation})`;
}

/** `MHA 12 × 64, cross attention in 12`. */
function outlinedAttentionText({ stacks, attention: { heads, headDim } }: ModelOutline): string {
  const across = stacks.filter(({ attentions }) => attentions === 2);
  const layers = across.reduce((sum, { mixtures, dense }) => sum + mixtures + dense, 0);
  return `MHA ${heads} × ${headDim}${layers === 0 ? '' : `, cross attention in ${layers}`}`;
}

/** `61, 3 dense (18432) first`, `48, every 2nd a mixture, the others dense (16384)`. */
function layersText({ layers, firstDense, moeEvery, denseFfn }: ModelBlock): string {
  if (moeEvery > 1) return `${layers}, every ${moeEvery}nd a mixture, the others dense (${denseFfn})`;
  return firstDense === 0 ? `${layers}` : `${layers}, ${firstDense} dense (${denseFfn}) first`;
}

/** `GQA 16 / 4 × 128, half rotated, normalised`; `MLA 128 × (128 + 64), ranks 1536, 512`. */
function attentionText({ attention }: ModelBlock): string {
  if (attention.kind === 'mla') {
    const { heads, nopeDim, ropeDim, queryRank, kvRank } = attention;
    return `MLA ${heads} × (${nopeDim} + ${ropeDim}), ranks ${queryRank ?? 'none'}, ${kvRank}`;
  }
  const { heads, kvHeads, headDim, ropeDim, qkNorm } = attention;
  return [
    `GQA ${heads} / ${kvHeads} × ${headDim}`,
    ...(ropeDim === headDim ? [] : [`${ropeDim} rotated`]),
    ...(qkNorm ? ['QK norm'] : []),
  ].join(', ');
}

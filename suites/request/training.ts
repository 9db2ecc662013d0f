/** What a train-step has beside its blocks. Pure. */
import { sha256 } from '../identity.ts';
import type { Model } from '../model.ts';
import { layerCounts } from '../moe/sizes.ts';
import { grammarText } from '../text/grammar.ts';
import { UsageError } from '../usage-error.ts';
import { changedDims, STACK_DIMS } from './dims.ts';
import { DEFAULT_LEARNING_RATE, type WorkloadRequest } from './request.ts';

/** As the loss curves of most published runs have them (Llama 2, arXiv:2307.09288, section 2.2), but for the rate. */
const ADAMW = {
  kind: 'adamw',
  learningRate: DEFAULT_LEARNING_RATE,
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0.1,
} as const;
/** Bytes of text a train-step learns from, over and over. */
export const TEXT_BYTES = 2 ** 16;
const MOST_LAYERS = 1024;
/** A byte is a token. */
const BYTE_VALUES = 256;

/** Layers, ends, losses, optimizer and text. UsageError for a model whose losses are not known, or dims that no stack can have. */
export function trainingFields({ scale, seed, learningRate }: WorkloadRequest, { id, block }: Model) {
  if (block === null) throw new TypeError(`${id} has no block`);
  const { losses, selectionBiasRate, tied } = block;
  if (losses === null) throw new UsageError(`${id}: the weights of its losses are not known; only its moe-block runs`);
  const { layers, firstDense, moeEvery, denseFfn, vocab } = block;
  const dims = { layers, firstDense, moeEvery, denseFfn, vocab, ...changedDims(STACK_DIMS, scale) };
  const fail = (message: string) => new UsageError(`${id}: ${message}`);
  if (dims.vocab < BYTE_VALUES) throw fail(`vocab is ${dims.vocab}; its text is bytes, give at least ${BYTE_VALUES}`);
  if (dims.layers > MOST_LAYERS) throw fail(`layers is ${dims.layers}; at most ${MOST_LAYERS}`);
  if (layerCounts(dims).moe === 0) {
    throw fail(
      `of ${dims.layers} layers with firstDense ${dims.firstDense}, moeEvery ${dims.moeEvery} none has experts`,
    );
  }
  const hasDense = dims.firstDense > 0 || dims.moeEvery > 1;
  if (hasDense && dims.denseFfn === null) throw fail('it has dense layers: give their width, denseFfn');
  if (learningRate !== undefined && !(learningRate > 0)) {
    throw fail(`the learning rate is ${learningRate}; give a positive number`);
  }
  return {
    ...dims,
    tied,
    losses,
    selectionBiasRate,
    optimizer: { ...ADAMW, learningRate: learningRate ?? ADAMW.learningRate },
    text: { kind: 'grammar' as const, seed, bytes: TEXT_BYTES, sha256: sha256(grammarText(seed, TEXT_BYTES)) },
  };
}

/** From a request and its model to a workload, every field decided. Pure: a trace is read by the reader that is passed in. */
import type { Model } from '../model.ts';
import { UsageError } from '../usage-error.ts';
import { LAYER_PASSES, type LayerWorkload, type MoeWorkload, type Part, type Pass } from '../workload.ts';
import { scaledAttention } from './attention.ts';
import { checkIndexed, checkLayer } from './bounds.ts';
import { changedLayer, changedRouter } from './changes.ts';
import { changedDims, checkCounts, checkDims, LAYER_DIMS } from './dims.ts';
import { DEFAULT_SEQUENCE, DEFAULT_TOKENS, type WorkloadRequest } from './request.ts';
import { parseDispatch, parseRouting, type TraceReader } from './routing-text.ts';
import { TEXT_BYTES, trainingFields } from './training.ts';

/** The workload requested of this model. UsageError, naming the value and its bound, for one that cannot be. */
export function workloadOf(request: WorkloadRequest, model: Model, readTrace: TraceReader): MoeWorkload {
  const { part, scale, pass, learningRate } = request;
  checkDims(part, scale, model);
  if (learningRate !== undefined && part !== 'train-step') {
    throw new UsageError(`${model.id}: a ${part} has no learning rate; leave it out`);
  }
  checkCounts(scale, model);
  const layer = layerFields(request, model, readTrace);
  if (part === 'moe-layer') return { ...layer, part, pass: layerPass(part, pass) };
  const block = blockFields(request, model, layer.tokens);
  if (part === 'moe-block') return { ...layer, ...block, part, pass: layerPass(part, pass) };
  if (pass !== 'train') throw new UsageError(`a train-step has one pass, train, not '${pass}'`);
  if (block.sequence >= TEXT_BYTES) {
    throw new UsageError(`${model.id}: sequence is ${block.sequence}; its text has ${TEXT_BYTES} bytes, give fewer`);
  }
  return { ...layer, ...block, ...trainingFields(request, model), part, pass };
}

function layerFields(request: WorkloadRequest, model: Model, readTrace: TraceReader) {
  if (model.router === null) {
    throw new UsageError(`model '${model.id}' is for reference only: its layer differs (${model.differs.layer})`);
  }
  const { scale, dtype, seed } = request;
  const scaled = { tokens: DEFAULT_TOKENS, ...model.layer, ...changedDims(LAYER_DIMS, scale) };
  const dims = changedLayer(scaled, scale, request.layer ?? {}, model);
  const router = request.router === undefined ? model.router : changedRouter(model.router, request.router, model);
  checkLayer(dims, router, model);
  const dispatch = parseDispatch(request.dispatch ?? model.dispatch);
  checkIndexed({ ...dims, dispatch }, model);
  return {
    version: 1 as const,
    dtype,
    seed,
    ...dims,
    router,
    routing: parseRouting(request.routing, { ...dims, model: model.id }, readTrace),
    dispatch,
  };
}

function blockFields({ scale }: WorkloadRequest, model: Model, tokens: number) {
  const { block, differs } = model;
  if (block === null || differs.block !== null) {
    throw new UsageError(
      `model '${model.id}': only its moe-layer runs; what stands around it differs (${differs.block})`,
    );
  }
  const sequence = scale.sequence ?? Math.min(DEFAULT_SEQUENCE, tokens);
  const attention = scaledAttention(block.attention, scale, model);
  if (sequence < 2) throw new UsageError(`${model.id}: sequence is ${sequence}; give at least 2`);
  if (tokens % sequence !== 0) {
    throw new UsageError(`${model.id}: tokens is ${tokens}; give a multiple of the sequence, ${sequence}`);
  }
  return { sequence, attention, normEpsilon: block.normEpsilon };
}

function layerPass(part: Part, pass: Pass): LayerWorkload['pass'] {
  if (pass === 'train') throw new UsageError(`a ${part} has the passes ${LAYER_PASSES.join(' and ')}, not 'train'`);
  return pass;
}

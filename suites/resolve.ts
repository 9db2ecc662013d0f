/** The workload requested, of the models that are shipped and of trace files on disk (request/resolve.ts decides, without reading). */
import type { Model } from './model.ts';
import { findModel } from './models.ts';
import { ownSizeModel } from './request/own-size.ts';
import type { LayerRequest, WorkloadRequest } from './request/request.ts';
import { workloadOf } from './request/resolve.ts';
import { readTrace } from './request/trace-file.ts';
import type { LayerWorkload, MoeWorkload } from './workload.ts';

/** The workload requested. UsageError, naming the value and its bound, for one that cannot be. */
export function resolveWorkload(request: WorkloadRequest): MoeWorkload {
  return workloadOf(request, requestedModel(request), readTrace);
}

/** The model of a request; the plain layer of its dims where it names none. */
export function requestedModel(request: WorkloadRequest): Model {
  return request.model === null ? ownSizeModel(request) : findModel(request.model);
}

/** One MoE layer; of the parts, the one most asked for. */
export function resolveLayer(request: LayerRequest): LayerWorkload {
  const workload = resolveWorkload({ dispatch: null, ...request, part: 'moe-layer' });
  if (workload.part !== 'moe-layer') throw new TypeError('asked for a layer');
  return workload;
}

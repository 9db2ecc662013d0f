/** A suite resolved to works: workloads under their names, as far as they fit the memory there is. */
import { type Products, USUAL_PRODUCTS, type Work } from './cases.ts';
import { DoesNotFit, fittingSlice } from './fit.ts';
import { canonicalJson, sha256 } from './identity.ts';
import { configPathOf, loadModels } from './models.ts';
import { formatMemory, storedFootprintBytes } from './moe/footprint.ts';
import { writtenChanges } from './request/change-options.ts';
import { OWN_SIZE } from './request/own-size.ts';
import type { WorkloadRequest } from './request/request.ts';
import { traceFileOf } from './request/routing-text.ts';
import { requestedModel, resolveWorkload } from './resolve.ts';
import { ALL_MODELS, type Suite } from './suite.ts';
import { UsageError } from './usage-error.ts';

/** Of a suite, what can be run on so much memory, and what cannot, with the reason. */
export type SuiteWorks = {
  readonly works: readonly SuiteWork[];
  readonly refused: readonly { readonly what: string; readonly reason: string }[];
};

/** `sustained`: it also gets a long cell on each target. */
export type SuiteWork = Work & { readonly sustained: boolean };

/**
 * Each pass × routing × dispatch × dtype of the suite's workloads, none twice. UsageError for one that cannot be; of `all`
 * models, and of those that are to be fitted, the ones that cannot are refused instead.
 */
export function suiteWorks(suite: Suite, memoryBytes: number): SuiteWorks {
  const works = new Map<string, SuiteWork>();
  const refused = new Map<string, string>();
  for (const entry of suite.workloads) {
    const listed = entry.model === ALL_MODELS;
    for (const request of requestsOf(entry, suite.seed)) {
      try {
        // Resolved as it is first: a mistake is a mistake on any machine.
        if (!listed) resolveWorkload(request);
        const work = resolveWork(request, entry.fit ? memoryBytes : null);
        if (entry.optional === true) assertFits(work, request, memoryBytes);
        const key = canonicalJson(work.workload);
        works.set(key, both({ ...work, ...productsOf(entry), sustained: entry.sustained }, works.get(key)));
      } catch (error) {
        if (!(error instanceof UsageError) || !(listed || error instanceof DoesNotFit)) throw error;
        refused.set(`${request.model ?? OWN_SIZE}.${request.part}`, error.message);
      }
    }
  }
  return { works: [...works.values()], refused: [...refused].map(([what, reason]) => ({ what, reason })) };
}

const productsOf = ({ products }: Suite['workloads'][number]) => (products === undefined ? {} : { products });

/** A work that a suite names twice is timed once, with all that either asks for. */
function both(work: SuiteWork, earlier: SuiteWork | undefined): SuiteWork {
  if (earlier === undefined) return work;
  const sustained = work.sustained || earlier.sustained;
  if (work.products === undefined && earlier.products === undefined) return { ...work, sustained };
  const products = [work, earlier].flatMap((named): readonly Products[] => named.products ?? USUAL_PRODUCTS);
  return { ...work, sustained, products: [...new Set(products)] };
}

/** DoesNotFit for a work that needs more than that by what its tensors take as they are stored. */
function assertFits({ workload }: Work, { model, part }: WorkloadRequest, memoryBytes: number): void {
  const needed = storedFootprintBytes(workload);
  if (needed <= memoryBytes) return;
  throw new DoesNotFit(
    `${model ?? OWN_SIZE}: this ${part} needs about ${formatMemory(needed)}, ${formatMemory(memoryBytes)} can be used; it is optional and left out`,
  );
}

/** The workload asked for under its names; where `fitBytes` is given, the slice of it that fits so much memory. */
export function resolveWork(request: WorkloadRequest, fitBytes: number | null): Work {
  const traceFile = traceFileOf(request.routing);
  const names = {
    ...modelNames(request),
    ...(traceFile === null ? {} : { traceFile }),
    ...changedBy(request),
  };
  if (fitBytes === null) {
    return { workload: resolveWorkload(request), ...names, scaled: request.scale, fitted: null };
  }
  const { scale, memoryBytes, cut } = fittingSlice(request, fitBytes);
  const workload = resolveWorkload({ ...request, scale });
  return { workload, ...names, scaled: scale, fitted: { memoryBytes, cut } };
}

/** The model's id, however it was called; and its config.json, where it was read from one. */
function modelNames(request: WorkloadRequest): Pick<Work, 'model' | 'modelFile'> {
  const { id } = requestedModel(request);
  const modelFile = request.model === null ? null : configPathOf(request.model);
  return { model: id, ...(modelFile === null ? {} : { modelFile }) };
}

/** What is not the model's own beside dims, as a case keeps it. */
function changedBy({ router, layer }: WorkloadRequest): Pick<Work, 'changed'> {
  const changed = { ...(router === undefined ? {} : { router }), ...(layer === undefined ? {} : { layer }) };
  return Object.keys(writtenChanges(changed)).length === 0 ? {} : { changed };
}

function requestsOf(entry: Suite['workloads'][number], seed: number): readonly WorkloadRequest[] {
  const { model, part, scale, passes, routings, dispatches, dtypes, learningRate, router, layer } = entry;
  const models = model === ALL_MODELS ? loadModels().map(({ id }) => id) : [model];
  const others = {
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(router === undefined ? {} : { router }),
    ...(layer === undefined ? {} : { layer }),
  };
  return models.flatMap(id =>
    dtypes.flatMap(dtype =>
      dispatches.flatMap(dispatch =>
        routings.flatMap(routing =>
          passes.map(pass => ({ model: id, part, scale, pass, dtype, routing, dispatch, seed, ...others })),
        ),
      ),
    ),
  );
}

export function suiteSha256(suite: Suite): string {
  return sha256(canonicalJson(suite));
}

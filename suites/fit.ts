/** The largest faithful slice of a workload that fits a memory. Pure. */
import { footprintBytes, formatMemory } from './moe/footprint.ts';
import { layerCounts } from './moe/sizes.ts';
import type { Scaling } from './request/dims.ts';
import { OWN_SIZE } from './request/own-size.ts';
import type { WorkloadRequest } from './request/request.ts';
import { resolveWorkload } from './resolve.ts';
import { UsageError } from './usage-error.ts';
import type { MoeWorkload, TrainWorkload } from './workload.ts';

/** Fewer tokens than this, and what is measured is the start of each kernel. */
export const FEWEST_TOKENS = 1024;
/** A head narrower than this is no share of any published one. */
export const FEWEST_VOCAB = 4096;

/** What may be cut, in the order of cutting. */
export const CUTS = ['layers', 'firstDense', 'vocab', 'experts', 'tokens'] as const;

export type Cut = { readonly what: (typeof CUTS)[number]; readonly from: number; readonly to: number };
/** Nothing that could be cut is left, and it is still too large. */
export class DoesNotFit extends UsageError {}

export type Fitted = { readonly memoryBytes: number; readonly cut: readonly Cut[] };

/**
 * What of `request` fits `memoryBytes` by its footprint. Widths, top-k, router and groups stay. Cut are, in this order and
 * each to its end before the next:
 * 1. layers, one by one, down to one of each kind there is;
 * 2. the vocabulary held, by halves: beside so few layers the whole of it would be most of the work, which it never is;
 * 3. experts held, by halves, as expert parallelism holds them: the router scores only those held;
 * 4. tokens, by halves, down to one sequence.
 * A layer or block is sized for its backward pass whichever is asked for, so that both run the same slice. DoesNotFit where
 * nothing is left to cut.
 */
export function fittingSlice(request: WorkloadRequest, memoryBytes: number): { readonly scale: Scaling } & Fitted {
  const full = resolveWorkload(request);
  let smallest = full;
  for (const slice of slices(full)) {
    if (sizedBytes(slice) <= memoryBytes) {
      const cut = cutsBetween(full, slice);
      const scale = { ...request.scale, ...Object.fromEntries(cut.map(({ what, to }) => [what, to])) };
      return { scale, memoryBytes, cut };
    }
    smallest = slice;
  }
  const left = cutsBetween(full, smallest).map(({ what, from, to }) => `${what} ${from} → ${to}`);
  throw new DoesNotFit(
    `${request.model ?? OWN_SIZE}: no ${request.part} of it fits ${formatMemory(memoryBytes)}: the smallest slice (${left.join(', ') || 'as it is'}) needs about ${formatMemory(sizedBytes(smallest))}; give smaller dims`,
  );
}

/** Slices of a workload, the largest first. */
function* slices(full: MoeWorkload): Generator<MoeWorkload> {
  let slice = full;
  yield slice;
  for (const cut of [withFewerLayers, withLessVocabulary, withFewerExperts, withFewerTokens]) {
    for (let next = cut(slice); next !== undefined; next = cut(slice)) {
      slice = next;
      yield slice;
    }
  }
}

/** One layer less: of the dense ones in front while there are several, then from the end. */
function withFewerLayers(workload: MoeWorkload): TrainWorkload | undefined {
  if (workload.part !== 'train-step') return undefined;
  const firstDense = workload.firstDense > 1 ? workload.firstDense - 1 : workload.firstDense;
  const fewer = { ...workload, layers: workload.layers - 1, firstDense };
  const [before, after] = [layerCounts(workload), layerCounts(fewer)];
  const lost = (after.dense === 0 && before.dense > 0) || (after.moe === 0 && before.moe > 0);
  return lost ? undefined : fewer;
}

/** Half the vocabulary, as a head split over devices holds it. */
function withLessVocabulary(workload: MoeWorkload): TrainWorkload | undefined {
  if (workload.part !== 'train-step') return undefined;
  const less = workload.vocab / 2;
  return Number.isInteger(less) && less >= FEWEST_VOCAB ? { ...workload, vocab: less } : undefined;
}

/** Half the experts, while top-k and groups still mean what they did. */
function withFewerExperts(workload: MoeWorkload): MoeWorkload | undefined {
  const { experts, topK, router } = workload;
  const { count, kept } = router.groups ?? { count: 1, kept: 1 };
  const fewer = experts / 2;
  const isWhole = Number.isInteger(fewer) && fewer % count === 0;
  return isWhole && (fewer / count) * kept >= topK ? { ...workload, experts: fewer } : undefined;
}

/** Half the tokens, in whole sequences where there are any. */
function withFewerTokens(workload: MoeWorkload): MoeWorkload | undefined {
  const unit = workload.part === 'moe-layer' ? 1 : workload.sequence;
  const least = workload.part === 'moe-layer' ? FEWEST_TOKENS : workload.sequence;
  const fewer = Math.floor(workload.tokens / unit / 2) * unit;
  return fewer >= least ? { ...workload, tokens: fewer } : undefined;
}

function sizedBytes(workload: MoeWorkload): number {
  return footprintBytes(workload.part === 'train-step' ? workload : { ...workload, pass: 'forward-backward' });
}

function cutsBetween(full: MoeWorkload, slice: MoeWorkload): readonly Cut[] {
  const of = (workload: MoeWorkload): Readonly<Record<string, unknown>> => workload;
  return CUTS.flatMap(what => {
    const [from, to] = [of(full)[what], of(slice)[what]];
    return typeof from === 'number' && typeof to === 'number' && from !== to ? [{ what, from, to }] : [];
  });
}

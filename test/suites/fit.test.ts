import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DoesNotFit, FEWEST_TOKENS, FEWEST_VOCAB, fittingSlice } from '../../suites/fit.ts';
import { loadModels } from '../../suites/models.ts';
import { footprintBytes } from '../../suites/moe/footprint.ts';
import type { WorkloadRequest } from '../../suites/request/request.ts';
import { resolveWorkload } from '../../suites/resolve.ts';
import { type MoeWorkload, PARTS } from '../../suites/workload.ts';
import { refusal } from '../refusal.ts';

const GIB = 2 ** 30;

const request = (
  model: string,
  part: WorkloadRequest['part'],
  scale: WorkloadRequest['scale'] = {},
): WorkloadRequest => ({
  model,
  part,
  scale,
  pass: part === 'train-step' ? 'train' : 'forward-backward',
  dtype: 'float32',
  routing: 'balanced',
  dispatch: null,
  seed: 1,
});

const requests = loadModels()
  .filter(({ router }) => router !== null)
  .flatMap(({ id, block, differs }) =>
    PARTS.filter(part => part === 'moe-layer' || (block !== null && differs.block === null)).map(part =>
      request(id, part),
    ),
  );

/** The slice for so much memory; undefined where there is none. */
function sliceOf(asked: WorkloadRequest, memoryBytes: number): MoeWorkload | undefined {
  try {
    return resolveWorkload({ ...asked, scale: fittingSlice(asked, memoryBytes).scale });
  } catch (error) {
    if (error instanceof DoesNotFit) return undefined;
    throw error;
  }
}

const anyRequest = fc.constantFrom(...requests);
/** 64 MiB to 1 TiB. */
const anyMemory = fc.double({ min: 26, max: 40, noNaN: true }).map(exponent => Math.round(2 ** exponent));

describe('the slice of a workload that fits a memory', () => {
  test('is all of it where there is room', () => {
    const asked = request('mixtral-8x7b', 'moe-layer', { tokens: 1024 });
    expect(fittingSlice(asked, 100 * GIB)).toEqual({ scale: { tokens: 1024 }, memoryBytes: 100 * GIB, cut: [] });
  });

  test('gives up layers first, the dense ones in front of all, down to one of each kind', () => {
    const whole = resolveWorkload(request('deepseek-v3', 'train-step'));
    const asked = request('deepseek-v3', 'train-step');
    expect(fittingSlice(asked, footprintBytes(whole) - 1).cut).toEqual([
      { what: 'layers', from: 61, to: 60 },
      { what: 'firstDense', from: 3, to: 2 },
    ]);
    expect(fittingSlice(asked, 80 * GIB).cut.slice(0, 2)).toEqual([
      { what: 'layers', from: 61, to: 2 },
      { what: 'firstDense', from: 3, to: 1 },
    ]);
  });

  test('is cut by halves in what it holds of vocabulary and experts, as devices that share them hold it', () => {
    const asked = request('qwen3-30b-a3b', 'train-step');
    const { scale, cut } = fittingSlice(asked, 16 * GIB);
    expect(cut.map(({ what }) => what)).toEqual(['layers', 'vocab', 'experts']);
    expect(cut.find(({ what }) => what === 'vocab')).toEqual({ what: 'vocab', from: 151936, to: 4748 });
    expect(cut.find(({ what }) => what === 'experts')).toEqual({ what: 'experts', from: 128, to: 64 });
    expect(scale).toEqual({ layers: 1, vocab: 4748, experts: 64 });
  });

  test('is the same slice forward as it is backward', () => {
    const asked = request('deepseek-v3', 'moe-layer');
    expect(fittingSlice({ ...asked, pass: 'forward' }, 20 * GIB)).toEqual(fittingSlice(asked, 20 * GIB));
  });

  test('is never larger than the memory, and keeps widths, top-k, router and groups', () => {
    fc.assert(
      fc.property(anyRequest, anyMemory, (asked, memoryBytes) => {
        const slice = sliceOf(asked, memoryBytes);
        if (slice === undefined) return;
        const whole = resolveWorkload(asked);
        expect(footprintBytes(slice)).toBeLessThanOrEqual(memoryBytes);
        const kept = ({ hidden, ffn, topK, router, sharedExperts }: MoeWorkload) => ({
          hidden,
          ffn,
          topK,
          router,
          sharedExperts,
        });
        expect(kept(slice)).toEqual(kept(whole));
        expect(Math.log2(whole.experts / slice.experts) % 1).toBe(0);
        expect(slice.experts).toBeGreaterThanOrEqual(slice.topK);
      }),
      { numRuns: 300 },
    );
  });

  test('is the largest: with one step less of the last cut it would not fit', () => {
    fc.assert(
      fc.property(anyRequest, anyMemory, (asked, memoryBytes) => {
        const slice = sliceOf(asked, memoryBytes);
        if (slice === undefined) return;
        const whole = resolveWorkload(asked);
        for (const larger of undone(whole, slice)) expect(footprintBytes(larger)).toBeGreaterThan(memoryBytes);
      }),
      { numRuns: 300 },
    );
  });

  test('grows with the memory: what fits less fits more', () => {
    fc.assert(
      fc.property(anyRequest, anyMemory, anyMemory, (asked, a, b) => {
        const [less, more] = [sliceOf(asked, Math.min(a, b)), sliceOf(asked, Math.max(a, b))];
        if (less === undefined) return;
        expect(more).toBeDefined();
        if (more !== undefined) expect(footprintBytes(more)).toBeGreaterThanOrEqual(footprintBytes(less));
      }),
    );
  });

  test('does not exist where nothing is left to cut: what it would need is said', () => {
    const said = refusal(() => fittingSlice(request('deepseek-v3', 'train-step'), 8 * GIB));
    expect(said).toMatch(
      /^deepseek-v3: no train-step of it fits 8\.0 GiB: the smallest slice \(layers 61 → 2, firstDense 3 → 1, vocab 129280 → 8080, experts 256 → 16, tokens 4096 → 1024\) needs about \d\d\.\d GiB; give smaller dims$/,
    );
  });
});

/** The slices that come just before this one: a step of its last cut taken back. */
function undone(whole: MoeWorkload, slice: MoeWorkload): readonly MoeWorkload[] {
  if (slice.tokens < whole.tokens) {
    const unit = slice.part === 'moe-layer' ? 1 : slice.sequence;
    expect(slice.tokens).toBeGreaterThanOrEqual(slice.part === 'moe-layer' ? FEWEST_TOKENS : unit);
    return [{ ...slice, tokens: Math.min(whole.tokens, 2 * slice.tokens) }];
  }
  if (slice.experts < whole.experts) return [{ ...slice, experts: 2 * slice.experts }];
  if (slice.part !== 'train-step' || whole.part !== 'train-step') return [];
  if (slice.vocab < whole.vocab) {
    expect(slice.vocab).toBeGreaterThanOrEqual(FEWEST_VOCAB);
    return [{ ...slice, vocab: 2 * slice.vocab }];
  }
  const lost = whole.layers - slice.layers;
  return lost === 0
    ? []
    : [{ ...slice, layers: slice.layers + 1, firstDense: firstDenseWith(whole.firstDense, lost - 1) }];
}

/** Dense layers left in front when so many layers are cut: all but one may go. */
function firstDenseWith(firstDense: number, cut: number): number {
  return firstDense === 0 ? 0 : Math.max(1, firstDense - cut);
}

import { describe, expect, test } from 'vitest';
import type { Model, ModelOutline } from '../../../suites/model.ts';
import { findModel, loadModels } from '../../../suites/models.ts';
import { byConvention, type Claim, claims, countsAgree } from '../../../suites/moe/conventions.ts';
import { parameterTensors } from '../../../suites/moe/model.ts';
import { type ParameterCounts, parameterCounts } from '../../../suites/moe/parameters.ts';
import { resolveWorkload } from '../../../suites/resolve.ts';

type Counted = { readonly model: Model; readonly id: string; readonly counts: ParameterCounts };
const counted = loadModels().flatMap((model): readonly Counted[] => {
  const counts = parameterCounts(model);
  return counts === null ? [] : [{ model, id: model.id, counts }];
});

describe('the parameters of a model', () => {
  test('are counted, of every model there is', () => {
    expect(counted.map(({ id }) => id)).toEqual(loadModels().map(({ id }) => id));
  });

  test('are not counted where nothing is said of what stands around its layers', () => {
    expect(parameterCounts({ ...findModel('switch-c'), outline: null })).toBeNull();
  });

  const claimed = counted.flatMap(({ model, id, counts }) =>
    claims(model).map(claim => ({ ...claim, id, counts, claim })),
  );

  test.each(claimed)('are within 2 % of the published $of count by its convention: $id', ({ counts, claim }) => {
    const steps = byConvention(counts, claim);
    const ours = [counts[claim.of] / 1e9, ...steps.map(({ billion }) => billion)];
    // No convention is named that is not needed: until the last is followed, the counts disagree.
    expect(ours.map(billion => countsAgree(billion, claim.billion))).toEqual([...steps.map(() => false), true]);
  });

  test('are published of every model but one, as a total, and but for two as an active count', () => {
    const active = loadModels().filter(model => claims(model).some(({ of }) => of === 'active'));
    expect(claimed.filter(({ of }) => of === 'total')).toHaveLength(63);
    expect(active).toHaveLength(62);
  });

  test.each(counted.filter(({ model }) => model.differs.block === null))(
    'are those of the tensors a train-step holds: $id',
    ({ id, counts }) => {
      const request = { model: id, part: 'train-step', pass: 'train', dtype: 'float32', routing: 'learned' } as const;
      const workload = resolveWorkload({ ...request, scale: {}, dispatch: null, seed: 1 });
      if (workload.part !== 'train-step') throw new Error(workload.part);
      expect(counts.total).toBe(
        parameterTensors(workload).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
      );
    },
  );

  test('have a shared expert of its own width and its gate in them, total and active', () => {
    const model = findModel('mixtral-8x7b');
    const plain = parameterCounts(model);
    const layer = { ...model.layer, sharedExperts: 1, sharedFfn: 1000, sharedGate: true as const };
    const gated = parameterCounts({ ...model, layer });
    // 32 layers, each three matrices of [4096,1000] and a column of 4096.
    const more = 32 * (3 * 4096 * 1000 + 4096);
    expect(gated?.total).toBe((plain?.total ?? Number.NaN) + more);
    expect(gated?.active).toBe((plain?.active ?? Number.NaN) + more);
  });

  test('are those worked out by hand for a model small enough', () => {
    const { router } = findModel('gpt-oss-20b');
    const model = {
      router,
      outline: null,
      layer: {
        hidden: 10,
        ffn: 7,
        experts: 4,
        topK: 1,
        sharedExperts: 2,
        activation: 'relu',
        expertBiases: true,
        weightOn: 'output',
      },
      block: {
        layers: 4,
        firstDense: 1,
        moeEvery: 2,
        denseFfn: 20,
        vocab: 100,
        tied: false,
        attention: { kind: 'gqa', heads: 4, kvHeads: 2, headDim: 3, ropeDim: 2, ropeTheta: 1e4, qkNorm: true },
        normEpsilon: 1e-6,
        losses: null,
        selectionBiasRate: 0,
      },
    } as const;
    // An expert: 2·10·7 + 7 + 10 = 157; both shared: 2·10·14 + 14 + 10 = 304; router 10·4 + 4 = 44: a mixture is 976.
    // Attention 2·10·(4 + 2)·3 + 2·3 = 366, two norms 20. Layers 1 and 3 are mixtures, 0 and 2 dense: 2·10·20 = 400.
    const total = 2 * 100 * 10 + 10 + 4 * 386 + 2 * 976 + 2 * 400;
    const routed = 2 * 4 * (10 + 1 + 157);
    const counts = { total, active: total - 2 * 3 * 157, inputEmbedding: 1000, head: 1000, routed };
    expect(parameterCounts(model)).toEqual(counts);
    const tied = parameterCounts({ ...model, block: { ...model.block, tied: true } });
    expect(tied).toEqual({ total: total - 1000, active: counts.active - 1000, inputEmbedding: 0, head: 1000, routed });
  });

  test('are those worked out by hand for an outline small enough, of an encoder and a decoder', () => {
    // An expert 2·10·7 = 140, the router 10·4: a mixture is 600. A dense feed-forward, gated, 3·10·20 = 600.
    // Attention 4·10·(2·3) = 240, a norm 10. An encoder's layer: 240 + 2·10 = 260; a decoder's: 2·240 + 3·10 = 510.
    const layers = 3 * 260 + 2 * 510 + (1 + 2) * 600 + 2 * 600 + 2 * 10;
    const total = layers + 100 * 10;
    const counts = { total, active: total - 3 * 3 * 140, inputEmbedding: 0, head: 1000, routed: 3 * 600 };
    expect(parameterCounts(outlined)).toEqual(counts);
    const withEmbedding = (embedding: ModelOutline['embedding']) =>
      parameterCounts({ ...outlined, outline: { ...outlined.outline, embedding } });
    expect(withEmbedding(null)).toEqual({ ...counts, total: layers, active: counts.active - 1000, head: 0 });
    expect(withEmbedding({ vocab: 100, tied: false })).toEqual({
      ...counts,
      total: total + 1000,
      active: counts.active + 1000,
      inputEmbedding: 1000,
    });
  });

  test('are the same by a block and by an outline, where both can say it', () => {
    const { layer, router, block } = findModel('olmoe-1b-7b');
    if (block?.attention.kind !== 'gqa') throw new Error('no grouped queries');
    const { heads, kvHeads, headDim } = block.attention;
    expect(kvHeads).toBe(heads);
    const outline = {
      stacks: [{ attentions: 1 as const, mixtures: block.layers, dense: 0 }],
      attention: { heads, headDim },
      dense: null,
      embedding: { vocab: block.vocab, tied: block.tied },
      leavesOut: null,
    };
    const plain = { ...block, attention: { ...block.attention, qkNorm: false } };
    expect(parameterCounts({ layer, router, block: null, outline })).toEqual(
      parameterCounts({ layer, router, block: plain, outline: null }),
    );
  });
});

const outlined = {
  router: null,
  layer: {
    hidden: 10,
    ffn: 7,
    experts: 4,
    topK: 1,
    sharedExperts: 0,
    activation: 'relu',
    expertBiases: false,
    weightOn: 'output',
  },
  block: null,
  outline: {
    stacks: [
      { attentions: 1, mixtures: 1, dense: 2 },
      { attentions: 2, mixtures: 2, dense: 0 },
    ],
    attention: { heads: 2, headDim: 3 },
    dense: { ffn: 20, activation: 'geglu' },
    embedding: { vocab: 100, tied: true },
    leavesOut: null,
  },
} satisfies Parameters<typeof parameterCounts>[0];

describe('a convention', () => {
  const counts = { total: 9.46e9, active: 2.461e9, inputEmbedding: 0.2e9, head: 0.1e9, routed: 8e9 };
  const by = (of: Claim['of'], billion: number, ...conventions: Claim['conventions']) =>
    byConvention(counts, { of, billion, conventions });

  test('takes from our count what the published one leaves out, then rounds or cuts to its digits', () => {
    expect(by('active', 2.2, 'input-embedding-left-out', 'digits-cut-off')).toEqual([
      { says: 'without the input embedding', billion: expect.closeTo(2.261, 9) },
      { says: 'cut off after 2 digits', billion: 2.2 },
    ]);
    expect(by('active', 2.2, 'digits-rounded')).toEqual([{ says: 'rounded to 2 digits', billion: 2.5 }]);
    expect(by('active', 2, 'digits-rounded')).toEqual([{ says: 'rounded to 1 digit', billion: 2 }]);
  });

  test('adds to a total as many experts again, each with its share of the router', () => {
    expect(by('total', 17, 'twice-the-experts')).toEqual([
      { says: 'with twice as many experts', billion: expect.closeTo(17.46, 9) },
    ]);
  });

  test.each([
    [1200, 'rounded to 2 digits', 1200],
    [600, 'rounded to 1 digit', 1200],
    [1160, 'rounded to 3 digits', 1160],
    [1161, 'rounded to 4 digits', 1162],
    [0.2, 'rounded to 1 digit', 1161.8],
    [20.9, 'rounded to 3 digits', 1161.8],
  ])('rounds to the significant digits of what is published, %d: %s', (published, says, rounded) => {
    const [step] = byConvention(
      { ...counts, total: 1161.756e9 },
      { of: 'total', billion: published, conventions: ['digits-rounded'] },
    );
    expect(step?.says).toBe(says);
    expect(step?.billion).toBeCloseTo(rounded, 9);
  });

  test('counts agree within 2 % of the published, not beyond', () => {
    expect(countsAgree(102, 100)).toBe(true);
    expect(countsAgree(102.1, 100)).toBe(false);
    expect(countsAgree(97.9, 100)).toBe(false);
  });
});

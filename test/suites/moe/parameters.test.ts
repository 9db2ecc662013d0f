import { describe, expect, test } from 'vitest';
import { findModel, loadModels, type Model } from '../../../suites/models.ts';
import { parameterTensors } from '../../../suites/moe/model.ts';
import {
  activeByConvention,
  countsAgree,
  type ParameterCounts,
  parameterCounts,
} from '../../../suites/moe/parameters.ts';
import { resolveWorkload } from '../../../suites/resolve.ts';

type Counted = { readonly model: Model; readonly id: string; readonly counts: ParameterCounts };
const counted = loadModels().flatMap((model): readonly Counted[] => {
  const counts = parameterCounts(model);
  return counts === null ? [] : [{ model, id: model.id, counts }];
});

describe('the parameters of a model', () => {
  test('are counted where what stands around its layers is described', () => {
    const uncounted = loadModels().filter(model => parameterCounts(model) === null);
    expect(uncounted.map(({ id }) => id)).toEqual([
      'glam-64b-64e',
      'gshard-600b',
      'switch-base-128e',
      'switch-c',
      'switch-xxl',
    ]);
  });

  test.each(counted)('are within 2 % of the published total: $id', ({ model, counts }) => {
    const { totalBillion } = model.parameters;
    if (totalBillion === null) throw new Error('no published total');
    expect(countsAgree(counts.total / 1e9, totalBillion)).toBe(true);
  });

  test.each(counted)('are within 2 % of the published active count by its convention: $id', ({ model, counts }) => {
    const { activeBillion, activeConvention } = model.parameters;
    if (activeBillion === null) throw new Error('no published active count');
    const steps = activeByConvention(activeConvention, { counts, billion: activeBillion });
    const ours = [counts.active / 1e9, ...steps.map(({ billion }) => billion)];
    // No convention is named that is not needed: until the last is followed, the counts disagree.
    expect(ours.map(billion => countsAgree(billion, activeBillion))).toEqual([...steps.map(() => false), true]);
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

  test('are those worked out by hand for a model small enough', () => {
    const { router } = findModel('gpt-oss-20b');
    const model = {
      router,
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
    const counts = { total, active: total - 2 * 3 * 157, inputEmbedding: 1000 };
    expect(parameterCounts(model)).toEqual(counts);
    const tied = parameterCounts({ ...model, block: { ...model.block, tied: true } });
    expect(tied).toEqual({ total: total - 1000, active: counts.active - 1000, inputEmbedding: 0 });
  });
});

describe('a convention', () => {
  const published = { counts: { total: 9e9, active: 2.461e9, inputEmbedding: 0.2e9 }, billion: 2.2 };

  test('takes from our count what the published one leaves out, then rounds or cuts to its digits', () => {
    expect(activeByConvention(['input-embedding-left-out', 'digits-cut-off'], published)).toEqual([
      { says: 'without the input embedding', billion: expect.closeTo(2.261, 9) },
      { says: 'cut off', billion: 2.2 },
    ]);
    expect(activeByConvention(['digits-rounded'], published)).toEqual([{ says: 'rounded', billion: 2.5 }]);
    expect(activeByConvention(['digits-rounded'], { ...published, billion: 2 })).toEqual([
      { says: 'rounded', billion: 2 },
    ]);
  });

  test('counts agree within 2 % of the published, not beyond', () => {
    expect(countsAgree(102, 100)).toBe(true);
    expect(countsAgree(102.1, 100)).toBe(false);
    expect(countsAgree(97.9, 100)).toBe(false);
  });
});

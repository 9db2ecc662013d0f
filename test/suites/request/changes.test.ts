/** Fields of a layer in place of the model's, and layers of no model. */
import { describe, expect, test } from 'vitest';
import { workloadSha256 } from '../../../suites/identity.ts';
import type { LayerRequest } from '../../../suites/request/request.ts';
import { resolveLayer, resolveWorkload } from '../../../suites/resolve.ts';
import { layerWorkloadSchema } from '../../../suites/workload.ts';
import { refusal } from '../../refusal.ts';

const request = (changes: Partial<LayerRequest>): LayerRequest => ({
  model: 'mixtral-8x7b',
  scale: {},
  pass: 'forward',
  dtype: 'float32',
  routing: 'balanced',
  seed: 1,
  ...changes,
});
const layer = (changes: Partial<LayerRequest>) => resolveLayer(request(changes));
const hash = (changes: Partial<LayerRequest>) => workloadSha256(layer(changes));
const refused = (changes: Partial<LayerRequest>) => refusal(() => layer(changes));

describe('a layer with fields that are not its model’s', () => {
  test('is GLM-4.5’s, from Kimi-K2’s with other dims and another scale', () => {
    const scale = { hidden: 5120, ffn: 1536, experts: 160, topK: 8, sharedExperts: 1 };
    expect(layer({ model: 'kimi-k2', scale, router: { scale: 2.5 } })).toEqual({
      ...layer({ model: 'kimi-k2', scale }),
      router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: null, bias: false },
    });
  });

  test('has every field that is given, and holds to the schema', () => {
    const router = { score: 'sigmoid', normalise: false, scale: 16, bias: true } as const;
    const changed = layer({
      router: { ...router, groups: { count: 4, kept: 2 }, groupScore: 'best' },
      layer: { activation: 'relu2', sharedFfn: 100, sharedGate: true, expertBiases: true, weightOn: 'input' },
    });
    expect(changed).toMatchObject({
      router: { ...router, groups: { count: 4, kept: 2, by: 'best' } },
      ...{ activation: 'relu2', sharedExperts: 1, sharedFfn: 100, sharedGate: true },
      ...{ expertBiases: true, weightOn: 'input' },
    });
    expect(layerWorkloadSchema.parse(changed)).toEqual(changed);
  });

  test('changes the groups of its model, or what makes one best, each alone', () => {
    const of = (router: NonNullable<LayerRequest['router']>) => layer({ model: 'deepseek-v3', router }).router.groups;
    expect(of({ groupScore: 'best' })).toEqual({ count: 8, kept: 4, by: 'best' });
    expect(of({ groups: { count: 4, kept: 1 } })).toEqual({ count: 4, kept: 1 });
    expect(of({ groups: null })).toBeNull();
  });

  test('has one hash for one arithmetic', () => {
    expect(hash({ router: { score: 'softmax', scale: 1, groups: null }, layer: { sharedGate: false } })).toBe(hash({}));
    // All groups kept limit nothing.
    expect(hash({ router: { groups: { count: 4, kept: 4 } } })).toBe(hash({}));
    // A shared expert as wide as a routed one is one shared expert.
    expect(hash({ layer: { sharedFfn: 14_336 } })).toBe(hash({ scale: { sharedExperts: 1 } }));
  });

  test('has another hash for each field that changes what is computed', () => {
    const shared = { sharedExperts: 1 };
    const hashes = [
      hash({}),
      hash({ scale: shared }),
      hash({ scale: shared, layer: { sharedGate: true } }),
      hash({ layer: { sharedFfn: 100 } }),
      hash({ layer: { sharedFfn: 100, sharedGate: true } }),
      hash({ layer: { activation: 'relu' } }),
      hash({ layer: { activation: 'relu2' } }),
      hash({ layer: { activation: 'gelu' } }),
      hash({ router: { groups: { count: 4, kept: 2 } } }),
      hash({ router: { groups: { count: 4, kept: 2 }, groupScore: 'best' } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('loses the shared expert’s own width and gate where there is none', () => {
    const scale = { sharedExperts: 0 };
    expect(layer({ model: 'deepseek-v3', scale, layer: { sharedGate: false } })).not.toHaveProperty('sharedGate');
  });

  test.each<[string, Partial<LayerRequest>, string]>([
    [
      'more shared experts than have a width of their own',
      { scale: { sharedExperts: 2 }, layer: { sharedFfn: 100 } },
      'mixtral-8x7b: sharedExperts is 2 and sharedFfn is 100; sharedFfn is the width of all shared experts together: give sharedExperts 1',
    ],
    [
      'a width of none',
      { scale: { sharedExperts: 0 }, layer: { sharedFfn: 100 } },
      'mixtral-8x7b: sharedFfn is 100, and sharedExperts is 0; leave one of them out',
    ],
    [
      'a gate of none',
      { layer: { sharedGate: true } },
      'mixtral-8x7b: sharedGate is given, and there is no shared expert; give sharedExperts or sharedFfn',
    ],
    [
      'a score of no groups',
      { router: { groupScore: 'best' } },
      'mixtral-8x7b: groupScore is best, and its router has no groups; give groups as well',
    ],
    [
      'groups that do not divide the experts',
      { router: { groups: { count: 3, kept: 1 } } },
      'mixtral-8x7b: experts is 8; give a multiple of its 3 groups',
    ],
    [
      'more groups kept than there are',
      { router: { groups: { count: 4, kept: 9 } } },
      'mixtral-8x7b: of its 4 groups 9 are kept; keep fewer',
    ],
    [
      'groups that hold too few experts',
      { router: { groups: { count: 8, kept: 1 } } },
      'mixtral-8x7b: topK is 2; the 1 groups kept hold only 1 experts',
    ],
  ])('is refused with %s', (_, changes, message) => {
    expect(refused(changes)).toBe(message);
  });
});

describe('a layer of no model', () => {
  const SIZE = { experts: 8, topK: 2, hidden: 512, ffn: 256 };

  test('is plain: softmax, normalised, SwiGLU, no shared expert, no groups, dropless', () => {
    expect(layer({ model: null, scale: SIZE })).toEqual({
      ...{ version: 1, part: 'moe-layer', pass: 'forward', dtype: 'float32', seed: 1, tokens: 4096 },
      ...SIZE,
      ...{ sharedExperts: 0, activation: 'swiglu', expertBiases: false, weightOn: 'output' },
      router: { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false },
      routing: { kind: 'balanced' },
      dispatch: { kind: 'dropless' },
    });
  });

  test('is the same work as a model’s layer of that form', () => {
    expect(hash({ model: null, scale: SIZE })).toBe(hash({ scale: SIZE }));
  });

  test('takes fields too', () => {
    const changed = layer({ model: null, scale: SIZE, router: { score: 'sigmoid' }, layer: { sharedFfn: 64 } });
    expect(changed).toMatchObject({ sharedExperts: 1, sharedFfn: 64, router: { score: 'sigmoid' } });
  });

  test('names what is missing', () => {
    expect(refused({ model: null, scale: { hidden: 512, experts: 8 } })).toBe(
      'a layer without a model needs experts, topK, hidden and ffn; missing: topK, ffn',
    );
  });

  test('is a layer alone', () => {
    const block = { ...request({ model: null, scale: SIZE }), part: 'moe-block', dispatch: null } as const;
    expect(refusal(() => resolveWorkload(block))).toMatch(/^a moe-block needs a model/);
  });
});

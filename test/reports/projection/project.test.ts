import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chip } from '../../../reports/catalog/catalog.ts';
import { loadAnchors, loadCatalog } from '../../../reports/catalog/load.ts';
import {
  FEWEST_ANCHORS_OF_A_VENDOR,
  fitProjection,
  type Projection,
  type ProjectionQuery,
} from '../../../reports/projection/project.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';

const { chips } = loadCatalog();
const projector = fitProjection(loadAnchors(new Set(chips.map(chip => chip.id))), chips);

const chipOf = (id: string): Chip => {
  const chip = chips.find(row => row.id === id);
  if (chip === undefined) throw new Error(`no chip '${id}'`);
  return chip;
};
const LING_PLUS = { id: 'ling-plus', activeParametersForFlops: 28.8e9, totalParameters: 290e9 };
const DEEPSEEK_V3 = { id: 'deepseek-v3', activeParametersForFlops: 37e9, totalParameters: 671e9 };
const on = (id: string, more: Partial<ProjectionQuery> = {}): ProjectionQuery => ({
  chip: chipOf(id),
  model: LING_PLUS,
  dtype: 'bfloat16',
  devices: 2048,
  ...more,
});

function projected(query: ProjectionQuery): Projection {
  const projection = projector.project(query);
  if (!projection.available) throw new Error(absenceText(projection));
  return projection;
}
const pointOf = (query: ProjectionQuery): number => projected(query).tokensPerSecondPerDevice.point;

/** All of the catalog's chips at all dtypes that can be projected. */
const everywhere = (model: ProjectionQuery['model']): readonly (readonly [ProjectionQuery, Projection])[] =>
  chips.flatMap(chip =>
    (['bfloat16', 'float8'] as const).flatMap(dtype => {
      const query = { chip, model, dtype, devices: 2048 };
      const projection = projector.project(query);
      return projection.available ? [[query, projection] as const] : [];
    }),
  );

describe('a projection', () => {
  test('comes near what is published: DeepSeek-V3 on 2,048 H800', () => {
    const { tokensPerSecondPerDevice } = projected(on('nvidia-h800', { model: DEEPSEEK_V3, dtype: 'float8' }));
    expect(tokensPerSecondPerDevice.low).toBeLessThan(1543.2);
    expect(tokensPerSecondPerDevice.high).toBeGreaterThan(1543.2);
    expect(Math.abs(Math.log(tokensPerSecondPerDevice.point / 1543.2))).toBeLessThan(0.1);
  });

  test('is proportional to the peaks of the chip, all else being equal', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10, noNaN: true }), factor => {
        const chip = chipOf('nvidia-h800');
        const peakFlops = { ...chip.peakFlops, bfloat16: 989e12 * factor, float8: 1979e12 * factor };
        const faster = on(chip.id, { chip: { ...chip, peakFlops }, dtype: 'float8' });
        expect(pointOf(faster) / pointOf(on(chip.id, { dtype: 'float8' }))).toBeCloseTo(factor, 9);
      }),
    );
  });

  test('gains from FP8 less than its peak does, and nothing where that peak is no higher', () => {
    const gain = (id: string): number => pointOf(on(id, { dtype: 'float8' })) / pointOf(on(id));
    expect(gain('nvidia-h800')).toBeGreaterThan(1.2);
    expect(gain('nvidia-h800')).toBeLessThan(1.7);
    expect(gain('google-tpu-v6e')).toBeCloseTo(1, 12);
  });

  test('falls with more devices and with more parameters behind every active one', () => {
    expect(pointOf(on('nvidia-h800', { devices: 10_000 }))).toBeLessThan(pointOf(on('nvidia-h800')));
    const sparser = { ...LING_PLUS, totalParameters: 580e9 };
    expect(pointOf(on('nvidia-h800', { model: sparser }))).toBeLessThan(pointOf(on('nvidia-h800')));
  });

  test('never reaches the peak of its dtype', () => {
    const [largest, ofDtype] = [{ activeParametersForFlops: 405e9, totalParameters: 405e9 }, everywhere];
    const all = [LING_PLUS, DEEPSEEK_V3, largest].flatMap(ofDtype);
    expect(all.length).toBeGreaterThan(150);
    for (const [{ chip, model, dtype }, { tokensPerSecondPerDevice }] of all) {
      const flops = tokensPerSecondPerDevice.point * 6 * model.activeParametersForFlops;
      expect(flops / (chip.peakFlops[dtype] ?? 0)).toBeLessThan(0.9);
    }
  });

  test('has an 80 % interval about its median, whose parts make it up', () => {
    for (const [, projection] of everywhere(LING_PLUS)) {
      const { tokensPerSecondPerDevice: rate, logSigma, logSigmaModel, logSigmaChip } = projection;
      expect(Math.hypot(logSigmaModel, logSigmaChip)).toBeCloseTo(logSigma, 12);
      expect(Math.log(rate.high / rate.point)).toBeCloseTo(1.2815515655 * logSigma, 9);
      expect(rate.point ** 2).toBeCloseTo(rate.low * rate.high, 3);
    }
  });

  test('says what it is made of: the factors multiply to the share of the peak', () => {
    const { why: reasons, tokensPerSecondPerDevice } = projected(on('huawei-ascend-910b2'));
    const why = reasons.map(fact => factText(fact));
    const [share = '', usual = ''] = (why[0] ?? '').match(/0\.\d+/g) ?? [];
    const factors = why.slice(1, 9).map(line => Number(line.split('× ')[1]));
    const product = factors.reduce((a, b) => a * b, Number(usual));
    expect(factors).toHaveLength(8);
    expect(product).toBeCloseTo(Number(share), 2);
    expect((tokensPerSecondPerDevice.point * 6 * 28.8e9) / 376e12).toBeCloseTo(Number(share), 3);
  });

  test('says what it had to assume', () => {
    const ironwood = projected(on('google-tpu-v7', { devices: null, dtype: 'float8' }));
    expect(ironwood.why.map(fact => factText(fact))).toEqual(
      expect.arrayContaining(['number of devices unknown: 128 assumed', 'every FP8 anchor is of NVIDIA']),
    );
    const sparse = { activeParametersForFlops: 32e9, totalParameters: 1040e9 };
    expect(projected(on('nvidia-h800', { model: sparse })).why.map(fact => factText(fact))).toContain(
      'total ÷ active parameters: beyond every anchor',
    );
  });
});

describe('a vendor with fewer than 3 anchors', () => {
  test.each(['bfloat16', 'float8'])('is extrapolated, and no narrower than any chip that is projected (%s)', dtype => {
    for (const model of [LING_PLUS, DEEPSEEK_V3]) {
      const all = everywhere(model).flatMap(([query, projection]) => (query.dtype === dtype ? [projection] : []));
      const [known, others] = [all.filter(isProjected), all.filter(projection => !isProjected(projection))];
      expect(known.length).toBeGreaterThan(8);
      expect(others.length).toBeGreaterThan(5);
      for (const { anchors } of known) expect(anchors.ofVendor).toBeGreaterThanOrEqual(FEWEST_ANCHORS_OF_A_VENDOR);
      const widest = Math.max(...known.map(({ logSigma }) => logSigma));
      for (const { anchors, logSigma } of others) {
        expect(anchors.ofVendor).toBeLessThan(FEWEST_ANCHORS_OF_A_VENDOR);
        expect(logSigma).toBeGreaterThanOrEqual(widest);
      }
    }
  });

  test('is about as wide with the one anchor it has as with none', () => {
    const [one, none] = ['huawei-ascend-910b2', 'amd-mi300x'].map(id => projected(on(id)));
    expect(one?.anchors.ofVendor).toBe(1);
    expect(none?.anchors.ofVendor).toBe(0);
    expect(Math.abs((one?.logSigma ?? 0) - (none?.logSigma ?? 1))).toBeLessThan(0.01);
  });

  const isProjected = ({ label }: Projection): boolean => label === 'projected';
});

describe('no projection', () => {
  const reasonOf = (query: ProjectionQuery): string => {
    const projection = projector.project(query);
    return projection.available ? `${projection.tokensPerSecondPerDevice.point} tokens/s` : absenceText(projection);
  };

  test('where the chip has no peak of the dtype', () => {
    expect(reasonOf(on('nvidia-a100', { dtype: 'float8' }))).toBe(
      'the catalog has no float8 peak of NVIDIA A100 SXM 80GB',
    );
    expect(reasonOf(on('alibaba-thead-m890'))).toContain('no bfloat16 peak');
  });

  test('for a dtype that no anchor is like', () => {
    expect(reasonOf(on('nvidia-h800', { dtype: 'float32' }))).toContain('say nothing about float32');
    expect(reasonOf(on('nvidia-h800', { dtype: 'tf32' }))).toContain('say nothing about tf32');
  });

  test('for parameters or devices that cannot be', () => {
    const more = { activeParametersForFlops: 2e9, totalParameters: 1e9 };
    expect(reasonOf(on('nvidia-h800', { model: more }))).toContain('give 0 < active ≤ total');
    const unknown = { activeParametersForFlops: Number.NaN, totalParameters: 1e9 };
    expect(reasonOf(on('nvidia-h800', { model: unknown }))).toContain('give 0 < active ≤ total');
    expect(reasonOf(on('nvidia-h800', { devices: 0 }))).toContain('give 1 or more');
  });
});

describe('pairs of one model on two chips', () => {
  test('are counted within and across vendors', () => {
    expect(projector.pairs.sameVendor).toMatchObject({ pairs: 88, models: 6 });
    expect(projector.pairs.crossVendor).toMatchObject({ pairs: 5, models: 3 });
  });

  test('give each of two chips its half of the wider spread', () => {
    const { logSigma } = projector.pairs.sameVendor;
    const [a, b] = ['nvidia-h800', 'nvidia-a100'].map(id => projected(on(id)).logSigmaChip);
    expect(b).toBeCloseTo((logSigma ?? 0) / Math.SQRT2, 12);
    expect(a).toBeLessThanOrEqual(b ?? 0);
    expect(Math.hypot(a ?? 0, b ?? 0)).toBeGreaterThan(0.37);
    expect(Math.hypot(a ?? 0, b ?? 0)).toBeLessThanOrEqual((logSigma ?? 0) + 1e-12);
  });
});

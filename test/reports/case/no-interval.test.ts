/** No interval, no verdict: what must never be called cheaper or dearer, however far apart the costs lie. */
import { describe, expect, test } from 'vitest';
import { lacksOfInterval } from '../../../reports/case/speed/recorded.ts';
import type { Anchor } from '../../../reports/catalog/anchors.ts';
import { absent } from '../../../reports/figure.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { compareAssumptionText } from '../../../reports/words/compare-assumptions.ts';
import { headlineTexts } from '../../../reports/words/compare-headline.ts';
import { namesOf } from '../../../reports/words/input-text.ts';
import { refusal } from '../../refusal.ts';
import { compared, pointOf, rowOf, SHIPPED } from './compared.ts';

const D = 'ling-device-d';
const A = 'ling-device-a';
const WIDE = { tokensPerSecond: { lognormal: { median: 1203, sigma: 0.05 } } };

/** Device A at a tenth of the cost of D: with intervals it is cheaper. */
const ling = (d: object, a: object, all: object = {}) => ({
  model: 'ling-plus',
  tokens: 1e12,
  currency: 'CNY',
  reference: D,
  candidates: [
    { chip: D, price: { perHour: 27.5 }, speed: d },
    { chip: A, price: { perHour: 0.7 }, speed: a },
  ],
  ...all,
});
const codesOf = (given: unknown, id = A) => rowOf(compared(given), id).lacks.map(({ code }) => code);

const H100 = 'nvidia-h100';
const B200 = 'nvidia-b200';
const h100 = (publication: string) => ({ published: `deepseek-v3-on-h100-fp8-${publication}` });
const b200 = (publication: string) => ({ published: `deepseek-v3-on-b200-fp8-${publication}` });
const v3 = (...candidates: readonly object[]) => ({
  model: 'deepseek-v3',
  tokens: 14.8e12,
  currency: 'USD',
  dtype: 'float8',
  reference: H100,
  candidates,
});
const rented = (chip: string, perHour: number, speed: object, id = chip) => ({ id, chip, price: { perHour }, speed });

describe('a speed of the case', () => {
  test('with a spread on both sides carries a verdict', () => {
    expect(rowOf(compared(ling(WIDE, { mfu: { low: 0.14, high: 0.22 } })), A)).toMatchObject({
      verdict: 'cheaper',
      lacks: [],
    });
  });

  test.each<[string, object, object, string]>([
    ['a plain number', WIDE, { mfu: 0.18 }, 'plain-number'],
    ['a plain number of the reference', { tokensPerSecond: 1203 }, { mfu: { low: 0.14, high: 0.22 } }, 'plain-number'],
    ['a range of no width', WIDE, { tokensPerSecond: { low: 400, high: 400 } }, 'plain-number'],
    ['a range of almost none', WIDE, { tokensPerSecond: { low: 399.999, high: 400.001 } }, 'narrow-spread'],
    ['a triangle of almost none', WIDE, { mfu: { low: 0.1799, point: 0.18, high: 0.1801 } }, 'narrow-spread'],
    ['a sigma of 1e-12', WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 1e-12 } } }, 'narrow-spread'],
    ['a deviation of 1e-9', WIDE, { tokensPerSecond: { normal: { mean: 400, sd: 1e-9 } } }, 'narrow-spread'],
    ['one per cent', WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.01 } } }, 'narrow-spread'],
  ])('%s buys none', (_, d, a, code) => {
    const row = rowOf(compared(ling(d, a)), A);
    expect(row.verdict).toBe('no interval');
    expect(row.lacks.map(lack => lack.code)).toEqual([code]);
    expect(pointOf(row.saving)).toBeGreaterThan(0.9);
  });

  test('a wide spread of everything else does not stand in for one of the speed', () => {
    const given = ling(WIDE, { mfu: 0.18 }, { goodput: { low: 0.5, high: 0.9 }, tax: { low: 0.01, high: 0.3 } });
    expect(codesOf(given)).toEqual(['plain-number']);
  });

  test('two per cent are more than boards of one chip differ by, 8 % ÷ 5.396', () => {
    expect(codesOf(ling(WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.02 } } }))).toEqual([]);
    expect(codesOf(ling(WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.0148 } } }))).toEqual([
      'narrow-spread',
    ]);
    expect(codesOf(ling(WIDE, { tokensPerSecond: { lognormal: { median: 400, sigma: 0.0149 } } }))).toEqual([]);
  });

  test('a lack names its candidate, its field and its value', () => {
    expect(rowOf(compared(ling({ tokensPerSecond: 1203 }, { mfu: 0.18 })), A).lacks).toEqual([
      { code: 'plain-number', values: { candidate: A, field: 'mfu', value: 0.18 } },
      { code: 'plain-number', values: { candidate: D, field: 'tokensPerSecond', value: 1203 } },
    ]);
  });
});

test('a fleet has the lacks of all its candidates, however small their share', () => {
  const given = {
    ...ling(WIDE, { mfu: { low: 0.14, high: 0.22 } }),
    fleets: [{ id: 'f', shares: { [A]: 1 - 1e-9, hidden: 1e-9 } }],
  };
  const hidden = { id: 'hidden', chip: 'ling-device-c', price: { perHour: 10 }, speed: { mfu: 0.3 } };
  const comparison = compared({ ...given, candidates: [...given.candidates, hidden] });
  expect(rowOf(comparison, 'f')).toMatchObject({
    verdict: 'no interval',
    lacks: [{ values: { candidate: 'hidden' } }],
  });
  expect(rowOf(comparison, A).verdict).toBe('cheaper');
});

describe('samples', () => {
  const given = (all: object) => ling(WIDE, { mfu: { low: 0.14, high: 0.22 } }, all);

  test.each([1, 2, 3, 4, 5])('so few that the seed decides carry no verdict (seed %i)', seed => {
    expect(rowOf(compared(given({ samples: 16, seed })), A)).toMatchObject({
      verdict: 'no interval',
      lacks: [{ code: 'few-samples', values: { samples: 16, least: 4096 } }],
    });
  });

  test('of 4,096 do', () => {
    expect(rowOf(compared(given({ samples: 4096 })), A).verdict).toBe('cheaper');
  });
});

describe('published speeds', () => {
  test('of B200 that lie 3.6 times apart are not 20 % cheaper by one and 189 % dearer by the other', () => {
    const comparison = compared(
      v3(
        rented(H100, 2.95, h100('megatron-bridge')),
        rented(B200, 6.03, b200('megatron-bridge')),
        rented(B200, 6.03, b200('pytorch-nebius'), 'other'),
      ),
    );
    const [, first, second] = comparison.rows;
    expect([first?.verdict, second?.verdict]).toEqual(['not separable', 'not separable']);
    expect(second?.saving).toEqual(first?.saving);
    // (6.03 ÷ √(3328·918)) ÷ (2.95 ÷ √(1297·1412)).
    expect(pointOf(first?.saving ?? absent('no-cost'))).toBeCloseTo(
      1 - ((6.03 / 2.95) * Math.sqrt(1297 * 1412)) / Math.sqrt(3328 * 918),
      9,
    );
    expect(JSON.stringify(comparison)).not.toMatch(/cheaper|dearer/);
    expect(comparison.assumptions.map(fact => compareAssumptionText(fact, namesOf(comparison))).join(' ')).toMatch(
      /widest pair is 918 tokens\/s .* and 3,330 tokens\/s .*3\.63 times/,
    );
  });

  test('of one chip by two publications, at one rent, are one speed: nothing is saved', () => {
    const row = rowOf(
      compared(
        v3(rented(H100, 2.95, h100('megatron-bridge')), rented(H100, 2.95, h100('megatron-core-moe-2026'), 'other')),
      ),
      'other',
    );
    expect(pointOf(row.saving)).toBeCloseTo(0, 12);
    expect(row).toMatchObject({ verdict: 'no interval', lacks: [{ code: 'same-publications' }] });
  });

  test('of the same rows on both sides say nothing of a difference, at whatever rents', () => {
    const given = v3(rented(H100, 2.95, h100('megatron-bridge')), rented(H100, 1.5, h100('megatron-bridge'), 'offer'));
    expect(rowOf(compared(given), 'offer')).toMatchObject({
      verdict: 'no interval',
      lacks: [{ code: 'same-publications', values: { candidate: 'offer', other: H100 } }],
    });
    const fleet = { ...given, fleets: [{ id: 'f', shares: { offer: 0.5, [H100]: 0.5 } }] };
    expect(rowOf(compared(fleet), 'f').verdict).toBe('no interval');
  });

  test('of two publications each, far enough apart, carry a verdict', () => {
    const row = rowOf(
      compared(
        v3(
          rented(H100, 20, h100('megatron-bridge')),
          rented('nvidia-gb200', 6, { published: 'deepseek-v3-on-gb200-fp8-megatron-bridge' }),
        ),
      ),
      'nvidia-gb200',
    );
    expect(row).toMatchObject({ verdict: 'cheaper', lacks: [] });
  });

  test('of one publication carry its spread and no verdict, at whatever rent', () => {
    const h800 = { published: 'deepseek-v3-on-h800-fp8-deepseek-v3-report' };
    const row = rowOf(
      compared(v3(rented(H100, 29.5, h100('megatron-bridge')), rented('nvidia-h800', 1, h800))),
      'nvidia-h800',
    );
    expect(row).toMatchObject({ verdict: 'no interval', lacks: [{ code: 'one-published-run' }] });
    const { tokensPerSecondPerDevice: speed } = row;
    if (!speed.available) throw new Error(absenceText(speed));
    // 0.15 as Student's t of 3, 0.10 as a normal variable; to a hundredth.
    expect(Math.log(speed.high / speed.low) / 2).toBeCloseTo(Math.hypot(0.15 * 3.182446, 0.1 * 1.959964), 2);
  });

  test('share the effect of a publication that states both', () => {
    const { rows } = compared(
      v3(
        rented(H100, 20, h100('megatron-bridge')),
        rented('nvidia-gb200', 6, { published: 'deepseek-v3-on-gb200-fp8-megatron-bridge' }),
      ),
    );
    const inputs = rows.flatMap(({ grounds }) => grounds.map(({ input }) => input));
    expect(inputs).toContain('publication.megatron-bridge/nvidia-h100.float8');
    expect(inputs).toContain('publication.megatron-bridge/nvidia-gb200.float8');
    // One variable of one size on both sides: it moves no saving.
    expect(rows[1]?.sensitivity.map(({ input }) => input)).not.toContain('publication/megatron-bridge');
  });

  test('beside a projection carry a verdict only where they have an interval', () => {
    const project = { project: true };
    const one = { published: 'deepseek-v3-on-h800-fp8-deepseek-v3-report' };
    const given = { ...v3(rented('nvidia-h800', 90, one), rented(B200, 1, project)), reference: 'nvidia-h800' };
    expect(rowOf(compared(given), B200).verdict).toBe('no interval');
    expect(rowOf(compared(v3(rented(H100, 90, h100('megatron-bridge')), rented(B200, 1, project))), B200).verdict).toBe(
      'cheaper',
    );
  });
});

describe('a published row that is no speed of a run', () => {
  const derived = 'ling-plus-on-device-d-bf16-every-flop-counts';

  test('is refused, with what to give', () => {
    expect(refusal(() => compared(ling({ published: derived }, { mfu: 0.179 })))).toBe(
      `case.yaml:1: candidates row 1 (${D}), speed.published: ${derived} is derived-from-cost: derived from the cost that its source claims, so that it can prove no cost; give a measured or converted one, an mfu with a range, or accept: derived-from-cost, which shows its cost and carries no verdict`,
    );
  });

  test('is taken where it is asked for, and never carries a verdict', () => {
    const given = ling({ published: derived, accept: 'derived-from-cost' }, { mfu: { low: 0.14, high: 0.22 } });
    const row = rowOf(compared(given), A);
    expect(row).toMatchObject({
      verdict: 'no interval',
      lacks: [{ code: 'derived-from-cost', values: { candidate: D } }],
    });
    expect(pointOf(rowOf(compared(given), D).costPerTrillionTokens) / 6.35e6).toBeCloseTo(1, 3);
  });

  test('is not asked for under another name, nor a measured one under any', () => {
    expect(refusal(() => compared(ling({ published: derived, accept: 'proxy' }, WIDE)))).toContain(
      `speed.accept: is proxy, and ${derived} is derived-from-cost; leave accept out, or name its own`,
    );
    const measured = { ...h100('megatron-bridge'), accept: 'proxy' };
    expect(refusal(() => compared(v3(rented(H100, 2, measured))))).toContain('is measured; leave accept out');
    expect(refusal(() => compared(v3(rented(H100, 2, { ...measured, accept: 'yes' }))))).toContain(
      'give derived-from-cost or whole-run-average or proxy',
    );
  });

  test.each(['whole-run-average', 'proxy'] as const)('a %s neither', derivation => {
    const rows = SHIPPED.speeds.published.map((row): Anchor => (row.id === derived ? { ...row, derivation } : row));
    const around = { speeds: { ...SHIPPED.speeds, published: rows } };
    expect(refusal(() => compared(ling({ published: derived }, WIDE), around))).toContain(`or accept: ${derivation}`);
    const given = ling({ published: derived, accept: derivation }, { mfu: { low: 0.14, high: 0.22 } });
    expect(rowOf(compared(given, around), A)).toMatchObject({ verdict: 'no interval', lacks: [{ code: derivation }] });
  });

  test('brings in no other, and is brought in by none', () => {
    const [template] = SHIPPED.speeds.published.filter(({ id }) => id === derived);
    if (template === undefined) throw new Error(`no ${derived}`);
    const measured: Anchor = {
      ...template,
      id: 'measured-one',
      derivation: 'measured',
      publication: 'another',
      tokensPerSecondPerDevice: 800,
    };
    const around = { speeds: { ...SHIPPED.speeds, published: [template, measured] } };
    const speedOf = (speed: object) => pointOf(rowOf(compared(ling(speed, WIDE), around), D).tokensPerSecondPerDevice);
    expect(speedOf({ published: 'measured-one' })).toBeCloseTo(800, 9);
    expect(speedOf({ published: derived, accept: 'derived-from-cost' })).toBeCloseTo(1203, 9);
  });

  test('whose dtype its source leaves unsaid is an average over a whole run, and is taken as that', () => {
    const published = 'llama-4-maverick-on-h100-llama-4-model-card';
    const given = (speed: object) => ({ ...v3(rented(H100, 2, speed)), model: 'llama-4-maverick', dtype: 'bfloat16' });
    expect(refusal(() => compared(given({ published })))).toContain('or accept: whole-run-average');
    const row = rowOf(compared(given({ published, accept: 'whole-run-average' })), H100);
    expect(pointOf(row.tokensPerSecondPerDevice)).toBeCloseTo(2567.7, 6);
  });
});

describe('two projections of one chip', () => {
  const project = { project: true };
  const given = (other: object) => ({
    ...v3(rented(H100, 3, project), { ...rented(H100, 3, project, 'other'), ...other }),
    precision: 'mixed',
  });

  test.each([
    ['in another dtype', { dtype: 'bfloat16' }],
    ['of another number of devices', { devices: 100_000 }],
  ])('%s differ by a rule without an interval: no verdict', (_, other) => {
    const row = rowOf(compared(given(other)), 'other');
    expect(row).toMatchObject({
      verdict: 'no interval',
      lacks: [{ code: 'same-projection', values: { candidate: 'other', other: H100, chip: H100 } }],
    });
    expect(headlineTexts(compared(given(other))).join(' ')).toContain('both speeds are projections of nvidia-h100');
  });

  test('of other numbers of devices have a speed each', () => {
    const comparison = compared(given({ devices: 100_000 }));
    const [few, many] = [H100, 'other'].map(id => pointOf(rowOf(comparison, id).tokensPerSecondPerDevice));
    // 100,000 ÷ 128 devices to the power of −0.05 that was learned: 0.72.
    expect((many ?? 0) / (few ?? 0)).toBeCloseTo((100_000 / 128) ** -0.05, 1);
  });

  test('at two prices, else alike, carry one', () => {
    const dear = { ...rented(H100, 9, project, 'other') };
    expect(rowOf(compared(v3(rented(H100, 3, project), dear)), 'other')).toMatchObject({
      verdict: 'dearer',
      lacks: [],
    });
  });
});

test('every figure holds its own point, so that a verdict never contradicts the amount beside it', () => {
  // By its mode A costs more than D; nine tenths of its range lie far above it.
  const skewed = { tokensPerSecond: { low: 29, point: 29, high: 2000 } };
  const comparison = compared(ling({ tokensPerSecond: { low: 1100, high: 1300 } }, skewed));
  const row = rowOf(comparison, A);
  const { saving } = row;
  if (!saving.available) throw new Error('a saving is to be had');
  expect(saving.point).toBeLessThan(0);
  expect(saving.low).toBeLessThanOrEqual(saving.point);
  expect(row.verdict).toBe('not separable');
});

test('every lack that records may have is said in the headline, with what to give', () => {
  const { speeds } = SHIPPED;
  const lack = (code: string) => ({
    code,
    values: { what: 'a chip', rounds: 8, distinct: 1, needed: 5, command: 'x' },
  });
  for (const code of ['few-rounds', 'copied-rounds', 'no-spread']) {
    const project: typeof speeds.project = query => {
      const found = speeds.project(query);
      return found.available ? { ...found, lacks: [lack(code)] } : found;
    };
    const comparison = compared(v3(rented(H100, 3, { project: true }), rented(B200, 3, { project: true })), {
      speeds: { ...speeds, project },
    });
    expect(headlineTexts(comparison).join(' '), code).toMatch(/No interval: the speed of .* Give /);
  }
});

test('a speed from results has an interval where 5 rounds or more gave one, and no bounds are in it', () => {
  const interval = { point: 100, low: 90, high: 110, rounds: 8 };
  const codes = (given: Parameters<typeof lacksOfInterval>[0]) => lacksOfInterval(given).map(({ code }) => code);
  expect(codes({ ...interval, kind: 'confidence-95' })).toEqual([]);
  expect(codes({ ...interval, kind: 'range', rounds: 3 })).toEqual(['few-rounds']);
  expect(codes({ ...interval, kind: 'confidence-95', rounds: 4 })).toEqual(['few-rounds']);
  expect(codes({ ...interval, kind: 'bounds', rounds: 0 })).toEqual(['bounds']);
  expect(codes({ ...interval, kind: 'confidence-95', low: 100, high: 100 })).toEqual(['no-spread']);
});

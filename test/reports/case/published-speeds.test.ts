/** Speeds that a case takes from publications: which carry a verdict, and which are refused. */
import { describe, expect, test } from 'vitest';
import type { Anchor } from '../../../reports/catalog/anchors.ts';
import { absent } from '../../../reports/figure.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { compareAssumptionText } from '../../../reports/words/compare-assumptions.ts';
import { namesOf } from '../../../reports/words/input-text.ts';
import { refusal } from '../../refusal.ts';
import { compared, pointOf, rowOf, SHIPPED } from './compared.ts';
import { A, B200, b200, D, H100, h100, ling, rented, v3, WIDE } from './no-interval-cases.ts';

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

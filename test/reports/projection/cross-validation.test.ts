import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadAnchors, loadCatalog } from '../../../reports/catalog/load.ts';
import { holdOut, SPLITS, score } from '../../../reports/projection/cross-validation.ts';
import { type Observation, observe } from '../../../reports/projection/observations.ts';
import { factText } from '../../../reports/words/fact-text.ts';

const { chips } = loadCatalog();
const { observations, excluded } = observe(loadAnchors(new Set(chips.map(chip => chip.id))), chips);

/** Over several splits together. */
const joined = (kept: (row: Observation) => boolean) =>
  score(SPLITS.flatMap(split => holdOut(observations, split)).filter(row => kept(row.observation)));

describe('the projection, with whole groups left out', () => {
  test.each(SPLITS)('left out each %s, it is off by at most ¾ of what one MFU for all is', split => {
    const { n, ratio } = score(holdOut(observations, split));
    expect(n).toBe(45);
    expect(ratio).toBeLessThanOrEqual(0.75);
  });

  test.each(SPLITS)('left out each %s, the interval for 8 in 10 anchors holds 7 to 9 in 10', split => {
    const { coverage80 } = score(holdOut(observations, split));
    expect(coverage80).toBeGreaterThanOrEqual(0.7);
    expect(coverage80).toBeLessThanOrEqual(0.9);
  });

  test('it also beats one share of the 16-bit peak by a quarter, over all splits together', () => {
    expect(joined(() => true).ratio16).toBeLessThanOrEqual(0.75);
  });

  test('docs/COST.md states these figures', () => {
    const page = readFileSync(new URL('../../../docs/COST.md', import.meta.url), 'utf8');
    const [, table = ''] = page.split('| left out: each |');
    const stated = [...table.matchAll(/^\| (.+) \| (\d+) \| (.+) \|$/gm)].map(([, name, n, rest]) => [
      name,
      Number(n),
      ...(rest ?? '').split(' | ').map(Number),
    ]);
    const byVendor = holdOut(observations, 'vendor');
    const strangers = byVendor.filter(({ observation }) => observation.groups.vendor !== 'NVIDIA');
    const computed = [
      ['model', score(holdOut(observations, 'model'))] as const,
      ['vendor', score(byVendor)] as const,
      ['source', score(holdOut(observations, 'publication'))] as const,
      ['a vendor other than NVIDIA', score(strangers)] as const,
    ].map(([name, s]) => [
      name,
      s.n,
      ...[s.medianError, s.medianNaiveError, s.ratio, s.medianNaive16Error, s.ratio16, s.coverage80, s.coverage95].map(
        value => Number(value.toFixed(3)),
      ),
    ]);
    expect(stated).toEqual(computed);
  });

  test('what is left out has no say in its own prediction', () => {
    const moved = observations.map(row =>
      row.groups.model === 'deepseek-v3' ? { ...row, logShare: row.logShare + 1 } : row,
    );
    const meansOf = (rows: readonly Observation[]): readonly number[] =>
      holdOut(rows, 'model')
        .filter(({ observation }) => observation.groups.model === 'deepseek-v3')
        .map(({ error, observation }) => error + observation.logShare);
    const means = meansOf(moved);
    expect(means).toHaveLength(12);
    for (const [i, mean] of meansOf(observations).entries()) expect(means[i]).toBeCloseTo(mean, 12);
  });
});

describe('the naive rules', () => {
  const [h100Fp8, h100Bf16] = [
    observations.find(({ anchor }) => anchor.id === 'llama-3-8b-on-h100-fp8-megatron-bridge'),
    observations.find(({ anchor }) => anchor.id === 'llama-3-405b-on-h100-bf16-llama-3-report'),
  ].map(row => {
    if (row === undefined) throw new Error('no such anchor');
    return row;
  });

  test('are one MFU over the peak of the dtype, and one share of the 16-bit peak', () => {
    if (h100Fp8 === undefined || h100Bf16 === undefined) throw new Error('no such anchor');
    const [first] = holdOut([h100Fp8, h100Bf16], 'model');
    // 8 billion · 6 · 14,451 ÷ 1979e12 = 0.3505, of 989e12 0.7014; the other: 405 billion · 6 · 166.9 ÷ 989e12 = 0.4101.
    expect(first?.naiveError).toBeCloseTo(Math.log(0.41007 / 0.35051), 3);
    expect(first?.naive16Error).toBeCloseTo(Math.log(0.41007 / 0.70137), 3);
  });
});

test('what is not learned from says why', () => {
  const reasons = new Map(excluded.map(({ anchor, reason }) => [anchor.id, factText(reason)]));
  expect(reasons.size).toBe(9);
  expect(reasons.get('ling-plus-on-device-d-bf16-every-flop-counts')).toContain('a cost claim');
  expect(reasons.get('llama-4-scout-on-h100-llama-4-model-card')).toContain('an average over a whole run');
  expect(reasons.get('deepseek-v4-flash-16-layers-on-mi355x-bf16-primus')).toContain('a stand-in');
  expect(reasons.get('ernie-4.5-300b-a47b-on-h800-fp8-ernie-4.5-report')).toContain(
    'neither a speed nor a share of a known peak is stated',
  );
});

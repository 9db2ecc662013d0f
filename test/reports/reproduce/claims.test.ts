import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { CLAIM_NAMES, reproduce } from '../../../reports/reproduce/claims.ts';
import { type Reproduction, reproductionSchema } from '../../../reports/reproduce/document.ts';
import { CLAIM_TEXTS } from '../../../reports/reproduce/text-codes.ts';
import { compared, pointOf, rowOf, SMALLEST } from '../case/compared.ts';
import { recomputed } from './recomputed.ts';

const catalog = loadCatalog();
const claims = CLAIM_NAMES.map(name => [name, recomputed(name, catalog)] as const);

function value(claim: Reproduction, id: string): number {
  const found = claim.follows.find(step => step.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found.value;
}

function row(claim: Reproduction, table: string, device: string) {
  return claim.tables.find(({ id }) => id === table)?.rows.find(one => one.device === device);
}

describe.each(claims)('%s', (name, claim) => {
  test('conforms to its schema, under its own name', () => {
    expect(reproductionSchema.parse(JSON.parse(JSON.stringify(claim)))).toEqual(claim);
    expect(claim.name).toBe(name);
  });

  test('keeps what is said, what follows and what is inferred apart, each thing under one id', () => {
    for (const list of [claim.says, claim.follows, claim.inferred]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
    expect(claim.answer.length).toBeGreaterThan(0);
  });

  test('has in every table a value, or a stated lack of one, in every column', () => {
    for (const { columns, rows } of claim.tables) {
      for (const one of rows) {
        for (const { id } of columns) expect(one[id] === null || one[id] !== undefined, id).toBe(true);
      }
    }
  });
});

/** Every string of a plain value, with its path. */
function stringsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => stringsOf(part, `${path}.${name}`));
}

test('an analysis has codes, names and values, and no sentence', () => {
  const sentences = CLAIM_NAMES.flatMap(name =>
    stringsOf(reproduce(name, catalog)).filter(
      ([path, text]) => !/\.(command|unit)$/.test(path) && /[a-z]{2,} [a-z]+ [a-z]{2,}/.test(text),
    ),
  );
  expect(sentences).toEqual([]);
});

test('every text of a claim is used, and has all of its values', () => {
  const used = new Set(CLAIM_NAMES.flatMap(name => stringsOf(reproduce(name, catalog)).flatMap(([, text]) => text)));
  const unused = CLAIM_TEXTS.filter(code => !used.has(code));
  // Of a record, and of other speeds than the shipped.
  expect(unused.toSorted()).toEqual([
    'layer-answer-ratio',
    'layer-answer-ratios',
    'ling-answer-shown',
    'ling-because-speed-d-outside',
    'ling-shown',
  ]);
  for (const [, claim] of claims) expect(JSON.stringify(claim)).not.toMatch(/undefined|NaN|\{[a-zA-Z]+(:[a-z]+)?\}/);
});

describe('ling-2025', () => {
  const claim = recomputed('ling-2025', catalog);

  test('device D at 27.5 RMB an hour: 230,909 hours, 1,203 tokens/s, 21.0 % of 989 TFLOP/s', () => {
    expect(value(claim, 'hours-d')).toBeCloseTo(6.35e6 / 27.5, 6);
    expect(value(claim, 'speed-d')).toBeCloseTo(1203, 0);
    expect(value(claim, 'mfu-d')).toBeCloseTo((1202.97 * 6 * 28.8e9) / 989e12, 4);
    expect(value(claim, 'saving')).toBeCloseTo(0.2, 12);
  });

  // Worked out apart from the code: tokens/s = price × 10¹² ÷ (3600 × 5.08 × 10⁶), MFU = × 172.8 × 10⁹ ÷ peak.
  test.each([
    ['A', 382.8, 0.179, 0.318, 306.2],
    ['B', 246.1, 0.354, 0.2045, 196.9],
    ['C', 546.8, 0.303, 0.4545, 437.4],
    ['D', 1503.7, 0.263, 1.25, 1203.0],
    ['E', 308.4, 0.363, 0.2564, 246.7],
  ])('device %s must reach %f tokens/s, an MFU of %f', (device, speed, mfu, ofD, even) => {
    const need = row(claim, 'devices', device);
    expect(Number(need?.tokensPerSecond)).toBeCloseTo(speed, 0);
    expect(Number(need?.mfu)).toBeCloseTo(mfu, 3);
    expect(Number(need?.ofD)).toBeCloseTo(ofD, 3);
    expect(Number(need?.evenTokensPerSecond)).toBeCloseTo(even, 0);
  });

  test('with half of the tokens on D, A must cost 3.81 million on the other half: 510.4 tokens/s, 23.8 %', () => {
    const speed = (7 * 1e12) / (3600 * 3.81e6);
    expect(row(claim, 'mixes-with-d', 'A')?.mfuAtD50).toBeCloseTo((speed * 6 * 28.8e9) / 370e12, 12);
  });

  test('no mix has a device above its own peak', () => {
    expect(row(claim, 'mixes-with-d', 'B')?.mfuAtD75).toBeNull();
    const all = claim.tables.find(({ id }) => id === 'mixes-with-d')?.rows ?? [];
    for (const one of all) expect(Number(one.mostOfD)).toBeLessThan(0.8);
  });

  test('infers who makes a device, and says so nowhere else', () => {
    const makers = /Huawei|Ascend|Alibaba|T-Head|NVIDIA|A100|H100|H800|H20\b/;
    expect(claim.inferred.filter(({ text }) => makers.test(text))).toHaveLength(5);
    for (const { text } of [...claim.says, ...claim.follows]) expect(text).not.toMatch(makers);
    for (const sentence of claim.answer) expect(sentence).not.toMatch(makers);
  });
});

describe('deepseek-v3', () => {
  const claim = recomputed('deepseek-v3', catalog);

  test('2.788 million hours at 2 USD are 5.576 million USD', () => {
    expect(claim.follows.find(({ id }) => id === 'bill')).toMatchObject({ value: 5.576e6, stated: 5.576e6, off: 0 });
  });

  test('14.8 × 10¹² tokens in 2.664 million hours: 180,000 hours and 3.66 days for 10¹², 1,543 tokens/s, 34.6 %', () => {
    expect(value(claim, 'hours-per-trillion')).toBeCloseTo(180e3, 6);
    expect(value(claim, 'days-per-trillion')).toBeCloseTo(3.662, 3);
    expect(value(claim, 'tokens-per-second')).toBeCloseTo(1543.21, 2);
    expect(value(claim, 'flops')).toBeCloseTo(342.59, 2);
    expect(value(claim, 'mfu-bfloat16')).toBeCloseTo(0.3464, 4);
    expect(value(claim, 'mfu-float8')).toBeCloseTo(0.1731, 4);
    expect(value(claim, 'cost-per-trillion')).toBeCloseTo(360e3, 6);
  });
});

describe('pangu-ultra-moe', () => {
  const claim = recomputed('pangu-ultra-moe', catalog);

  test('1.46 million tokens/s on 6,000 NPUs are 243.3 each, 56.9 TFLOP/s, 15.1 % of 376 and not 30.0 %', () => {
    expect(value(claim, 'speed-tuned')).toBeCloseTo(243.33, 2);
    expect(value(claim, 'flops-tuned')).toBeCloseTo(56.94, 2);
    expect(claim.follows.find(({ id }) => id === 'mfu-tuned')).toMatchObject({
      value: expect.closeTo(0.1514, 4),
      stated: 0.3,
      off: expect.closeTo(-0.4952, 4),
    });
  });

  test('the gain follows within 1 %, so that both runs are counted in one way', () => {
    const gain = claim.follows.find(({ id }) => id === 'gain');
    expect(Math.abs(gain?.off ?? 1)).toBeLessThan(0.01);
    expect(claim.answer.join(' ')).toContain('1.98 and 1.99');
  });
});

describe('whether the arithmetic of a claim holds, apart from whether the claim is shown', () => {
  test.each([
    // 5.08 of 6.35; hours, days and bill; two MFUs that do not follow, and the gain, which does.
    ['ling-2025', { holds: true, checked: 1, differing: [] }],
    ['deepseek-v3', { holds: true, checked: 3, differing: [] }],
    ['pangu-ultra-moe', { holds: false, checked: 3, differing: ['mfu-tuned', 'mfu-baseline'] }],
  ])('%s', (name, arithmetic) => {
    const claim = recomputed(name, catalog);
    expect(claim.arithmetic).toMatchObject({ ...arithmetic, within: 0.02 });
    expect(claim.shown.holds).toBe(false);
    expect(claim.shown.give.length).toBeGreaterThan(0);
    expect(JSON.stringify(claim)).not.toMatch(/cheaper|dearer/);
  });
});

test('a name that is none is refused with the nearest', () => {
  expect(() => recomputed('ling-2024', catalog)).toThrow("unknown claim 'ling-2024': did you mean ling-2025?");
});

describe('beside a comparison of the same numbers', () => {
  const devices = recomputed('ling-2025', catalog).tables.find(({ id }) => id === 'devices')?.rows ?? [];

  test.each(['A', 'B', 'C', 'E'])('device %s at the speed it must reach costs 5.08 million and saves 20 %%', letter => {
    const need = devices.find(({ device }) => device === letter);
    const chip = `ling-device-${letter.toLowerCase()}`;
    const [d] = SMALLEST.candidates;
    const exact = { ...d, speed: { tokensPerSecond: 1e12 / (3600 * (6.35e6 / 27.5)) } };
    const own = {
      chip,
      price: { perHour: Number(need?.pricePerHour) },
      speed: { tokensPerSecond: Number(need?.tokensPerSecond) },
    };
    const row = rowOf(compared({ ...SMALLEST, candidates: [exact, own] }), chip);
    expect(pointOf(row.costPerTrillionTokens)).toBeCloseTo(5.08e6, 3);
    expect(pointOf(row.saving)).toBeCloseTo(0.2, 12);
    expect(pointOf(row.mfu)).toBeCloseTo(Number(need?.mfu), 12);
  });
});

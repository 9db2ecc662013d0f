import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { describe, expect, test } from 'vitest';
import { loadAnchors, loadCatalog } from '../../../reports/catalog/load.ts';
import { fact } from '../../../reports/fact.ts';
import { fitProjection } from '../../../reports/projection/project.ts';
import { lingDevices } from '../../../reports/reproduce/ling-devices.ts';
import { plausibility } from '../../../reports/reproduce/ling-plausible.ts';
import { factText } from '../../../reports/words/fact-text.ts';

const catalog = loadCatalog();
const devices = lingDevices(catalog);
const counts = { active: 28.8e9, total: 290e9 };
const fitted = fitProjection(loadAnchors(new Set(catalog.chips.map(({ id }) => id))), catalog.chips);

/** A projector that knows the speeds: `speeds` by letter, each with a spread of its own of `sigma`. */
function knowing(speeds: Readonly<Record<string, number>>, sigma: number): typeof fitted {
  return {
    ...fitted,
    project: query => {
      const found = fitted.project(query);
      const point = speeds[query.chip.id.at(-1) ?? ''];
      if (!found.available || point === undefined) throw new Error(`no speed of ${query.chip.id}`);
      const tokensPerSecondPerDevice = { point, low: point / 2, high: point * 2 };
      return { ...found, tokensPerSecondPerDevice, logSigmaChip: sigma };
    },
  };
}

const made = (sigma: number) =>
  plausibility(
    devices,
    { counts, claimed: 0.2, impliedOnD: 1203 },
    knowing({ a: 400, b: 200, c: 400, d: 1203, e: 200 }, sigma),
  );

const rowOf = (tables: ReturnType<typeof made>['tables'], id: string, key: string, value: string) =>
  tables.find(table => table.id === id)?.rows.find(row => row[key] === value);

describe('what published speeds say of a device', () => {
  test('without any spread is the quotient of the costs: A at 400 tokens/s and 7 RMB beside D', () => {
    const row = rowOf(made(1e-12).tables, 'plausible-devices', 'device', 'A');
    const saving = 1 - 7 / 400 / (27.5 / 1203);
    expect(row?.saving).toBeCloseTo(saving, 12);
    expect([row?.low, row?.high]).toEqual([expect.closeTo(saving, 9), expect.closeTo(saving, 9)]);
    expect(row?.chance).toBe(1);
    expect(rowOf(made(1e-12).tables, 'plausible-devices', 'device', 'C')?.chance).toBe(0);
  });

  test('with one has the interval of a lognormal ratio, by closed form', () => {
    const sigma = 0.2;
    const row = rowOf(made(sigma).tables, 'plausible-devices', 'device', 'A');
    const ratio = 7 / 400 / (27.5 / 1203);
    const reach = 1.959964 * Math.SQRT2 * sigma;
    // To 1 % of the cost.
    expect((1 - Number(row?.low)) / (ratio * Math.exp(reach))).toSatisfy((of: number) => Math.abs(of - 1) < 0.01);
    expect((1 - Number(row?.high)) / (ratio * Math.exp(-reach))).toSatisfy((of: number) => Math.abs(of - 1) < 0.01);
    // P(ratio·e^(√2σz) ≤ 0.8) = Φ(ln(0.8 ÷ ratio) ÷ (√2σ)).
    expect(normalQuantile(Number(row?.chance), 0, 1)).toBeCloseTo(Math.log(0.8 / ratio) / (Math.SQRT2 * sigma), 1);
  });
});

describe('what they say of a mix', () => {
  const { tables } = made(1e-12);

  test('half on A and half on D saves half of what A alone does', () => {
    const alone = Number(rowOf(tables, 'plausible-devices', 'device', 'A')?.saving);
    expect(rowOf(tables, 'plausible-mixes', 'mix', 'A + D')?.saving).toBeCloseTo(alone / 2, 9);
  });

  test('has every pair of the five devices once, the cheaper first', () => {
    const rows = tables.find(({ id }) => id === 'plausible-mixes')?.rows ?? [];
    expect(rows).toHaveLength(10);
    expect(new Set(rows.map(({ mix }) => String(mix).split(' + ').toSorted().join())).size).toBe(10);
    expect(rows.map(({ mix }) => mix)).toContain('A + D');
  });

  test('holds the 20 % up to a share of the second, and for no share where the first alone does not', () => {
    const cost = 7 / 400 / (27.5 / 1203);
    expect(rowOf(tables, 'plausible-mixes', 'mix', 'A + D')?.mostOfSecond).toBeCloseTo((0.8 - cost) / (1 - cost), 9);
    expect(rowOf(tables, 'plausible-mixes', 'mix', 'B + E')?.mostOfSecond).toBeNull();
  });
});

test('says whether the speed that the cost of D implies lies within what is projected', () => {
  const [speed] = made(0.2).inferred;
  expect(speed?.because).toEqual(fact('ling-because-speed-d-within', { implied: 1203 }));
  expect(factText(fact('ling-because-speed-d-within', { implied: 1203 }))).toContain(
    'the 1,203 tokens/s that the cost implies lie within',
  );
});

test('calls a saving plausible and not shown where its interval holds zero', () => {
  expect(factText(made(0.3).answer)).toContain('The saving is plausible and not shown');
  expect(factText(made(0.01).answer)).toContain('By these speeds the saving is shown');
});

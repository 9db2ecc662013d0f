import { describe, expect, test } from 'vitest';
import { type Case, casesOf, type Work } from '../../../suites/cases.ts';
import { ALL_CASES, onlyCases } from '../../../suites/request/only-cases.ts';
import { loadSuite } from '../../../suites/suite-files.ts';
import { suiteWorks } from '../../../suites/suite-works.ts';
import { refusal } from '../../refusal.ts';
import { layer, workOf } from '../../results/small-record.ts';

const works: readonly Work[] = [
  { ...workOf(layer), products: ['roofline', 'own'] },
  { ...workOf({ ...layer, ffn: 64 }), products: ['own'] },
  { ...workOf({ ...layer, dtype: 'float64' }), products: ['own'] },
];
const cases = casesOf(works);
const [first, second] = cases.filter(({ role }) => role.kind === 'work');
const kinds = (some: readonly Case[]) => [...new Set(some.map(({ role }) => role.kind))].toSorted();

describe('--only', () => {
  test('of nothing leaves all cases', () => {
    expect(onlyCases(cases, ALL_CASES)).toBe(cases);
  });

  test('of a work leaves it, its own products, and the large products of its dtype that another work brought', () => {
    const left = onlyCases(cases, { names: [second?.id ?? ''] });
    expect(kinds(left)).toEqual(['expert-matmuls', 'largest-matmul', 'work']);
    expect(left.filter(({ role }) => role.kind === 'work')).toEqual([second]);
    const own = left.flatMap(({ role }) => (role.kind === 'expert-matmuls' ? role.of : []));
    expect(own).toEqual([second?.sha256]);
    expect(left.every(({ workload }) => workload.dtype === 'float32')).toBe(true);
    expect(left.filter(({ role }) => role.kind === 'largest-matmul')).toHaveLength(
      cases.filter(({ role, workload }) => role.kind === 'largest-matmul' && workload.dtype === 'float32').length,
    );
  });

  test('of a product leaves that alone', () => {
    const product = cases.find(({ role }) => role.kind === 'largest-matmul')?.id ?? '';
    expect(onlyCases(cases, { names: [product] }).map(({ id }) => id)).toEqual([product]);
  });

  test('and without products a work comes alone, all works do where none is named, and a named product stays', () => {
    const product = cases.find(({ role }) => role.kind === 'largest-matmul')?.id ?? '';
    const idsOf = (names: readonly string[]) => onlyCases(cases, { names, products: false }).map(({ id }) => id);
    expect(idsOf([second?.id ?? ''])).toEqual([second?.id]);
    expect(idsOf([product])).toEqual([product]);
    expect(kinds(onlyCases(cases, { names: [], products: false }))).toEqual(['work']);
  });

  test('of several leaves each, in the order of the suite', () => {
    const names = [second?.id ?? '', first?.id ?? ''];
    const left = onlyCases(cases, { names }).filter(({ role }) => role.kind === 'work');
    expect(left.map(({ id }) => id)).toEqual(names.toReversed());
  });

  test('of what trains leaves the stream of its dtype', () => {
    const all = casesOf(suiteWorks(loadSuite('quick'), Number.POSITIVE_INFINITY).works);
    const trained = all.find(({ workload }) => workload.part === 'train-step');
    const block = all.find(({ workload }) => workload.part === 'moe-block');
    expect(kinds(onlyCases(all, { names: [trained?.id ?? ''] }))).toContain('stream');
    expect(kinds(onlyCases(all, { names: [block?.id ?? ''] }))).not.toContain('stream');
  });

  test('of a case that is not in the suite names the nearest', () => {
    const wrong = (first?.id ?? '').replace('balanced', 'balancd');
    expect(refusal(() => onlyCases(cases, { names: [wrong] }))).toContain(
      `unknown case '${wrong}': did you mean ${first?.id} or `,
    );
  });
});

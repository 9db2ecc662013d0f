/** What each shipped suite's cases are held to. */
import { expect } from 'vitest';
import { casesOf } from '../../suites/cases.ts';
import type { SuiteWorks } from '../../suites/suite-works.ts';

/** No id twice, and each work with its own products. */
export function expectRooflines(works: SuiteWorks['works']): void {
  const cases = casesOf(works);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  const workHashes = cases.flatMap(({ role, sha256 }) => (role.kind === 'work' ? [sha256] : []));
  const hashesWithProducts = cases.flatMap(({ role }) => (role.kind === 'expert-matmuls' ? role.of : []));
  expect(workHashes.length).toBe(works.length);
  expect(hashesWithProducts.toSorted()).toEqual(workHashes.toSorted());
}

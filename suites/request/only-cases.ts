/** The cases that `--only` and `--no-products` leave of a suite. Pure. */
import type { Case } from '../cases.ts';
import { unknownName } from '../usage-error.ts';

/** `names`: cases by id; none: all. `products`: with what the works are held against; not given: yes. */
export type Only = { readonly names: readonly string[]; readonly products?: boolean };

export const ALL_CASES: Only = { names: [] };

/**
 * The named cases, and of a named work the products it is held against: every large product of its dtype, since one work of a suite may
 * bring the list for all of its dtype, its own products, and the stream for what is trained. A product that is named comes alone. No
 * name: all cases. UsageError, with the nearest names, for a name of no case.
 */
export function onlyCases(cases: readonly Case[], { names, products = true }: Only): readonly Case[] {
  if (names.length === 0) return products ? cases : cases.filter(({ role }) => role.kind === 'work');
  const ids = cases.map(({ id }) => id);
  const unknown = names.find(name => !ids.includes(name));
  // Works first: there are more products than anybody reads.
  const works = cases.filter(({ role }) => role.kind === 'work').map(({ id }) => id);
  if (unknown !== undefined) throw unknownName('case', unknown, [...new Set([...works, ...ids])]);
  const named = cases.filter(({ id }) => names.includes(id));
  const namedWorks = named.filter(({ role }) => role.kind === 'work');
  return cases.flatMap(item => {
    if (names.includes(item.id)) return [item];
    return products && namedWorks.some(work => isHeldAgainst(work, item)) ? [ofThese(item, namedWorks)] : [];
  });
}

function isHeldAgainst({ sha256, workload }: Case, { role, workload: product }: Case): boolean {
  switch (role.kind) {
    case 'work':
      return false;
    case 'largest-matmul':
      return product.dtype === workload.dtype;
    case 'stream':
      return product.dtype === workload.dtype && workload.part === 'train-step';
    case 'expert-matmuls':
      return role.of.includes(sha256);
  }
}

/** Own products name the works of their run alone. */
function ofThese(item: Case, works: readonly Case[]): Case {
  const { role } = item;
  if (role.kind !== 'expert-matmuls') return item;
  const hashes = works.map(({ sha256 }) => sha256);
  return { ...item, role: { ...role, of: role.of.filter(hash => hashes.includes(hash)) } };
}

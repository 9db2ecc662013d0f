/** Which lane of A is held against which of B. Only equal workload hashes are. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import type { Lane } from './lane.ts';

export type Pair = { readonly a: Lane; readonly b: Lane };
export type Matched = {
  readonly pairs: readonly Pair[];
  readonly onlyA: readonly Lane[];
  readonly onlyB: readonly Lane[];
};

/**
 * Of each workload: lanes of one target and strategy; of what is left those of one target, by strategies that differ; of what is left,
 * where each side has but one target of the work, those of two targets. The strategy that stands for its target comes first.
 */
export function matched(a: readonly Lane[], b: readonly Lane[]): Matched {
  const shaOf = ({ workloadCase }: Lane): string => workloadCase.sha256;
  const ofB = groupedBy(b, shaOf);
  const ofA = groupedBy(a, shaOf);
  const works = [...new Set([...ofA.keys(), ...ofB.keys()])];
  const found = works.map(sha => matchedWork(ofA.get(sha) ?? [], ofB.get(sha) ?? []));
  return {
    pairs: found.flatMap(({ pairs }) => pairs),
    onlyA: found.flatMap(({ onlyA }) => onlyA),
    onlyB: found.flatMap(({ onlyB }) => onlyB),
  };
}

const KEYS: readonly ((lane: Lane, others: readonly Lane[]) => string | null)[] = [
  ({ target, strategy }) => JSON.stringify([target.id, strategy]),
  ({ target }) => target.id,
  ({ strategy }, lanes) => (isOneTarget(lanes) ? strategy : null),
  (_, lanes) => (isOneTarget(lanes) ? '' : null),
];

const isOneTarget = (lanes: readonly Lane[]): boolean => new Set(lanes.map(({ target }) => target.id)).size === 1;

function matchedWork(a: readonly Lane[], b: readonly Lane[]): Matched {
  const pairs: Pair[] = [];
  let [restA, restB] = [a, b].map(lanes => lanes.toSorted((x, y) => Number(y.leads) - Number(x.leads)));
  for (const keyOf of KEYS) {
    const [leftA = [], leftB = []] = [restA, restB];
    const found = pairedBy(leftA, leftB, keyOf);
    pairs.push(...found);
    restA = leftA.filter(lane => !found.some(pair => pair.a === lane));
    restB = leftB.filter(lane => !found.some(pair => pair.b === lane));
  }
  return { pairs, onlyA: restA ?? [], onlyB: restB ?? [] };
}

/** The first lane of B with the same key that no lane of A has taken. */
function pairedBy(a: readonly Lane[], b: readonly Lane[], keyOf: (typeof KEYS)[number]): readonly Pair[] {
  const taken = new Set<Lane>();
  return a.flatMap(lane => {
    const key = keyOf(lane, a);
    const other = key === null ? undefined : b.find(found => !taken.has(found) && keyOf(found, b) === key);
    if (other === undefined) return [];
    taken.add(other);
    return [{ a: lane, b: other }];
  });
}

/** Findings as they are told: where the products of the roofline moved alike, the machine moved, and that is told once. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import type { Finding, Step } from './schema.ts';

export type SteppedFinding = Finding & { readonly step: Step };

export type Entry =
  | { readonly kind: 'work'; readonly finding: SteppedFinding }
  /** The first is the newest of them; all are of one machine, target and metric. */
  | { readonly kind: 'target'; readonly findings: readonly [SteppedFinding, ...SteppedFinding[]] };

const FEWEST_PRODUCTS = 2;
/** Nights of a step are dated to one or two: the products of one evening may be dated a night apart. */
const ALIKE_MS = 36 * 3_600_000;

/**
 * `some`: the findings to tell, of one state and direction. `all`: of the whole check, to know how many products there are. Most products of
 * a target, two at least, that moved within a night and a half of each other are one entry.
 */
export function entriesOf(some: readonly SteppedFinding[], all: readonly Finding[]): readonly Entry[] {
  const judged = groupedBy(all.filter(isJudgedProduct), placeOf);
  const groups = groupedBy(some, finding => `${finding.step.direction} ${placeOf(finding)}`);
  return [...groups.values()].flatMap(ofTarget => {
    const [first, ...others] = alike(ofTarget.filter(({ role }) => role !== 'work'));
    const products = first === undefined ? 0 : (judged.get(placeOf(first))?.length ?? 0);
    const hasTargetMoved = others.length + 1 >= FEWEST_PRODUCTS && (others.length + 1) * 2 > products;
    if (first === undefined || !hasTargetMoved) return ofTarget.map(workEntry);
    const rest = ofTarget.filter(finding => finding !== first && !others.includes(finding));
    return [{ kind: 'target', findings: [first, ...others] }, ...rest.map(workEntry)];
  });
}

const workEntry = (finding: SteppedFinding): Entry => ({ kind: 'work', finding });

/** The findings that have a step, as far as they are wanted. */
export const withStep = (findings: readonly Finding[], wanted: (finding: SteppedFinding) => boolean) =>
  findings.flatMap(finding => {
    const { step } = finding;
    const stepped = step === null ? null : { ...finding, step };
    return stepped !== null && wanted(stepped) ? [stepped] : [];
  });

const placeOf = ({ series, metric }: Finding): string =>
  JSON.stringify([series.machine, series.target, series.board, series.concurrent, series.powerLimitW, metric]);

const isJudgedProduct = ({ role, state }: Finding): boolean =>
  role !== 'work' && state !== 'not-judged' && state !== 'insufficient-history';

function alike(products: readonly SteppedFinding[]): readonly SteppedFinding[] {
  const at = ({ step }: SteppedFinding) => Date.parse(step.first.startedAt);
  const newest = products.toSorted((a, b) => at(b) - at(a));
  const latest = newest[0] === undefined ? 0 : at(newest[0]);
  return newest.filter(product => latest - at(product) <= ALIKE_MS);
}

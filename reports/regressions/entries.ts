/** Steps as they are told: where the products of the roofline moved alike, the machine moved, and that is told once. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import type { Finding, Step } from './schema.ts';

export type SteppedFinding = Finding & { readonly step: Step };

export type Entry =
  | { readonly kind: 'work'; readonly finding: SteppedFinding }
  /** The machine as a whole, or products of the roofline, then what moved with it; all are of one machine, target and metric. */
  | { readonly kind: 'target'; readonly findings: readonly [SteppedFinding, ...SteppedFinding[]] };

const FEWEST_PRODUCTS = 2;
/** What moved at once may be dated a night apart. */
const ALIKE_MS = 36 * 3_600_000;

/**
 * `some`: the findings to tell. `all`: of the whole check, to know how many products there are. A machine that moved as a whole is one entry,
 * with the products and works that moved then the same way and by as much. Where too few products tell of the machine, most products of a
 * target, two at least, stand for it.
 */
export function entriesOf(some: readonly SteppedFinding[], all: readonly Finding[]): readonly Entry[] {
  const products = groupedBy(all.filter(isJudgedProduct), placeOf);
  const groups = groupedBy(some, finding => `${finding.step.direction} ${placeOf(finding)}`);
  return [...groups.values()].flatMap(ofTarget => {
    const [first, ...others] = movedWhole(ofTarget, ofTarget[0] && products.get(placeOf(ofTarget[0])));
    if (first === undefined) return ofTarget.map(workEntry);
    const heads = [first, ...others];
    const rest = ofTarget.filter(finding => !heads.includes(finding));
    const alike = rest.filter(finding => heads.some(head => isAlike(finding, head)));
    const apart = rest.filter(finding => !alike.includes(finding));
    return [{ kind: 'target', findings: [first, ...others, ...alike] }, ...apart.map(workEntry)];
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

const isProduct = ({ role }: Finding): boolean => role !== 'work' && role !== 'machine';

const isJudgedProduct = (finding: Finding): boolean =>
  isProduct(finding) && finding.state !== 'not-judged' && finding.state !== 'insufficient-history';

/** The findings that say that a target moved as a whole; none where nothing does. */
function movedWhole(
  ofTarget: readonly SteppedFinding[],
  judgedProducts: readonly Finding[] = [],
): readonly SteppedFinding[] {
  const machine = ofTarget.filter(({ role }) => role === 'machine');
  if (machine.length > 0) return machine;
  const [newest, ...others] = ofTarget.filter(isProduct).toSorted((a, b) => at(b) - at(a));
  if (newest === undefined) return [];
  const moved = [newest, ...others.filter(product => at(newest) - at(product) <= ALIKE_MS)];
  return moved.length >= FEWEST_PRODUCTS && moved.length * 2 > judgedProducts.length ? moved : [];
}

const at = ({ step }: SteppedFinding): number => Date.parse(step.first.startedAt);

/** At once, and by as much: their intervals meet. Of the machine's step a series has lost the share that it is known to follow. */
function isAlike(finding: SteppedFinding, head: SteppedFinding): boolean {
  const { low, high, point } = head.step.ratio;
  const lost = head.role === 'machine' ? point ** (finding.noise?.sharedShare ?? 0) : 1;
  const { ratio } = finding.step;
  return Math.abs(at(finding) - at(head)) <= ALIKE_MS && ratio.low * lost <= high && low <= ratio.high * lost;
}

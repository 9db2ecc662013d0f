/** What a report answers first: the work it leads with, and what can be said of it beside the reference. Pure. */
import { HOST_DEVICE } from '../../results/on-host.ts';
import { PARTS } from '../../suites/workload.ts';
import type { TrainingCosts } from '../known-costs/schema.ts';
import type { Saving } from '../money/cost.ts';
import { notCompared } from '../race/comparison.ts';
import { fellBack } from '../rows/chip-that-ran.ts';
import { isComparable } from '../rows/work.ts';
import type { Instrument } from './instrument.ts';
import type { Report, ReportRow, WorkloadRef } from './schema.ts';

export type JudgedRow = { readonly row: ReportRow; readonly saving: Extract<Saving, { available: true }> };

/** `rows`: one a device, the lowest cost first. `open`: one of each other device that ran the work and has no verdict. */
type Compared = {
  readonly work: WorkloadRef;
  readonly rows: readonly [JudgedRow, ...JudgedRow[]];
  readonly open: readonly ReportRow[];
};

export type Answer =
  | ({ readonly kind: 'verdicts' } & Compared)
  | ({ readonly kind: 'no-verdict' } & Compared)
  /** No accelerator ran: the records show that the instrument works. */
  | { readonly kind: 'instrument'; readonly instrument: Instrument; readonly known: TrainingCosts | null }
  | { readonly kind: 'relative'; readonly work: WorkloadRef; readonly row: ReportRow }
  | { readonly kind: 'speed'; readonly work: WorkloadRef; readonly row: ReportRow }
  /** Nothing was measured: what others published is all there is. */
  | { readonly kind: 'known'; readonly known: TrainingCosts }
  | { readonly kind: 'unproven'; readonly rows: number }
  | { readonly kind: 'nothing' };

export function answerOf(report: Report): Answer {
  const known = report.knownCosts.available ? report.knownCosts : null;
  const work = leadingWork(report);
  const rows = work === null ? [] : leadingRows(report, work);
  const [first, ...others] = lowestOfEachDevice(rows);
  if (work !== null && first !== undefined) {
    const judged = [first, ...others].filter(({ saving }) => saving.verdict !== 'no interval');
    const [lowest, ...rest] = judged;
    const openBeside = (told: readonly JudgedRow[]) => openRows(report, work, told);
    return lowest === undefined
      ? { kind: 'no-verdict', work, rows: [first, ...others], open: openBeside([first, ...others]) }
      : { kind: 'verdicts', work, rows: [lowest, ...rest], open: openBeside(judged) };
  }
  if (report.instrument.onHostAlone) return { kind: 'instrument', instrument: report.instrument, known };
  const fastest = rows.toSorted((a, b) => speedOf(b) - speedOf(a))[0];
  if (work !== null && fastest?.relative.available === true) return { kind: 'relative', work, row: fastest };
  if (work !== null && fastest?.stepMs.available === true) return { kind: 'speed', work, row: fastest };
  if (report.rows.length > 0) return { kind: 'unproven', rows: report.rows.length };
  return known === null ? { kind: 'nothing' } : { kind: 'known', known };
}

/** The work of which most can be said; of equals that which is most of a training step (`PARTS` ascends). null: no row holds its proof. */
export function leadingWork({ rows }: Pick<Report, 'rows'>): WorkloadRef | null {
  const [leading] = rows
    .filter(canLead)
    .toSorted(
      (a, b) =>
        saidOf(b) - saidOf(a) ||
        PARTS.indexOf(b.workload.part) - PARTS.indexOf(a.workload.part) ||
        b.workload.flopsPerStep - a.workload.flopsPerStep,
    );
  return leading?.workload ?? null;
}

/** The rows of a work that may answer for their targets: a runner-up is none. */
export const leadingRows = ({ rows }: Pick<Report, 'rows'>, work: WorkloadRef): readonly ReportRow[] =>
  rows.filter(row => canLead(row) && isComparable(row.workload, work));

const canLead = (row: ReportRow): boolean =>
  row.status === 'measured' && notCompared(row.race) === null && !fellBack(row);

/** How much can be said of a row: a verdict, a saving without one, a speed beside the reference, a speed. */
function saidOf({ saving, relative, stepMs }: ReportRow): number {
  if (saving.available) return saving.verdict === 'no interval' ? 3 : 4;
  if (relative.available) return 2;
  return stepMs.available ? 1 : 0;
}

const speedOf = ({ tokensPerSecond: speed }: ReportRow): number => (speed.available ? speed.point : 0);

/** A device that ran by several kinds of software answers by the cheapest. */
function lowestOfEachDevice(rows: readonly ReportRow[]): readonly JudgedRow[] {
  const judged = rows
    .flatMap((row): JudgedRow[] => (row.saving.available ? [{ row, saving: row.saving }] : []))
    .toSorted((a, b) => b.saving.point - a.saving.point);
  const firsts = new Map<string, JudgedRow>();
  for (const each of judged) {
    const key = deviceKey(each.row);
    if (!firsts.has(key)) firsts.set(key, each);
  }
  return [...firsts.values()];
}

const deviceKey = ({ machine, imported, device }: ReportRow): string =>
  JSON.stringify([machine, imported, device.name, device.index]);

/**
 * Of each device beside those told of one row, also where its results do not hold. The reference's chip is no candidate, and nobody
 * asks what a processor costs.
 */
function openRows({ rows, reference }: Report, work: WorkloadRef, told: readonly JudgedRow[]): readonly ReportRow[] {
  const known = new Set(told.map(({ row }) => deviceKey(row)));
  const others = rows
    .filter(row => isComparable(row.workload, work) && !known.has(deviceKey(row)))
    .filter(row => row.chip !== reference.chip && !isProcessor(row) && !fellBack(row));
  return [...new Map(others.map(row => [deviceKey(row), row])).values()];
}

/** A target of a runner on the processor is named `torch-cpu`; with another provider's share of the work `cpu+webgpu`. */
const isProcessor = ({ software, target }: ReportRow): boolean =>
  software || target.split('+')[0]?.split('-').at(-1) === HOST_DEVICE;

/** What a device costs beside the reference, in sentences: the verdict with its figures, or what is missing for one. Pure. */
import { groupedBy } from '../../../results/grouped.ts';
import { savingShown, threeDigits } from '../../format.ts';
import { isReferenceOf } from '../../race/comparison.ts';
import type { ReferenceRow, Report, ReportRow } from '../../report/schema.ts';
import { executionText } from '../../rows/software.ts';
import type { Verdict } from '../../spread/verdict.ts';
import { otherWayText } from './other-way.ts';
import { lackText } from './row-lacks.ts';
import { reachOf, rowsSpanText, workloadText } from './work-text.ts';

export type Judging = Pick<Report, 'reference' | 'referenceRows' | 'runs'>;

type Judged = { readonly row: ReportRow; readonly saving: Extract<ReportRow['saving'], { available: true }> };

const VERDICTS: Readonly<Record<Verdict, string>> = {
  cheaper: 'cheaper than',
  dearer: 'dearer than',
  'not separable': 'not separable in cost from',
  'no interval': 'not judged beside',
};

/**
 * `rows`: of one device by one software. Several workloads in one sentence, then the largest of those of which no verdict can be
 * given, with what is missing. None where no row has a saving.
 */
export function moneySentences(rows: readonly ReportRow[], report: Judging): string[] {
  const all = rows.flatMap((row): Judged[] => (row.saving.available ? [{ row, saving: row.saving }] : []));
  const judged = all.filter(({ saving }) => saving.verdict !== 'no interval');
  const open = all
    .filter(({ saving }) => saving.verdict === 'no interval')
    .toSorted((a, b) => reachOf(b.row.workload) - reachOf(a.row.workload));
  const [single, second] = judged;
  if (single === undefined) return noVerdictTexts(open, report);
  const first = second === undefined ? verdictText(single, report) : verdictsText(judged, all.length, report);
  return [`${first}${scopeText(judged, report)}`, ...noVerdictTexts(open, report)];
}

/** `NVIDIA H20 by ONNX Runtime WebGPU, float32, is cheaper than NVIDIA H800 (measured) on …: saving 20 % (10 to 30 %).` */
function verdictText({ row, saving }: Judged, report: Judging): string {
  const what = `${nameOf(row)}, is ${VERDICTS[saving.verdict]} ${referenceText({ row, saving }, report)}`;
  return `${what} on ${workloadText(row.workload)}: ${amountText(saving)}.`;
}

/** `…, is cheaper than NVIDIA H800 (measured) on 2 of 3 workloads (at 128 to 256 rows per expert), and not separable in cost from …` */
function verdictsText(judged: readonly Judged[], workloads: number, report: Judging): string {
  const kinds = groupedBy(judged, row => `${VERDICTS[row.saving.verdict]} ${referenceText(row, report)}`);
  const parts = [...kinds].map(
    ([kind, of]) =>
      `${kind} on ${shareText(of.length, workloads)} workloads (at ${rowsSpanText(of.map(({ row }) => row.workload))})`,
  );
  const row = judged[0]?.row;
  const dtypes = [...new Set(judged.map(({ row: { workload } }) => workload.dtype))].join(' and ');
  return row === undefined ? '' : `${executionText(row.device.name, row.ran, dtypes)}, is ${parts.join(', and ')}.`;
}

/** The figures without a verdict: what is seen, the rent at which nothing is saved, and what is missing. */
function noVerdictTexts([widest, ...more]: readonly Judged[], report: Judging): string[] {
  if (widest === undefined) return [];
  const { row, saving } = widest;
  const what = `${nameOf(row)}, beside ${referenceText(widest, report)} on ${workloadText(row.workload)}`;
  const evenRent = `${threeDigits(saving.breakEvenPerHour)} ${saving.referencePrice.currency} an hour`;
  const lacks = [...new Set(saving.lacks.map(lackText))].join('; ');
  const rest =
    more.length === 0 ? '' : ` So it is on ${more.length} more workload${more.length === 1 ? '' : 's'}: see below.`;
  return [`${what}: ${amountText(saving)}, break-even rent ${evenRent}. No verdict, because ${lacks}.${rest}`];
}

/** Where nothing says how boards and nights differ, the sentence is of these alone. */
function scopeText(judged: readonly Judged[], report: Judging): string {
  const alone = judged.filter(({ saving }) => saving.scope === 'boards').map(({ row }) => row);
  if (alone.length === 0) return '';
  const references = alone.flatMap(row => referencesOf(row, report));
  const ran = report.runs.filter(({ id, machine }) => alone.some(row => row.run === id && row.machine === machine));
  const boards = [...new Set([...alone, ...references].flatMap(row => ('board' in row ? [row.board] : row.boards)))];
  const days = [
    ...new Set([...ran.map(({ startedAt }) => startedAt.slice(0, 10)), ...references.flatMap(({ days }) => days)]),
  ];
  return ` That is of these boards alone (${boards.join(', ')}; ${days.join(', ')}): nothing is known here of how boards and nights differ.`;
}

const nameOf = ({ device, ran, workload }: ReportRow): string => executionText(device.name, ran, workload.dtype);

/** `NVIDIA H800 (measured on 2 boards, by PyTorch 2.13, eager)`: by what it ran where that is not what the row ran by. */
function referenceText({ row, saving: { basis } }: Judged, report: Judging): string {
  const references = referencesOf(row, report);
  const boards = new Set(references.flatMap(reference => reference.boards)).size;
  const ways = references.map(reference => otherWayText(row, reference)).join('');
  return `${report.reference.name} (${basis}${boards > 1 ? ` on ${boards} boards` : ''}${ways})`;
}

const referencesOf = (row: ReportRow, { referenceRows }: Judging): readonly ReferenceRow[] =>
  referenceRows.filter(reference => isReferenceOf(reference, row));

function amountText(saving: Judged['saving']): string {
  const { main, spread } = savingShown(saving);
  return `${saving.point >= -1 ? `saving ${main}` : main} (${spread})`;
}

function shareText(many: number, all: number): string {
  if (many < all) return `${many} of ${all}`;
  return all === 2 ? 'both' : `all ${all}`;
}

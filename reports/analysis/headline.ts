/** The answer in short sentences: what it costs beside the reference, how fast it ran, and what went wrong. */
import { PARTS } from '../../suites/workload.ts';
import { decimalUnit, PERCENT, pointText, savingShown, shown, spreadText, threeDigits, timeUnit } from '../format.ts';
import { lackText } from './lack.ts';
import { ranText, sameRan, whatRan } from './ran.ts';
import type { Failure, ReferenceRow, Report, ReportRow } from './schema.ts';
import type { Verdict } from './verdict.ts';
import { isComparable } from './work.ts';
import { workloadText } from './work-text.ts';

type Ingredients = Pick<Report, 'rows' | 'referenceRows' | 'failures' | 'skips' | 'reference' | 'unread'>;

/** The reference rows that a row stands beside. */
type Beside = (row: ReportRow) => readonly ReferenceRow[];

/** A few sentences: money per target, speed per target, then what is missing. */
export function headline(report: Ingredients): string[] {
  if (report.rows.length === 0) return ['Nothing was measured, so nothing can be compared.', ...troubles(report)];
  const targets = new Map<string, ReportRow[]>();
  for (const row of report.rows) {
    const key = `${row.machine}/${row.target}/${ranText(row.ran)}`;
    targets.set(key, [...(targets.get(key) ?? []), row]);
  }
  const perTarget = [...targets.values()];
  const beside: Beside = ({ workload, ran }) =>
    report.referenceRows.filter(
      row => isComparable(row.workload, workload) && row.besides.some(other => sameRan(other, ran)),
    );
  const money = perTarget.flatMap(rows => moneySentences(rows, report.reference, beside));
  return [
    ...(money.length > 0 ? money : [`No saving can be stated beside ${report.reference.name}.`]),
    ...perTarget.map(rows => speedSentence(rows, report.reference.name)),
    ...noMoneySentence(perTarget),
    ...troubles(report),
  ];
}

type Judged = { readonly row: ReportRow; readonly saving: Extract<ReportRow['saving'], { available: true }> };

/** Several workloads of one device in one sentence, then each of which no verdict can be given, with what is missing. */
function moneySentences(rows: readonly ReportRow[], reference: Report['reference'], beside: Beside): string[] {
  const judged = rows.flatMap((row): Judged[] => (row.saving.available ? [{ row, saving: row.saving }] : []));
  const [first] = judged;
  if (first === undefined) return [];
  const open = judged
    .filter(({ saving }) => saving.verdict === 'no interval')
    .toSorted((a, b) => reachOf(b.row) - reachOf(a.row));
  const [widest, ...more] = open;
  const missing =
    widest === undefined
      ? []
      : [
          `${noVerdictText(widest, reference.name)}${more.length === 0 ? '' : ` So it is on ${count(more.length, 'more workload')}: see below.`}`,
        ];
  const shown = judged.filter(({ saving }) => saving.verdict !== 'no interval');
  const [single, second] = shown;
  if (single === undefined) return missing;
  if (second === undefined) return [verdictText(single, reference.name, beside), ...missing];
  const kinds = new Map<string, Judged[]>();
  for (const one of shown) {
    const key = `${VERDICTS[one.saving.verdict]} ${reference.name} (${one.saving.basis})`;
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  const parts = [...kinds].map(([text, all]) => `${text} on ${shareText(all.length, judged.length)} workloads`);
  const dtypes = [...new Set(shown.map(({ row }) => row.workload.dtype))].join(' and ');
  return [
    `${whatRan(first.row.device.name, first.row.ran, dtypes)}, is ${parts.join(', and ')}.${scopeText(shown, beside)}`,
    ...missing,
  ];
}

/** `NVIDIA H20 by ONNX Runtime WebGPU, float32, is cheaper than NVIDIA H800 (measured) on …: saving 20 % (10 to 30 %).` */
function verdictText({ row, saving }: Judged, referenceName: string, beside: Beside): string {
  const { main, spread } = savingShown(saving);
  const amount = saving.point >= -1 ? `saving ${main}` : main;
  const what = `${whatRan(row.device.name, row.ran, row.workload.dtype)}, is ${VERDICTS[saving.verdict]} ${referenceName} (${saving.basis})`;
  return `${what} on ${workloadText(row.workload)}: ${amount} (${spread}).${scopeText([{ row, saving }], beside)}`;
}

/** The figures without a verdict: what is seen, the rent at which nothing is saved, and what is missing. */
function noVerdictText({ row, saving }: Judged, referenceName: string): string {
  const { main, spread } = savingShown(saving);
  const amount = saving.point >= -1 ? `saving ${main}` : main;
  const what = `${whatRan(row.device.name, row.ran, row.workload.dtype)}, beside ${referenceName} (${saving.basis})`;
  const evenRent = `${threeDigits(saving.breakEvenPerHour)} ${saving.referencePrice.currency} an hour`;
  const lacks = [...new Set(saving.lacks.map(lackText))].join('; ');
  return `${what} on ${workloadText(row.workload)}: ${amount} (${spread}), break-even rent ${evenRent}. No verdict, because ${lacks}.`;
}

/** Where nothing says how boards and nights differ, the sentence is of these alone. */
function scopeText(judged: readonly Judged[], beside: Beside): string {
  const alone = judged.filter(({ saving }) => saving.scope === 'boards');
  if (alone.length === 0) return '';
  const references = alone.flatMap(({ row }) => beside(row));
  const boards = [...new Set([...alone.map(({ row }) => row.board), ...references.flatMap(row => row.boards)])];
  const days = [...new Set(references.flatMap(row => row.days))];
  return ` That is of these boards alone (${boards.join(', ')}), as they were in these runs${days.length === 0 ? '' : ` (reference: ${days.join(', ')})`}: nothing is known here of how boards and nights differ.`;
}

const shareText = (many: number, all: number): string => {
  if (many < all) return `${many} of ${all}`;
  return all === 2 ? 'both' : `all ${all}`;
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  cheaper: 'cheaper than',
  dearer: 'dearer than',
  'not separable': 'not separable in cost from',
  'no interval': 'not judged beside',
};

function speedSentence(rows: readonly ReportRow[], referenceName: string): string {
  const [any] = rows;
  const [row] = rows
    .filter(candidate => candidate.stepMs.available)
    .toSorted((a, b) => reachOf(b) - reachOf(a) || b.workload.flopsPerStep - a.workload.flopsPerStep);
  if (any === undefined) return '';
  if (row === undefined || !row.stepMs.available) {
    return `${whatRan(any.device.name, any.ran, any.workload.dtype)} (${any.target}): no speed, because its results ${any.status === 'invalid' ? 'cannot be true' : 'disagree'}.`;
  }
  const { main, spread } = shown(row.stepMs, timeUnit(row.stepMs.point));
  const rate = row.flopsPerSecond;
  const facts = [
    ...(rate.available ? [pointText(rate.point, decimalUnit(rate.point, 'FLOP/s'))] : []),
    ...relativeText(row, referenceName),
  ];
  return `${whatRan(row.device.name, row.ran, row.workload.dtype)} (${row.target}) takes ${main} (${spread}) for ${workloadText(row.workload)}: ${facts.join(', ')}.`;
}

/** How much of training a row is: a whole step says more than a block, a block more than a layer. */
const reachOf = ({ workload: { part } }: ReportRow): number => PARTS.indexOf(part);

function relativeText({ relative }: ReportRow, referenceName: string): string[] {
  if (!relative.available) return [relative.reason];
  const { point, low, high, basis } = relative;
  const share =
    point >= 1
      ? `${threeDigits(point)} times (${threeDigits(low)} to ${threeDigits(high)})`
      : `${pointText(point, PERCENT)} (${spreadText(relative, PERCENT)}) of`;
  return [
    `${share} ${basis === 'sibling' ? `the speed of ${referenceName} by its sibling` : `the ${basis} speed of ${referenceName}`}`,
  ];
}

function noMoneySentence(perTarget: readonly (readonly ReportRow[])[]): string[] {
  const reasons = perTarget
    .filter(rows => rows.every(({ saving }) => !saving.available))
    .flatMap(rows => rows.slice(0, 1))
    .flatMap(({ saving }) => (saving.available ? [] : [sentence(saving.reason)]));
  return [...new Set(reasons)];
}

function troubles({ rows, failures, skips, unread }: Ingredients): string[] {
  const mismatches = rows.filter(row => row.status === 'mismatch').length;
  const invalid = rows.filter(row => row.status === 'invalid').length;
  const ofRuns = failures.filter(({ code, stage }) => code !== 'invalid' && stage !== 'report');
  const cellsWith = (unsupported: boolean) =>
    ofRuns
      .filter(({ code }) => (code === 'unsupported') === unsupported)
      .reduce((total, one) => total + cellsOf(one), 0);
  const [cells, refused] = [cellsWith(false), cellsWith(true)];
  const parts = [
    ...(invalid > 0 ? [`${count(invalid, 'row')} left without speed and cost, because a physics check fails`] : []),
    ...(mismatches > 0 ? [`${count(mismatches, 'row')} left without speed and cost, because results disagree`] : []),
    ...(cells > 0 ? [`${count(cells, 'cell')} failed`] : []),
    ...(refused > 0 ? [`${refused} not supported`] : []),
    ...(skips.length > 0 ? [`${skips.length} skipped`] : []),
    ...(unread.length > 0 ? [`${count(unread.length, 'record')} could not be read`] : []),
  ];
  return parts.length === 0 ? [] : [`${sentence(parts.join('; ')).slice(0, -1)}: see below.`];
}

const cellsOf = ({ rounds }: Failure): number => rounds.length;

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;

/** First letter large, one full stop. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

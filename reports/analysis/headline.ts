/** The answer in short sentences: what it costs beside the reference, how fast it ran, and what went wrong. */
import { decimalUnit, PER_UNIT, PERCENT, pointText, spreadText, threeDigits, timeUnit } from '../format.ts';
import type { Failure, Report, ReportRow, WorkloadRef } from './schema.ts';

type Ingredients = Pick<Report, 'rows' | 'failures' | 'skips' | 'reference' | 'unread'>;

/** At most a handful of sentences: money per target, speed per target, then what is missing. */
export function headline(report: Ingredients): string[] {
  if (report.rows.length === 0) return ['Nothing was measured, so nothing can be compared.', ...troubles(report)];
  const targets = new Map<string, ReportRow[]>();
  for (const row of report.rows) {
    const key = `${row.machine}/${row.target}`;
    targets.set(key, [...(targets.get(key) ?? []), row]);
  }
  const perTarget = [...targets.values()];
  return [
    ...perTarget.flatMap(rows => moneySentence(rows, report.reference.name)),
    ...perTarget.map(rows => speedSentence(rows, report.reference.name)),
    ...noMoneySentence(perTarget),
    ...troubles(report),
  ];
}

/** `ling-lite forward-backward float32, 4,096 tokens, balanced`: a workload as a person says it. */
export function workloadText(workload: WorkloadRef): string {
  const { model, pass, dtype, tokens, routing } = workload;
  return `${model ?? workload.id}, ${pass}, ${dtype}, ${tokens.toLocaleString('en-US')} tokens, ${routing}`;
}

function moneySentence(rows: readonly ReportRow[], referenceName: string): string[] {
  const savings = rows.flatMap(({ saving, workload }) => (saving.available ? [{ saving, workload }] : []));
  const [first] = savings;
  const [row] = rows;
  if (first === undefined || row === undefined) return [];
  const verdicts = (['cheaper', 'dearer', 'not separable'] as const)
    .map(verdict => ({ verdict, count: savings.filter(({ saving }) => saving.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  if (savings.length === 1) {
    const { saving } = first;
    const { verdict } = saving;
    const said = verdict === 'not separable' ? 'not separable in cost from' : `${verdict} than`;
    return [
      `${row.device.name} is ${said} ${referenceName} on ${workloadText(first.workload)}: saving ${pointText(saving.point, PERCENT)} (${spreadText(saving, PERCENT)}), the reference ${saving.basis}.`,
    ];
  }
  const counts = verdicts.map(({ verdict, count }) => `${verdict} on ${count}`).join(', ');
  return [
    `${row.device.name}, beside ${referenceName} (${first.saving.basis}), over ${savings.length} workloads: ${counts}.`,
  ];
}

function speedSentence(rows: readonly ReportRow[], referenceName: string): string {
  const [any] = rows;
  const [row] = rows
    .filter(candidate => candidate.stepMs.available)
    .toSorted((a, b) => b.workload.flopsPerStep - a.workload.flopsPerStep);
  if (any === undefined) return '';
  if (row === undefined || !row.stepMs.available) {
    return `${any.device.name} (${any.target}): no speed, because its results disagree.`;
  }
  const time = timeUnit(row.stepMs.point);
  const rate = row.flopsPerSecond;
  const flops = rate.available ? `, ${pointText(rate.point, decimalUnit(rate.point, 'FLOP/s'))}` : '';
  const beside = row.relative.available
    ? ` That is ${relativeText(row)} the speed of ${referenceName}, ${row.relative.basis}.`
    : '';
  return `${row.device.name} (${row.target}) takes ${pointText(row.stepMs.point, time)} (${spreadText(row.stepMs, time)}) for a step of ${workloadText(row.workload)}${flops}.${beside}`;
}

function relativeText({ relative }: ReportRow): string {
  if (!relative.available) return '';
  const { point, low, high } = relative;
  if (point >= 1) return `${pointText(point, PER_UNIT)} (${threeDigits(low)} to ${threeDigits(high)}) times`;
  return `${pointText(point, PERCENT)} (${spreadText(relative, PERCENT)}) of`;
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
  const cells = failures.filter(({ stage }) => stage !== 'report').reduce((total, one) => total + cellsOf(one), 0);
  const parts = [
    ...(mismatches > 0 ? [`${count(mismatches, 'row')} left without speed and cost, because results disagree`] : []),
    ...(cells > 0 ? [`${count(cells, 'cell')} failed`] : []),
    ...(skips.length > 0 ? [`${skips.length} skipped`] : []),
    ...(unread.length > 0 ? [`${count(unread.length, 'record')} could not be read`] : []),
  ];
  return parts.length === 0 ? [] : [`${sentence(parts.join('; ')).slice(0, -1)}: see below.`];
}

const cellsOf = ({ rounds }: Failure): number => rounds.length;

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;

/** First letter large, one full stop. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

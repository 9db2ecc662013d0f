/** Three small charts of the work that a report leads with: speed, energy, memory. None of what nobody measured. */

import { leadingRows, leadingWork } from '../report/answer.ts';
import type { ReferenceRow, Report, ReportRow, WorkloadRef } from '../report/schema.ts';
import { isNamed } from '../rows/software.ts';
import { isComparable } from '../rows/work.ts';
import type { Language } from '../words/language.ts';
import { CHART_WORDS } from '../words/pages/charts.ts';
import { OVERVIEW_WORDS } from '../words/pages/overview/overview.ts';
import { deviceNames } from '../words/names/device-name.ts';
import type { DrawnPlot, Mark } from './plot.ts';

const BYTES_PER_GB = 1e9;

export function leadingWorkPlots(report: Report, language: Language = 'en'): readonly DrawnPlot<'dots'>[] {
  const work = leadingWork(report);
  if (work === null) return [];
  const words = OVERVIEW_WORDS[language].small;
  const rows = leadingRows(report, work);
  const labelOf = labels(rows, report, language);
  const speeds = rows.flatMap(row => markOf(labelOf(row), row.tokensPerSecond));
  const charts = [
    {
      ...{ id: 'leading-speed', title: words.speed, axis: words.speedAxis },
      marks: speeds.length === 0 ? [] : [...speeds, ...referenceMarks(report, work, language)],
    },
    {
      ...{ id: 'leading-energy', title: words.energy, axis: words.energyAxis },
      marks: rows.flatMap(row => markOf(labelOf(row), row.energyKWhPerTrillionTokens)),
    },
    {
      ...{ id: 'leading-memory', title: words.memory, axis: words.memoryAxis },
      marks: rows.flatMap(row => memoryMark(row, labelOf(row), words.hostMemory)),
    },
  ];
  return charts
    .filter(({ marks }) => marks.length > 0)
    .map(({ id, title, axis, marks }) => ({
      ...{ id, title, axis, language, caption: [] },
      drawn: true,
      kind: 'dots',
      groups: [{ label: title, marks }],
    }));
}

/** The strategy is said where a device has several rows. */
function labels(rows: readonly ReportRow[], report: Report, language: Language): (row: ReportRow) => string {
  const nameOf = deviceNames(report.rows, language);
  return row => {
    const name = nameOf(row);
    const same = rows.filter(other => nameOf(other) === name);
    if (same.length < 2) return name;
    const { runner, provider, strategy } = row.ran;
    return [name, provider ?? runner, ...(isNamed(strategy) ? [strategy] : [])].join(' · ');
  };
}

/** The reference as a mark of its own, unless it was measured: then it is among the rows already. */
function referenceMarks({ reference, referenceRows }: Report, work: WorkloadRef, language: Language): readonly Mark[] {
  const rows = referenceRows.filter(({ workload, basis }) => basis !== 'measured' && isComparable(workload, work));
  const marks = rows.flatMap((row: ReferenceRow) =>
    markOf(`${reference.name} · ${CHART_WORDS[language].reference}`, row.tokensPerSecond, row.basis),
  );
  return [...new Map(marks.map(mark => [JSON.stringify(mark), mark])).values()];
}

type Figure = { readonly available: false } | ({ readonly available: true } & Pick<Mark, 'point' | 'low' | 'high'>);

const markOf = (label: string, figure: Figure, basis: Mark['basis'] = 'measured'): readonly Mark[] =>
  figure.available ? [{ label, basis, point: figure.point, low: figure.low, high: figure.high }] : [];

/** Of the device where it was read, else of the host, and said to be. */
function memoryMark(
  { peakDeviceBytes, peakHostBytes }: ReportRow,
  label: string,
  onHost: (device: string) => string,
): readonly Mark[] {
  const reading = peakDeviceBytes.available ? peakDeviceBytes : peakHostBytes;
  if (!reading.available) return [];
  const gigabytes = reading.value / BYTES_PER_GB;
  const name = peakDeviceBytes.available ? label : onHost(label);
  return [{ label: name, basis: 'measured', point: gigabytes, low: gigabytes, high: gigabytes }];
}

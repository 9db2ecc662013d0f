/** Three small charts of the work that a report leads with: speed, energy, memory. None of what nobody measured. */
import { leadingRows, leadingWork } from '../report/answer.ts';
import type { Report, ReportRow } from '../report/schema.ts';
import { isComparable } from '../rows/work.ts';
import type { Language } from '../words/language.ts';
import { OVERVIEW_WORDS } from '../words/pages/overview/overview.ts';
import type { DrawnPlot, Mark, Plot } from './plot.ts';
import { throughput } from './plots.ts';
import { energyPerToken } from './rows/energy.ts';
import { rowNames } from './rows/names.ts';

const BYTES_PER_GB = 1e9;

export function leadingWorkPlots(report: Report, language: Language = 'en'): readonly DrawnPlot<'dots'>[] {
  const work = leadingWork(report);
  if (work === null) return [];
  const words = OVERVIEW_WORDS[language].small;
  const leading: Report = {
    ...report,
    rows: [...leadingRows(report, work)],
    referenceRows: report.referenceRows.filter(({ workload }) => isComparable(workload, work)),
  };
  return [
    withAxis(named(throughput(leading, language), 'leading-speed', words.speed), words.speedAxis),
    named(energyPerToken(leading, language), 'leading-energy', words.energy),
    peakMemory(leading, language),
  ].flatMap(plot => plot ?? []);
}

const withAxis = (plot: DrawnPlot<'dots'> | null, axis: string): DrawnPlot<'dots'> | null =>
  plot === null ? null : { ...plot, axis };

/** Three stand in a row: the heading is the figure, and the work is named above them. */
function named(plot: Plot, id: string, title: string): DrawnPlot<'dots'> | null {
  if (!plot.drawn || plot.kind !== 'dots') return null;
  const marks = plot.groups.flatMap(({ marks }) => marks);
  return marks.length === 0 ? null : { ...plot, id, title, groups: [{ label: title, marks }] };
}

function peakMemory(report: Report, language: Language): DrawnPlot<'dots'> | null {
  const words = OVERVIEW_WORDS[language].small;
  const { lane } = rowNames(report, language);
  const marks = report.rows.flatMap(row => memoryMark(row, lane(row), words.hostMemory));
  if (marks.length === 0) return null;
  const title = words.memory[whoseMemory(report.rows)];
  return {
    ...{ id: 'leading-memory', title, axis: words.memoryAxis, language, caption: [] },
    drawn: true,
    kind: 'dots',
    groups: [{ label: title, marks }],
  };
}

function whoseMemory(rows: readonly ReportRow[]): 'device' | 'host' | 'both' {
  const onDevice = rows.some(({ peakDeviceBytes }) => peakDeviceBytes.available);
  const onHost = rows.some(
    ({ peakDeviceBytes, peakHostBytes }) => !peakDeviceBytes.available && peakHostBytes.available,
  );
  if (onDevice && onHost) return 'both';
  return onDevice ? 'device' : 'host';
}

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

/** The charts of one workload: those of a report that has this work alone. An id names a file, so it bears the work's address. */
import type { Plot } from '../../charts/plot.ts';
import { throughput } from '../../charts/plots.ts';
import { energyPerToken } from '../../charts/rows/energy.ts';
import { memoryAccount } from '../../charts/rows/memory.ts';
import { type RoofChip, rooflinePlot } from '../../charts/rows/roofline.ts';
import { stepTimes } from '../../charts/rows/step-times.ts';
import { lossCurves, timeByPart } from '../../charts/training.ts';
import type { Report } from '../../report/schema.ts';
import { isComparable } from '../../rows/work.ts';
import type { Language } from '../../words/language.ts';
import type { Work } from './work.ts';

type Maker = (report: Report, chips: readonly RoofChip[], language: Language) => Plot;

/** In the order of the page. */
const MAKERS: readonly Maker[] = [
  (report, _, language) => throughput(report, language),
  (report, chips, language) => rooflinePlot(report, report.rows, chips, language),
  (report, _, language) => timeByPart(report, language),
  (report, _, language) => stepTimes(report, report.rows, language),
  (report, _, language) => memoryAccount(report, language),
  (report, _, language) => energyPerToken(report, language),
  (report, _, language) => lossCurves(report, language),
];

/** Those with something to show. */
export function plotsOfWork(report: Report, work: Work, chips: readonly RoofChip[], language: Language): Plot[] {
  const referenceRows = report.referenceRows.filter(({ workload }) => isComparable(workload, work.workload));
  const alone = { ...report, rows: [...work.rows], referenceRows };
  return MAKERS.map(make => make(alone, chips, language))
    .filter(plot => plot.drawn)
    .map(plot => ({ ...plot, id: `${work.slug}-${plot.id}` }));
}

/** The charts of one work: a report with the rows of that work alone. In the order of its page; what has nothing to show is left out. */
import type { Report } from '../report/schema.ts';
import type { Language } from '../words/language.ts';
import type { DrawnPlot, Plot } from './plot.ts';
import { cost, throughput } from './plots.ts';
import { energyPerToken } from './rows/energy.ts';
import { memoryAccount } from './rows/memory.ts';
import { type RoofChip, rooflinePlot } from './rows/roofline.ts';
import { type RowSamples, rowHistogram } from './rows/step-histogram.ts';
import { stepTimes } from './rows/step-times.ts';
import { lossCurves, timeByPart } from './training.ts';

/** `chips`: whose data sheets give the dashed roofs. Ids are those of a site with one work: a page puts its slug before them. */
export function workPlots(
  report: Report,
  chips: readonly RoofChip[],
  language: Language = 'en',
  samples: readonly RowSamples[] = [],
): DrawnPlot[] {
  const plots: readonly Plot[] = [
    throughput(report, language),
    cost(report, language),
    rooflinePlot(report, report.rows, chips, language),
    timeByPart(report, language),
    stepTimes(report, report.rows, language),
    rowHistogram(report, samples, language),
    memoryAccount(report, language),
    energyPerToken(report, language),
    lossCurves(report, language),
  ];
  return plots.filter(plot => plot.drawn);
}

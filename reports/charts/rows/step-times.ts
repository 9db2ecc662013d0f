/** How step times are distributed: round by round from what a record keeps, in bins where there are samples. */
import { timeUnit, type Unit } from '../../format.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import type { Group, Plot } from '../plot.ts';
import { rowNames } from './names.ts';

/** The rows of one work: a group a row, a mark a round. */
export function stepTimes(
  report: Report,
  rows: readonly ReportRow[],
  language: Language = 'en',
  id = 'step-times',
): Plot {
  const words = PLOT_WORDS[language];
  const names = rowNames(report, language);
  const timed = rows.filter(({ rounds }) => rounds.length > 0);
  if (timed.length === 0) return { id, title: words.stepTimes, drawn: false, reason: words.noStepTimes };
  const unit = timeUnit(Math.max(...timed.flatMap(({ rounds }) => rounds.map(({ p95Ms }) => p95Ms))));
  return {
    id,
    title: words.stepTimes,
    drawn: true,
    language,
    kind: 'dots',
    axis: words.stepTimesAxis(unit.symbol),
    groups: timed.map(row => groupOf(row, names.lane(row), unit, words.round)),
    caption: [words.stepTimesCaption],
  };
}

const groupOf = ({ rounds }: ReportRow, label: string, { factor }: Unit, name: (round: number) => string): Group => ({
  label,
  marks: rounds.map(({ round, medianMs, p05Ms, p95Ms }) => ({
    label: name(round),
    basis: 'measured',
    point: medianMs * factor,
    low: p05Ms * factor,
    high: p95Ms * factor,
  })),
});

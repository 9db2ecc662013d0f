/** The chart of relative cost in the text of a command. */
import type { RatioMark } from '../../../../reports/charts/plot.ts';
import type { Screen, Section } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { charsetOf } from './charset.ts';
import { ratioChart } from './ratio-chart.ts';

/** Whole or not at all: half a chart misleads. None of fewer than two marks. */
export function costChart(title: string, marks: readonly RatioMark[], { columns, language = 'en' }: Screen): Section {
  const charset = charsetOf(process.env);
  const lines = marks.length < 2 ? [] : ratioChart({ marks, columns, charset, language });
  return {
    heading: hanging(title, columns),
    entries: lines.map(line => [line]),
    shown: 'all-or-none',
    name: 'chart',
  };
}

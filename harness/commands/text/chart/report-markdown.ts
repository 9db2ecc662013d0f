/** The answer of a report for a pull request or a chat, as Markdown: the sentences, the chart as text, the table behind it. Pure. */
import { tableOf } from '../../../../reports/charts/configuration.ts';
import { besideEqual } from '../../../../reports/charts/drawing/numbers.ts';
import type { PlotCell } from '../../../../reports/charts/kind.ts';
import { relativeCost } from '../../../../reports/charts/relative-cost.ts';
import { fourDigits } from '../../../../reports/format.ts';
import { markdownHead, markdownRow, markdownText } from '../../../../reports/outputs/markdown.ts';
import { answerOf } from '../../../../reports/report/answer.ts';
import type { Report } from '../../../../reports/report/schema.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { answerLines, answerText } from '../../../../reports/words/report/answer-text.ts';
import { ratioChart } from './ratio-chart.ts';

/** Code in a comment is shown without a scroll bar up to about so many columns. */
const COLUMNS = 78;

export function reportMarkdown(report: Report, language: Language): string {
  const answer = answerOf(report);
  const plot = relativeCost(report, language);
  const { above, below } = answerLines(answer, report, language);
  const lines = [`## ${markdownText(answerText(answer, report, language))}`, ...[...above, ...below].map(markdownText)];
  if (plot === null) return `${lines.join('\n\n')}\n`;
  const marks = plot.groups.flatMap(group => group.marks);
  const chart = ratioChart({ marks, columns: COLUMNS, charset: 'unicode', language });
  const { columns, rows, equal } = tableOf(plot);
  const cellText = (cell: PlotCell): string =>
    markdownText(typeof cell === 'number' ? besideEqual(cell, equal, fourDigits) : (cell ?? ''));
  const table = markdownHead(columns.map(markdownText)) + rows.map(row => markdownRow(row.map(cellText))).join('');
  const caption = plot.caption.map(markdownText);
  return `${[...lines, `**${markdownText(plot.title)}** (${markdownText(plot.axis)})`, codeBlock(chart), table, ...caption].join('\n\n').trimEnd()}\n`;
}

/** A fence longer than any run of backticks in it: CommonMark 0.31, 4.5. Names of devices are a stranger's. */
function codeBlock(lines: readonly string[]): string {
  const longest = Math.max(2, ...[...lines.join('\n').matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}

/** The page: the answer first, then one table, the charts, what it rests on, and the way to every number behind it. */

import type { Plot } from '../charts/plot.ts';
import { plotsOf } from '../charts/plots.ts';
import { TRAINING_COST } from '../charts/training-cost.ts';
import type { Report } from '../report/schema.ts';
import { headline } from '../words/report/report-headline.ts';
import { rowDetails } from './details.ts';
import { plotFigure } from './figure.ts';
import { assumptionList, failureList, rooflineTable, skipList } from './grounds.ts';
import { type Html, html, jsonScript } from './html.ts';
import { knownCostsBody, knownCostsTitle } from './known-costs.ts';
import { methodParagraph } from './method.ts';
import { resultTable } from './table.ts';

/** The whole document. Pure: the same report gives the same bytes. */
export function indexPage(report: Report): string {
  const [lead, ...rest] = headline(report);
  const plots = plotsOf(report);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>moebench: Mixture-of-Experts training beside ${report.reference.name}</title>
<link rel="stylesheet" href="site.css">
<script src="page.js" defer></script>
</head>
<body>
<header>
<p class="name">moebench</p>
<p class="quiet">Reference ${report.reference.name}${report.asOf === null ? '' : `, as of ${report.asOf.slice(0, 10)}`}</p>
</header>
<main>
<section class="answer">
<h1>${lead ?? ''}</h1>
${rest.map(sentence => html`<p>${sentence}</p>`)}
</section>
${knownCostsSection(report, plots)}
${report.rows.length === 0 ? null : section(report.knownCosts.available ? 'Measured here' : 'Results', resultTable(report))}
${plots.filter(({ id }) => id !== TRAINING_COST).map(chartSection)}
${section('What it rests on', assumptionList(report))}
${section('What failed', failureList(report))}
${section('What was left out', skipList(report))}
${report.rows.length === 0 ? null : section('Each row, and the command to run it again', rowDetails(report))}
${section("The machine's own matmuls", rooflineTable(report))}
${section('Method', methodParagraph())}
${section('Data', dataLinks(report))}
</main>
${jsonScript('plots', plots)}
</body>
</html>
`;
  return page.html;
}

/** Where a run's record lies in the site. */
export function recordFile({ machine, id }: Pick<Report['runs'][number], 'machine' | 'id'>): string {
  return `records/${[machine, id].map(fileName).join('--')}.jsonl`;
}

const fileName = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');

function section(title: string, body: Html): Html {
  return html`<section>
<h2>${title}</h2>
${body}
</section>
`;
}

/** Apart from everything measured, under a title that says so; none where a saving was measured or no model was asked for. */
function knownCostsSection({ knownCosts }: Report, plots: readonly Plot[]): Html | null {
  const body = knownCostsBody(
    knownCosts,
    plots.find(({ id }) => id === TRAINING_COST),
  );
  return body === null ? null : section(knownCostsTitle(knownCosts), body);
}

const chartSection = (plot: Plot): Html => section(plot.title, plotFigure(plot));

function dataLinks(report: Report): Html {
  return html`<p><a href="report.json">report.json</a> holds every figure of this page; <a href="rows.csv">rows.csv</a> the rows as a table.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Run</th><th scope="col">Machine</th><th scope="col">Started</th><th scope="col">Suite</th><th scope="col">Sealed</th><th scope="col">Imported</th><th scope="col">Command</th></tr></thead>
<tbody>${report.runs
    .filter(({ used }) => used)
    .map(
      run => html`<tr><td><a href="${recordFile(run)}">${run.id}</a></td><td>${run.machine}</td><td>${run.startedAt}</td><td>${run.suite}</td><td>${run.damaged === null ? (run.sealed ? 'yes' : 'no') : 'damaged'}</td><td>${run.imported ? 'yes' : 'no'}</td><td><code>${run.command}</code></td></tr>
`,
    )}</tbody>
</table></div>`;
}

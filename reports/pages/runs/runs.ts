/** Every run that the report uses, with its record. */
import type { Report } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { type Html, html } from '../frame/html.ts';
import { type Place, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { SiteData } from '../site-data.ts';
import { recordFile } from './record-file.ts';

export function runPages({ report }: SiteData, language: Language): readonly SitePage[] {
  const title = 'Runs';
  const path = SECTION_PATHS.runs;
  const body = html`<h1>${title}</h1>
${section('data', 'Data', dataLinks(report, placeOf(path, language)))}`;
  return [{ path, section: 'runs', title, summary: title, body, plots: [], data: {}, scripts: ['page'] }];
}

function dataLinks(report: Report, { root }: Place): Html {
  return html`<p><a href="${root}report.json">report.json</a> holds every figure of this page; <a href="${root}rows.csv">rows.csv</a> the rows as a table.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Run</th><th scope="col">Machine</th><th scope="col">Started</th><th scope="col">Suite</th><th scope="col">Sealed</th><th scope="col">Imported</th><th scope="col">Command</th></tr></thead>
<tbody>${report.runs
    .filter(({ used }) => used)
    .map(
      run => html`<tr><td><a href="${root}${recordFile(run)}">${run.id}</a></td><td>${run.machine}</td><td>${run.startedAt}</td><td>${run.suite}</td><td>${run.damaged === null ? (run.sealed ? 'yes' : 'no') : 'damaged'}</td><td>${run.imported ? 'yes' : 'no'}</td><td><code>${run.command}</code></td></tr>
`,
    )}</tbody>
</table></div>`;
}

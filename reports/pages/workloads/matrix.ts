/** All work on all devices in one table: how fast, and what failed or was not run. */
import { PERCENT, pointText, spreadText, tokenRateUnit } from '../../format.ts';
import type { ReportRow } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { deviceKey } from '../../words/names/device-name.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import type { WorkloadsWords } from '../../words/pages/workloads/page-words.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place } from '../frame/page.ts';
import { facetsOf } from './facets.ts';
import { rowAnchor, type Work, type WorkloadSite } from './work.ts';

/** A device, with the ids of the targets that run on it: a failure knows only its machine and target. */
type Column = { readonly name: string; readonly key: string; readonly targets: ReadonlySet<string> };

export function matrixTable(site: WorkloadSite, place: Place): Html {
  const words = WORKLOADS_WORDS[place.language];
  const columns = columnsOf(site);
  const reference = site.works.some(({ references }) => references.length > 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.matrix}">
<table class="results matrix">
<thead><tr><th scope="col">${words.work}</th>${columns.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}${reference ? html`<th scope="col" class="number">${site.report.reference.name}<small>${words.reference}</small></th>` : null}</tr></thead>
${site.works.map(
  work => html`<tbody${facetsOf(work.workload)}><tr><th scope="row"><a href="${linkTo(place, work.path)}">${work.name}</a></th>${columns.map(
    column => deviceCell(work, column, place),
  )}${reference ? referenceCell(work, site.report.reference.name, place.language) : null}</tr></tbody>
`,
)}</table>
</div>
<p class="quiet">${words.legend}</p>`;
}

function columnsOf({ report, deviceOf }: WorkloadSite): Column[] {
  const keys = [...new Set(report.rows.map(deviceKey))];
  return keys.flatMap(key => {
    const rows = report.rows.filter(row => deviceKey(row) === key);
    const [first] = rows;
    if (first === undefined) return [];
    return [
      { name: deviceOf(first), key, targets: new Set(rows.map(({ machine, target }) => laneKey(machine, target))) },
    ];
  });
}

/** `webgpu+cpu` is the target `webgpu`, with what else did part of its work. */
const laneKey = (machine: string, target: string): string => JSON.stringify([machine, target.split('+')[0]]);

function deviceCell(work: Work, column: Column, place: Place): Html {
  const words = WORKLOADS_WORDS[place.language];
  const rows = work.rows.filter(row => deviceKey(row) === column.key);
  const page = linkTo(place, work.path);
  const best = fastest(rows.filter(({ status }) => status === 'measured'));
  const failed = work.failures.filter(
    ({ stage, machine, target }) => stage !== 'report' && column.targets.has(laneKey(machine, target)),
  );
  const failures =
    failed.length === 0 ? null : html`<small class="failed"><a href="${page}#failures">✗ ${words.failed}</a></small>`;
  const label = html` data-label="${column.name}"`;
  if (best !== null) {
    return html`<td class="number done"${label}><a href="${page}#${rowAnchor(best)}"><span aria-hidden="true">✓ </span>${speedText(best, place.language)}</a>${failures}</td>`;
  }
  const [other] = rows;
  if (other !== undefined) {
    return html`<td class="number"${label}><a class="unusable" href="${page}#${rowAnchor(other)}"><span aria-hidden="true">! </span>${words.statuses[other.status]}</a>${failures}</td>`;
  }
  return html`<td class="number"${label}>${failures ?? html`<span class="missing">– ${words.notRun}</span>`}</td>`;
}

/** Of several targets and strategies on a device the fastest speaks for it. */
function fastest(rows: readonly ReportRow[]): ReportRow | null {
  const speed = ({ tokensPerSecond: rate }: ReportRow): number => (rate.available ? rate.point : 0);
  return rows.toSorted((a, b) => speed(b) - speed(a))[0] ?? null;
}

/** Compared with the reference; where it is not comparable, the speed. */
function speedText({ relative, tokensPerSecond: rate }: ReportRow, language: Language): Html {
  if (relative.available) {
    return html`${pointText(relative.point, PERCENT, language)}<small>${spreadText(relative, PERCENT, language)}</small>`;
  }
  if (!rate.available) return html`${WORKLOADS_WORDS[language].statuses.measured}`;
  const unit = tokenRateUnit(rate.point, language);
  return html`${pointText(rate.point, unit, language)}<small>${spreadText(rate, unit, language)}</small>`;
}

function referenceCell({ references: [first], rows }: Work, name: string, language: Language): Html {
  const label = html` data-label="${name}"`;
  const words: WorkloadsWords = WORKLOADS_WORDS[language];
  if (first === undefined) {
    const text = rows.length > 0 ? CHART_WORDS[language].bases.measured : words.notRun;
    return html`<td class="number"${label}>${text}</td>`;
  }
  const rate = first.tokensPerSecond;
  const unit = rate.available ? tokenRateUnit(rate.point, language) : null;
  const speed = rate.available && unit !== null ? pointText(rate.point, unit, language) : words.columns.speed.missing;
  return html`<td class="number"${label}>${speed}<small>${CHART_WORDS[language].bases[first.basis]}</small></td>`;
}

/** All work on all devices in one table: how fast, and what failed or was not run. */
import { pointText, relativeShown, spreadText, tokenRateUnit } from '../../format.ts';
import type { Failure, ReferenceRow, Report, ReportRow } from '../../report/schema.ts';
import { fellBack } from '../../rows/chip-that-ran.ts';
import type { Language } from '../../words/language.ts';
import { deviceKey } from '../../words/names/device-name.ts';
import type { WorkloadsWords } from '../../words/pages/workloads/page-words.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { scaledText } from '../../words/report/work-text.ts';
import { type Html, html } from '../frame/html.ts';
import { basisLegend, basisMark } from '../frame/marks.ts';
import { linkTo, type Place } from '../frame/page.ts';
import { facetsOf } from './facets.ts';
import { rowAnchor, type Work, type WorkloadSite } from './work.ts';

/** A device, with the targets that ran on it and the runs that it has rows of: a failure knows its machine, target and run alone. */
type Column = {
  readonly name: string;
  readonly key: string;
  readonly targets: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
};

export function matrixTable(site: WorkloadSite, place: Place): Html {
  const words = WORKLOADS_WORDS[place.language];
  const columns = columnsOf(site);
  const reference = site.works.some(({ referenceSpeeds }) => referenceSpeeds.length > 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.matrix}">
<table class="results matrix">
<thead><tr><th scope="col">${words.work}</th>${columns.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}${reference ? html`<th scope="col" class="number">${site.report.reference.name}<small>${words.reference}</small></th>` : null}</tr></thead>
${site.works.map(
  work => html`<tbody${facetsOf(work.workload)}><tr><th scope="row"><a href="${linkTo(place, work.path)}">${work.name}</a></th>${columns.map(
    column => deviceCell(work, column, columns, place, site.report),
  )}${reference ? referenceCell(work, site.report.reference.name, place.language) : null}</tr></tbody>
`,
)}</table>
</div>
<p class="quiet">${legendOf(site, place.language)}</p>
${basisLegend(
  site.works.flatMap(({ referenceSpeeds }) => referenceSpeeds.map(({ basis }) => basis)),
  place.language,
)}`;
}

/** What the signs mean, and what a reader of these rows asks. */
function legendOf({ works, report }: WorkloadSite, language: Language): string {
  const words = WORKLOADS_WORDS[language];
  const isSibling = report.rows.some(({ relative }) => relative.available && relative.basis === 'sibling');
  const isScaled = works.some(({ workload }) => scaledText(workload, language) !== null);
  return [words.legend, ...(isSibling ? [words.siblingEnds] : []), ...(isScaled ? [words.scaled] : [])].join(
    words.betweenSentences,
  );
}

function columnsOf({ report, deviceOf }: WorkloadSite): Column[] {
  const keys = [...new Set(report.rows.map(deviceKey))];
  return keys.flatMap(key => {
    const rows = report.rows.filter(row => deviceKey(row) === key);
    const [first] = rows;
    if (first === undefined) return [];
    return [
      {
        name: deviceOf(first),
        key,
        targets: new Set(rows.map(({ machine, target }) => laneKey(machine, target))),
        runs: new Set(rows.map(({ machine, run }) => runKey(machine, run))),
      },
    ];
  });
}

/** `webgpu+cpu` is the target `webgpu`, with what else did part of its work. */
const laneKey = (machine: string, target: string): string => JSON.stringify([machine, target.split('+')[0]]);

const runKey = (machine: string, run: string): string => JSON.stringify([machine, run]);

function deviceCell(
  work: Work,
  column: Column,
  columns: readonly Column[],
  place: Place,
  { runs }: Pick<Report, 'runs'>,
): Html {
  const words = WORKLOADS_WORDS[place.language];
  const rows = work.rows.filter(row => deviceKey(row) === column.key);
  const page = linkTo(place, work.path);
  const best = fastest(rows.filter(row => row.status === 'measured' && !fellBack(row)));
  const failed = work.failures.filter(failure => failure.stage !== 'report' && isOn(column, failure, columns));
  const failures = failed.length === 0 ? null : failureLink(`${page}#failures`, failedText(failed, best, runs, words));
  const label = html` data-label="${column.name}"`;
  if (best !== null) {
    return html`<td class="number done"${label}><a href="${page}#${rowAnchor(best)}"><span aria-hidden="true">✓ </span>${speedText(best, place.language)}</a>${failures}</td>`;
  }
  const [other] = rows;
  if (other !== undefined) {
    return html`<td class="number"${label}><a class="unusable" href="${page}#${rowAnchor(other)}"><span aria-hidden="true">! </span>${fellBack(other) ? words.fellBack : words.statuses[other.status]}</a>${failures}</td>`;
  }
  return html`<td class="number"${label}>${failures ?? html`<span class="missing">– ${words.notRun}</span>`}</td>`;
}

/** Whether a device failed: of those that had the target under its name, the ones of the failure's run; where none is known, all. */
function isOn(column: Column, { machine, target, run }: Failure, columns: readonly Column[]): boolean {
  const able = columns.filter(({ targets }) => targets.has(laneKey(machine, target)));
  const ofRun = able.filter(({ runs }) => runs.has(runKey(machine, run)));
  return (ofRun.length === 0 ? able : ofRun).includes(column);
}

const failureLink = (href: string, text: string): Html =>
  html`<small class="failed"><a href="${href}">✗ ${text}</a></small>`;

/** Beside a figure: whether its own run, a newer or an older one failed. */
function failedText(
  failed: readonly Failure[],
  best: ReportRow | null,
  runs: Report['runs'],
  words: WorkloadsWords,
): string {
  if (best === null) return words.failed;
  const startOf = ({ machine, run }: Pick<ReportRow, 'machine' | 'run'>): string =>
    runs.find(other => other.machine === machine && other.id === run)?.startedAt ?? '';
  const own = failed.filter(({ machine, run }) => machine === best.machine && run === best.run);
  if (failed.some(failure => startOf(failure) > startOf(best))) return words.newerFailed;
  const rounds = new Set(own.filter(({ stage }) => stage === 'time').flatMap(failure => failure.rounds)).size;
  if (own.length === 0) return words.olderFailed;
  return rounds === 0 ? words.failed : words.roundsFailed(rounds);
}

/** Of several targets and strategies on a device the fastest speaks for it. */
function fastest(rows: readonly ReportRow[]): ReportRow | null {
  const speed = ({ tokensPerSecond: rate }: ReportRow): number => (rate.available ? rate.point : 0);
  return rows.toSorted((a, b) => speed(b) - speed(a))[0] ?? null;
}

/** Compared with the reference; where it is not comparable, the speed. */
function speedText({ relative, tokensPerSecond: rate }: ReportRow, language: Language): Html {
  if (relative.available) {
    const { main, spread } = relativeShown(relative, language);
    return html`${main}<small>${spread}</small><small>${basisMark(relative.basis, language)}</small>`;
  }
  if (!rate.available) return html`${WORKLOADS_WORDS[language].statuses.measured}`;
  const unit = tokenRateUnit(rate.point, language);
  return html`${pointText(rate.point, unit, language)}<small>${spreadText(rate, unit, language)}</small>`;
}

/** Every speed that cells of the row are compared with. */
function referenceCell({ referenceSpeeds }: Work, name: string, language: Language): Html {
  const label = html` data-label="${name}"`;
  if (referenceSpeeds.length === 0) return html`<td class="number"${label}>${WORKLOADS_WORDS[language].notRun}</td>`;
  return html`<td class="number"${label}>${referenceSpeeds.map(speed => referenceSpeed(speed, language))}</td>`;
}

function referenceSpeed({ tokensPerSecond: rate, basis }: ReferenceRow, language: Language): Html {
  const speed = rate.available
    ? pointText(rate.point, tokenRateUnit(rate.point, language), language)
    : WORKLOADS_WORDS[language].columns.speed.missing;
  return html`<div>${speed}<small>${basisMark(basis, language)}</small></div>`;
}

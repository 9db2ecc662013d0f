/** The page of a run: whether it can be trusted, what it measured and under which conditions, and how to do it again. */
import { decimalUnit, durationText, integerText, pointText } from '../../format.ts';
import { shellWord } from '../../report/command.ts';
import type { RunFacts } from '../../runs/run-facts.ts';
import type { Range, RunWork } from '../../runs/run-works.ts';
import { factText } from '../../words/fact-text.ts';
import type { RunsWords } from '../../words/pages/runs/page-words.ts';
import { RUNS_WORDS } from '../../words/pages/runs.ts';
import { skippedText } from '../../words/report/trouble-text.ts';
import { failureMarked, markedHtml } from '../frame/fact-html.ts';
import { type Html, html } from '../frame/html.ts';
import { cautionMark } from '../frame/marks.ts';
import { linkTo, type Place, SECTION_PATHS } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import type { WorkName } from '../frame/work-names.ts';
import { momentText, sealMark } from './marks.ts';
import { recordFile } from './record-file.ts';

export function runBody(run: RunFacts, nameOf: WorkName, place: Place): Html {
  const words = RUNS_WORDS[place.language];
  return html`<p><a href="${linkTo(place, SECTION_PATHS.runs)}">← ${words.allRuns}</a></p>
<h1>${words.runTitle(run.machine, momentText(run.startedAt))}</h1>
${section('trust', words.verification, trust(run, place))}
${section('works', words.works, works(run, nameOf, words))}
${section('cells', words.cells, cells(run, words))}
${section('failures', words.failures, failures(run, nameOf, place))}
${section('skips', words.skips, skips(run, nameOf, place))}
${section('machine', words.machine, machine(run, words))}
${section('versions', words.versions, versions(run, words))}
${section('again', words.again, again(run, words))}`;
}

function trust(run: RunFacts, { root, language }: Place): Html {
  const words = RUNS_WORDS[language];
  const { seal, lostLines, imported, aheadOfClock, sealSha256 } = run;
  const cautions = [
    ...(lostLines > 0 ? [words.lostLines(lostLines)] : []),
    ...(imported ? [words.imported] : []),
    ...(aheadOfClock ? [words.aheadOfClock] : []),
  ];
  return html`<p>${sealMark(seal, language)}${words.colon}${words.sealMeanings[seal]}</p>
${cautions.map(text => html`<p>${cautionMark(text)}</p>`)}<p><a href="${root}${recordFile(run)}" download>${words.download}</a></p>
${sealSha256 === null ? null : html`<details><summary>${words.sealHash}</summary><p><code>${sealSha256}</code></p></details>`}`;
}

function works({ works: rows }: RunFacts, nameOf: WorkName, words: RunsWords): Html {
  if (rows.length === 0) return html`<p>${words.noWorks}</p>`;
  const { work, device, strategy, rounds, step } = words.workColumns;
  const conditions = CONDITIONS.filter(name => rows.some(row => row[RANGES[name]] !== null));
  const silent = CONDITIONS.filter(name => !conditions.includes(name)).map(name => words.workColumns[name]);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.works}"><table>
<thead><tr>${[work, device, strategy].map(name => html`<th scope="col">${name}</th>`)}${[rounds, step, ...conditions.map(name => words.workColumns[name])].map(name => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    row => html`<tr><th scope="row">${nameOf(row.workloadSha256, row.case)}</th><td data-label="${device}">${row.device}</td><td data-label="${strategy}">${row.strategy}</td><td class="number" data-label="${rounds}">${words.roundsOf(row.rounds, row.plannedRounds)}</td><td class="number" data-label="${step}">${stepText(row, words)}</td>${conditions.map(name => rangeCell(words.workColumns[name], row[RANGES[name]], words))}</tr>
`,
  )}</tbody>
</table></div>
${silent.length === 0 ? null : html`<p class="quiet">${words.notReported(silent)}</p>`}
${rows.some(row => row.strategy === 'session') ? html`<p class="quiet">${words.session}</p>` : null}`;
}

/** What the driver tells of the device, a column each. */
const CONDITIONS = ['clock', 'temperature', 'powerLimit'] as const;
const RANGES = { clock: 'clockMHz', temperature: 'temperatureC', powerLimit: 'powerLimitW' } as const;

const stepText = ({ stepMs }: RunWork, words: RunsWords): string =>
  stepMs === null ? words.notMeasured : durationText(stepMs);

const rangeCell = (label: string, range: Range | null, words: RunsWords): Html =>
  range === null
    ? html`<td class="number missing" data-label="${label}">${words.notRead}</td>`
    : html`<td class="number" data-label="${label}">${rangeText(range, words)}</td>`;

function rangeText({ low, high }: Range, words: RunsWords): string {
  const [from, to] = [integerText(low), integerText(high)];
  return from === to ? from : words.range(from, to);
}

const CELL_ORDER = ['planned', 'measured', 'disturbed', 'failed', 'skipped', 'open', 'repeated'] as const;

const cells = ({ cells: counts }: RunFacts, words: RunsWords): Html =>
  html`<ul class="counts">${CELL_ORDER.filter(name => name === 'planned' || counts[name] > 0).map(
    name => html`<li>${words.cellNames[name]}${words.colon}${counts[name]}</li>`,
  )}</ul>`;

/** Of the workload of a case; empty where the run did not time it. */
const hashOf = (id: string, timed: RunFacts['works']): string =>
  timed.find(work => work.case === id)?.workloadSha256 ?? '';

/** With what was skipped because of it. */
function failures(
  { failures: found, skips: skipped, works: timed }: RunFacts,
  nameOf: WorkName,
  { language }: Place,
): Html {
  const words = RUNS_WORDS[language];
  if (found.length === 0) return html`<p>${words.noFailures}</p>`;
  return html`<ul>${found.map(
    failure =>
      html`<li>${markedHtml(
        words.failure(
          nameOf(hashOf(failure.case, timed), failure.case),
          failure.target,
          words.stages[failure.stage],
          failureMarked(failure, language),
        ),
        language,
      )}${skipped
        .filter(skip => isAfter(skip, failure))
        .map(({ reason }) => html`<br>${words.skippedAfter(factText(reason, language))}`)}</li>`,
  )}</ul>`;
}

/** Whether a skip is of the rest of what failed: it is said there. */
const isAfter = ({ what, on }: RunFacts['skips'][number], failure: RunFacts['failures'][number]): boolean =>
  on !== null && what === failure.case && on.target === failure.target && on.strategy === failure.strategy;

function skips({ skips: all, failures: failed, works: timed }: RunFacts, nameOf: WorkName, { language }: Place): Html {
  const words = RUNS_WORDS[language];
  const found = all
    .filter(skip => !failed.some(failure => isAfter(skip, failure)))
    .map(skip => (skip.on === null ? skip : { ...skip, what: nameOf(hashOf(skip.what, timed), skip.what) }));
  if (found.length === 0) return html`<p>${all.length === 0 ? words.noSkips : words.noOtherSkips}</p>`;
  return html`<ul>${found.map(skip => html`<li>${skippedText(skip, language)}${words.colon}${factText(skip.reason, language)}</li>`)}</ul>`;
}

function machine(run: RunFacts, words: RunsWords): Html {
  const { host, accelerators } = run;
  const { name, id, suite, started, processor, memory, system, accelerator } = words.machineFacts;
  const cores = words.cores(host.cpu.physicalCores, host.cpu.cores);
  const facts: readonly (readonly [string, string])[] = [
    [name, run.machine],
    [id, run.id],
    [suite, run.concurrent ? `${run.suite} · ${words.concurrent}` : run.suite],
    [started, momentText(run.startedAt)],
    [processor, `${host.cpu.name} · ${cores}`],
    [memory, pointText(host.memoryBytes, decimalUnit(host.memoryBytes, 'B'))],
    [system, [host.os, host.kernel, host.arch, ...(host.virtual ? [words.virtual] : [])].join(' · ')],
    ...accelerators.map(
      ({ name: device, driver }) =>
        [accelerator, driver === null ? device : `${device} · ${words.driver(driver)}`] as const,
    ),
  ];
  return html`<dl class="run-facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const versions = ({ software }: RunFacts, words: RunsWords): Html =>
  html`<table>
<thead><tr><th scope="col">${words.component}</th><th scope="col">${words.version}</th></tr></thead>
<tbody>${software.map(([name, version]) => html`<tr><th scope="row">${name}</th><td>${version}</td></tr>`)}</tbody>
</table>`;

function again(run: RunFacts, words: RunsWords): Html {
  const file = recordFile(run).replace('records/', '');
  return html`<p>${words.verifyCommand}${words.colon}<code>moebench verify ${shellWord(file)}</code></p>
<p>${words.runCommand}${words.colon}<code>moebench ${run.command}</code></p>`;
}

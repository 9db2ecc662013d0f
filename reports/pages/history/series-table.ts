/** Every series of the newest night, machine by machine: its nights as a small picture, its state, and what its noise would hide. */
import { groupedBy } from '../../../results/grouped.ts';
import { percentText } from '../../format.ts';
import type { MachineNights } from '../../history/nightly-values.ts';
import { findingId } from '../../regressions/finding-id.ts';
import type { Check, Finding, RunPoint } from '../../regressions/schema.ts';
import type { Language } from '../../words/language.ts';
import { HISTORY_WORDS } from '../../words/pages/history.ts';
import { WHY_NOT_JUDGED } from '../../words/regressions/check-words.ts';
import { METRIC_WORDS, targetText, workText } from '../../words/regressions/series-text.ts';
import { type Html, html } from '../frame/html.ts';
import { sparkline } from './sparkline.ts';
import { STATE_ORDER, shownState, stateMark } from './states.ts';

export function seriesTables({ findings }: Check, nights: readonly MachineNights[], language: Language): Html {
  const words = HISTORY_WORDS[language];
  return html`${nights.map(machine => {
    const values = new Map(machine.series.map(series => [series.id, series.values]));
    const rows = findings
      .filter(({ series, role }) => series.machine === machine.machine && role !== 'machine')
      .toSorted((a, b) => rankOf(a) - rankOf(b));
    if (rows.length === 0) return null;
    const name = words.machine(machine.machine);
    return html`<h3>${name}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="series">
${head(language)}
<tbody>${rows.map(finding => row(finding, values.get(findingId(finding)) ?? [], language))}</tbody>
</table></div>
`;
  })}`;
}

const rankOf = (finding: Finding): number => STATE_ORDER.indexOf(shownState(finding));

function head(language: Language): Html {
  const { work, target, metric, nights, state, newest, level, noise, smallest } = HISTORY_WORDS[language].columns;
  return html`<thead><tr>${[work, target, metric, nights, state].map(name => html`<th scope="col">${name}</th>`)}${[newest, level, noise, smallest].map(name => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>`;
}

function row(finding: Finding, values: readonly (number | null)[], language: Language): Html {
  const words = HISTORY_WORDS[language];
  const { columns, notKnown, notTonight } = words;
  const { series, metric, tonight, baseline, noise, smallestStep, why } = finding;
  const { name, valueText } = METRIC_WORDS[language][metric];
  const state = shownState(finding);
  return html`<tr id="series-${findingId(finding)}" data-series="${findingId(finding)}" data-machine="${series.machine}" data-metric="${metric}" data-state="${state}"><th scope="row">${workText(finding, language)}</th><td data-label="${columns.target}">${targetText(series, true, language)}</td><td data-label="${columns.metric}">${name}</td><td data-label="${columns.nights}">${sparkline(values)}</td><td data-label="${columns.state}">${stateMark(state, language)}${why === null ? null : html`<br><small>${WHY_NOT_JUDGED[language][why]}</small>`}</td>${numberCell(columns.newest, tonight === null ? null : valueText(tonight), notTonight)}${numberCell(columns.level, baseline === null ? null : valueText(baseline.value), notKnown)}${numberCell(columns.noise, noise === null ? null : percentText(noise.cv, language), notKnown)}${numberCell(columns.smallest, smallestStep === null ? null : percentText(smallestStep, language), notKnown)}</tr>
`;
}

const numberCell = (label: string, text: string | null, missing: string): Html =>
  text === null
    ? html`<td class="number missing" data-label="${label}">${missing}</td>`
    : html`<td class="number" data-label="${label}">${text}</td>`;

export function endedList({ ended, runs }: Check, language: Language): Html | null {
  const words = HISTORY_WORDS[language];
  const isSingle = new Set(runs.map(({ machine }) => machine)).size === 1;
  if (ended.length === 0) return null;
  const machines = [...groupedBy(ended, ({ series }) => series.machine)];
  return html`<details><summary>${words.ended(ended.length)}</summary>${machines.map(
    ([machine, ofMachine]) =>
      html`${newestNight(machine, ofMachine, runs, language)}<ul>${ofMachine.map(
        ({ series, case: name, last }) =>
          html`<li>${words.endedSince(workText({ series, case: name }, language), targetText(series, isSingle, language), dayOf(last))}</li>`,
      )}</ul>`,
  )}</details>`;
}

/** Which night a machine's series are not of; by its date alone a reader would look for another one where the clock was set back. */
function newestNight(machine: string, ended: Check['ended'], runs: Check['runs'], language: Language): Html | null {
  const words = HISTORY_WORDS[language];
  const newest = runs.find(run => run.machine === machine);
  if (newest === undefined) return null;
  const isLater = ended.some(({ last }) => dayOf(last) > dayOf(newest));
  return html`<p class="quiet">${words.newestNight(machine, dayOf(newest))}${isLater ? words.byOrder : null}</p>`;
}

const dayOf = ({ startedAt }: RunPoint): string => startedAt.slice(0, 'yyyy-mm-dd'.length);

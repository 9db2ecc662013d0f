/** What moved: steps by how much they matter, each with its date, its interval, what changed with it, and who accepted it. */
import { isOpenRegression } from '../../regressions/check.ts';
import { type Entry, entriesOf, type SteppedFinding, withStep } from '../../regressions/entries.ts';
import { findingId } from '../../regressions/finding-id.ts';
import type { Check } from '../../regressions/schema.ts';
import { shellWord } from '../../report/command.ts';
import type { Language } from '../../words/language.ts';
import { HISTORY_WORDS, type StepGroup } from '../../words/pages/history.ts';
import { changedText, entryText } from '../../words/regressions/step-text.ts';
import { type Html, html } from '../frame/html.ts';
import { shownState, stateMark } from './states.ts';

const GROUPS: readonly StepGroup[] = ['worse', 'suspected', 'accepted', 'better', 'recovered'];

export function stepGroups(check: Check, language: Language): Html {
  const words = HISTORY_WORDS[language];
  const groups = GROUPS.flatMap(group => {
    const steps = withStep(check.findings, finding => shownState(finding) === group);
    return steps.length === 0 ? [] : [{ group, entries: entriesOf(steps, check.findings) }];
  });
  if (groups.length === 0) return html`<p>${words.noSteps}</p>`;
  return html`${groups.map(
    ({ group, entries }) => html`<h3>${words.groups[group]}</h3>
<ul class="steps">${entries.map(entry => html`<li class="card">${entryCard(entry, check, language)}</li>`)}</ul>
`,
  )}`;
}

function entryCard(entry: Entry, check: Check, language: Language): Html {
  const words = HISTORY_WORDS[language];
  const first = firstOf(entry);
  const { accepted, changed } = first.step;
  return html`<p>${stateMark(shownState(first), language)} ${entryText(entry, isSingle(check), language)}</p>
<p class="quiet">${changedText(changed, language)}</p>${
    accepted === null
      ? null
      : html`<p>${words.acceptedBy(accepted.by, accepted.acceptedAt.slice(0, 'yyyy-mm-dd'.length), accepted.reason)}</p>`
  }${isOpenRegression(first) ? html`<p>${words.accept}${words.colon}<code>${acceptCommand(entry, check)}</code></p>` : null}`;
}

const firstOf = (entry: Entry): SteppedFinding => (entry.kind === 'work' ? entry.finding : entry.findings[0]);

const isSingle = ({ runs }: Pick<Check, 'runs'>): boolean => new Set(runs.map(({ machine }) => machine)).size === 1;

/** A work by the id of its series, a machine that moved by its target. */
function acceptCommand(entry: Entry, check: Check): string {
  if (entry.kind === 'work') return `moebench accept --series ${findingId(entry.finding)} --reason "…"`;
  const [{ series, metric }] = entry.findings;
  const machine = isSingle(check) ? '' : ` --machine ${shellWord(series.machine)}`;
  return `moebench accept --target ${shellWord(series.target)} --metric ${metric}${machine} --all --reason "…"`;
}

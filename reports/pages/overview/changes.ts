/** What moved since earlier nights: five entries at most, the surest first. */
import { type Entry, entriesOf, type SteppedFinding, withStep } from '../../regressions/entries.ts';
import type { Check } from '../../regressions/schema.ts';
import type { Language } from '../../words/language.ts';
import { OVERVIEW_WORDS } from '../../words/pages/overview/overview.ts';
import { entryText } from '../../words/regressions/step-text.ts';
import { type Html, html } from '../frame/html.ts';
import { cautionMark } from '../frame/marks.ts';
import { linkTo, type Place, SECTION_PATHS } from '../frame/page.ts';

const MOST_ENTRIES = 5;
/** In this order; what somebody accepted is no news. */
const TOLD_STATES = ['confirmed', 'suspected', 'recovered'] as const;
type ToldState = (typeof TOLD_STATES)[number];
type Told = { readonly state: ToldState; readonly entry: Entry };

/** null: nothing moved, or there are too few nights to tell. */
export function changeList(check: Check | null, place: Place): Html | null {
  const all = check === null ? [] : changesOf(check);
  if (check === null || all.length === 0) return null;
  const { language } = place;
  const words = OVERVIEW_WORDS[language].changes;
  const isSingleMachine = new Set(check.runs.map(({ machine }) => machine)).size === 1;
  const left = all.length - MOST_ENTRIES;
  return html`<ul class="know">${all
    .slice(0, MOST_ENTRIES)
    .map(({ state, entry }) => changeItem(state, entry, isSingleMachine, language))}</ul>
<p>${left > 0 ? `${words.more(left)} ` : null}<a href="${linkTo(place, SECTION_PATHS.history)}">${words.link}</a></p>`;
}

/** Steps of a machine that moved as a whole are one entry. Worse stands before better. */
export function changesOf({ findings }: Check): readonly Told[] {
  return TOLD_STATES.flatMap(state => {
    const stepped = withStep(findings, finding => finding.state === state);
    return entriesOf(stepped.toSorted(worseFirst), findings).map((entry): Told => ({ state, entry }));
  });
}

const worseFirst = (a: SteppedFinding, b: SteppedFinding): number =>
  Number(b.step.direction === 'worse') - Number(a.step.direction === 'worse');

function changeItem(state: ToldState, entry: Entry, isSingleMachine: boolean, language: Language): Html {
  const mark = OVERVIEW_WORDS[language].changes.marks[state];
  const [first] = entry.kind === 'work' ? [entry.finding] : entry.findings;
  const isWarning = state === 'confirmed' && first.step.direction === 'worse';
  const label = isWarning ? cautionMark(mark) : html`<strong>${mark}</strong>`;
  return html`<li${isWarning ? html` class="warned"` : null}>${label} ${entryText(entry, isSingleMachine, language)}</li>`;
}

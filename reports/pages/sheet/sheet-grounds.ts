/** Of a decision sheet: the inputs with their sources and ages, and which of them would turn the answer. */

import type { CompareRow, Sensitivity } from '../../money/schema.ts';
import { differenceText } from '../../words/difference-text.ts';
import { ageText, givenText, inputText, inputValueText, type Names, sourceText } from '../../words/input-text.ts';
import { type Html, html } from '../frame/html.ts';

type Ground = CompareRow['grounds'][number];

/** As many as one page has room for, stale ones first: the rest is counted. */
const SHOWN_GROUNDS = 12;
const SHOWN_LEVERS = 7;

/** `most`: rows that there is room for. */
export function groundsTable(rows: readonly CompareRow[], names: Names, most = SHOWN_GROUNDS): Html {
  const all = [
    ...new Map(rows.flatMap(({ grounds }) => grounds).map(ground => [ground.input, ground])).values(),
  ].toSorted((a, b) => Number(b.stale !== null) - Number(a.stale !== null));
  const shown = all.slice(0, most);
  return html`<div class="scroll"><table class="fine">
<thead><tr><th scope="col">Input</th><th scope="col">Given</th><th scope="col">Source</th></tr></thead>
<tbody>${shown.map(
    ground => html`<tr><td>${inputText(ground.input, names)}</td><td>${givenText(ground)}</td><td>${sourceOf(ground)}</td></tr>
`,
  )}</tbody>
</table></div>${all.length > shown.length ? html`<p class="quiet">${hiddenText(all.slice(most))}</p>` : null}`;
}

function hiddenText(hidden: readonly Ground[]): string {
  const stale = hidden.filter(ground => ground.stale !== null).length;
  return `${hidden.length} more inputs are in the JSON, ${stale === 0 ? 'none' : stale} of them stale.`;
}

function sourceOf(ground: Ground): Html {
  const { basis, stale } = ground;
  const source = sourceText(ground);
  const text = basis === 'case' || basis === 'catalog' ? source : `${basis}: ${source}`;
  return html`<span class="clamped">${stale === null ? null : html`<span class="stale">Stale: ${ageText(stale)}. </span>`}${text}</span>`;
}

/** Of the candidate that saves most: what moves its saving, and where each input makes it zero. */
export function leversTable({ name, sensitivity }: CompareRow, names: Names): Html {
  if (sensitivity.length === 0) return html`<p>${name} has no saving that an input could change.</p>`;
  return html`<p>The cost of ${name} beside the reference, one input at a time.</p>
<div class="scroll"><table class="fine">
<thead><tr><th scope="col">Input</th><th scope="col" class="number">Now</th><th scope="col" class="number">Cost over its 10–90 %</th><th scope="col" class="number">Break-even at</th></tr></thead>
<tbody>${sensitivity.slice(0, SHOWN_LEVERS).map(
    lever => html`<tr><td>${inputText(lever.input, names)}</td><td class="number">${inputValueText(lever.input, lever.point, lever.unit)}</td><td class="number">${movesText(lever)}</td><td class="number">${zeroText(lever)}</td></tr>
`,
  )}</tbody>
</table></div>`;
}

function movesText({ spread, open }: Sensitivity): string {
  if (spread === null) return open === 'contract' ? 'exact, as a contract' : 'no spread given';
  return [spread.savingAtLow, spread.savingAtHigh].map(saving => differenceText(saving)).join(' to ');
}

const zeroText = ({ input, savingIsZeroAt: zero, unit }: Sensitivity): string =>
  zero === null ? 'never' : inputValueText(input, zero, unit);

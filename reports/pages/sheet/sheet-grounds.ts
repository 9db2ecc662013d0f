/** Of a decision sheet: the inputs with their sources and ages, and which of them would turn the answer. */

import type { CompareRow, Sensitivity } from '../../money/schema.ts';
import { differenceText } from '../../words/difference-text.ts';
import { ageText, givenText, inputText, inputValueText, type Names } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { SHEET_WORDS } from '../../words/pages/sheet/sheet.ts';
import type { SheetWords } from '../../words/pages/sheet/sheet-words.ts';
import { basisName } from '../../words/report/vocabulary/basis-words.ts';
import { sourceComma, sourceJoint, sourceParts } from '../../words/source-text.ts';
import { foreign } from '../frame/foreign.ts';
import { type Html, html } from '../frame/html.ts';

type Ground = CompareRow['grounds'][number];

const SHOWN_LEVERS = 7;

/** `most`: rows that there is room for, stale ones first; the rest is counted. */
export function groundsTable(rows: readonly CompareRow[], names: Names, language: Language, most: number): Html {
  const words = SHEET_WORDS[language];
  const { input, value, source } = words.grounds;
  const all = [
    ...new Map(rows.flatMap(({ grounds }) => grounds).map(ground => [ground.input, ground])).values(),
  ].toSorted((a, b) => Number(b.stale !== null) - Number(a.stale !== null));
  const shown = all.slice(0, most);
  return html`<table class="fine grounds">
<thead><tr><th scope="col">${input}</th><th scope="col">${value}</th><th scope="col">${source}</th></tr></thead>
<tbody>${shown.map(
    ground => html`<tr><td>${inputText(ground.input, names, language)}</td><td data-label="${value}">${givenText(ground, language)}</td><td data-label="${source}">${sourceOf(ground, language)}</td></tr>
`,
  )}</tbody>
</table>${all.length > shown.length ? html`<p class="quiet">${hiddenText(all.slice(most), words)}</p>` : null}`;
}

function hiddenText(hidden: readonly Ground[], words: SheetWords): string {
  return words.moreInputs(hidden.length, hidden.filter(ground => ground.stale !== null).length);
}

function sourceOf(ground: Ground, language: Language): Html {
  const words = SHEET_WORDS[language];
  const { basis, stale } = ground;
  const { source, isForeign, rest } = sourceParts(ground, language);
  const name = isForeign ? foreign(source, language) : html`${source}`;
  const joint = rest.length === 0 ? '' : sourceJoint(ground, language);
  const of = basis === 'case' || basis === 'catalog' ? '' : `${basisName(basis, language)}${words.colon}`;
  return html`${stale === null ? null : html`<span class="stale">${words.stale(ageText(stale, language))}</span>`}${of}${name}${joint}${rest.join(sourceComma(language))}`;
}

/** Of the candidate that saves most: what moves its saving, and where each input makes it zero. */
export function leversTable({ name, sensitivity }: CompareRow, names: Names, language: Language): Html {
  const words = SHEET_WORDS[language];
  if (sensitivity.length === 0) return html`<p>${words.noLevers(name)}</p>`;
  const { input, now, moves, zero } = words.levers;
  return html`<p>${words.oneAtATime(name)}</p>
<table class="fine levers">
<thead><tr><th scope="col">${input}</th><th scope="col" class="number">${now}</th><th scope="col" class="number">${moves}</th><th scope="col" class="number">${zero}</th></tr></thead>
<tbody>${sensitivity.slice(0, SHOWN_LEVERS).map(
    lever => html`<tr><td>${inputText(lever.input, names, language)}</td><td class="number" data-label="${now}">${inputValueText(lever.input, lever.point, lever.unit, language)}</td><td class="number" data-label="${moves}">${movesText(lever, language)}</td><td class="number" data-label="${zero}">${zeroText(lever, language)}</td></tr>
`,
  )}</tbody>
</table>`;
}

function movesText({ spread, open }: Sensitivity, language: Language): string {
  const words = SHEET_WORDS[language];
  if (spread === null) return open === 'contract' ? words.byContract : words.noSpread;
  const { savingAtLow, savingAtHigh } = spread;
  return words.range(differenceText(savingAtLow, language), differenceText(savingAtHigh, language));
}

const zeroText = ({ input, savingIsZeroAt: zero, unit }: Sensitivity, language: Language): string =>
  zero === null ? SHEET_WORDS[language].never : inputValueText(input, zero, unit, language);

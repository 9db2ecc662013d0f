/** Marks on pages: a verdict, a basis, a caution. Shape and word say the same as the colour. */
import { BASIS_ORDER, VERDICT_SIGNS } from '../../charts/drawing/marks.ts';
import type { MarkBasis } from '../../charts/plot.ts';
import { VERDICTS, type Verdict } from '../../spread/verdict.ts';
import type { Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { BASIS_MEANINGS, VERDICT_MEANINGS } from '../../words/pages/marks.ts';
import { type Html, html } from './html.ts';

/** As the shapes of the charts: filled is what was measured. */
const BASIS_SIGNS: Readonly<Record<MarkBasis, string>> = {
  measured: '●',
  sibling: '△',
  published: '□',
  projected: '◇',
  assumed: '✕',
};

/** `↓ cheaper`. The sign is not read out: the word says it. */
export const verdictMark = (verdict: Verdict, language: Language): Html =>
  html`<span class="verdict ${verdict.replace(' ', '-')}"><span class="sign" aria-hidden="true">${VERDICT_SIGNS[verdict]}</span> ${CHART_WORDS[language].verdicts[verdict]}</span>`;

/** `◇ projected`. */
export const basisMark = (basis: MarkBasis, language: Language): Html =>
  html`<span class="basis"><span class="sign" aria-hidden="true">${BASIS_SIGNS[basis]}</span> ${CHART_WORDS[language].bases[basis]}</span>`;

/** What to know before believing a figure. The sign is of the style. */
export const cautionMark = (text: string): Html => html`<span class="caution">${text}</span>`;

/** What each basis in use means, with its sign, the surest first. */
export function basisLegend(used: readonly MarkBasis[], language: Language): Html | null {
  const bases = BASIS_ORDER.filter(basis => used.includes(basis));
  if (bases.length === 0) return null;
  return html`<ul class="legend">${bases.map(basis => html`<li>${basisMark(basis, language)}${BASIS_MEANINGS[language][basis]}</li>`)}</ul>`;
}

/** What the words of a chart's legend mean: each basis in use, the surest first, then each verdict. Shapes and colours are in the chart. */
export function markMeanings(bases: readonly MarkBasis[], verdicts: readonly Verdict[], language: Language): Html {
  const { bases: baseNames, verdicts: verdictNames } = CHART_WORDS[language];
  const meanings = [
    ...BASIS_ORDER.filter(basis => bases.includes(basis)).map(
      basis => [baseNames[basis], BASIS_MEANINGS[language][basis]] as const,
    ),
    ...VERDICTS.filter(verdict => verdicts.includes(verdict)).map(
      verdict => [verdictNames[verdict], VERDICT_MEANINGS[language][verdict]] as const,
    ),
  ];
  return html`<ul class="legend">${meanings.map(([name, meaning]) => html`<li>${name}${meaning}</li>`)}</ul>`;
}

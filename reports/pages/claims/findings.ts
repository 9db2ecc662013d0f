/** What was found of a claim: whether its arithmetic holds, and whether evidence supports it. Two questions, never one. */
import { percentText } from '../../format.ts';
import type { Reproduction } from '../../reproduce/document.ts';
import type { CLAIMS_WORDS } from '../../words/pages/claims.ts';
import { type Html, html } from '../frame/html.ts';
import { sourceLinks } from '../frame/source.ts';

type Words = (typeof CLAIMS_WORDS)['en'];
type Arithmetic = Reproduction['arithmetic'];

/** In a word or two, as a mark: a shape tells it as well as the colour. */
export function arithmeticWords({ checked, holds }: Arithmetic, { arithmetic }: Words): Html {
  if (checked === 0) return html`<span class="finding none">${arithmetic.nothingToCheck}</span>`;
  return html`<span class="finding ${holds ? 'yes' : 'no'}">${holds ? arithmetic.holds : arithmetic.doesNotHold}</span>`;
}

export const verdictMark = (holds: boolean, { shown }: Words): Html =>
  html`<span class="finding ${holds ? 'yes' : 'no'}">${holds ? shown.yes : shown.no}</span>`;

/** Both findings with their sentences, what would show the claim, and the command that recomputes it. */
export function findings({ name, arithmetic, follows, shown }: Reproduction, words: Words): Html {
  return html`<dl class="findings">
<dt>${words.arithmetic.title}</dt><dd>${arithmeticWords(arithmetic, words)} ${arithmeticSentence(arithmetic, follows, words)}</dd>
<dt>${words.shown.title}</dt><dd>${verdictMark(shown.holds, words)} ${shown.because}${shown.holds ? null : html`<p><strong>${words.shown.give}</strong> ${sourceLinks(shown.give)}</p>`}</dd>
<dt>${words.shown.command}</dt><dd><code>moebench reproduce ${name}</code></dd>
</dl>`;
}

function arithmeticSentence(
  { checked, within, differing }: Arithmetic,
  follows: Reproduction['follows'],
  { arithmetic: words }: Words,
): string {
  if (checked === 0) return words.nothingStated;
  const count = words.count(checked - differing.length, checked, percentText(within));
  if (differing.length === 0) return count;
  const names = follows.filter(({ id }) => differing.includes(id)).map(({ text }) => text);
  return `${count} ${words.differing} ${names.join('; ')}.`;
}

/** What is measured and how, in twelve sentences, each with the document that explains it. */

import { METHOD_WORDS } from '../../words/pages/method/method.ts';
import { METHOD, METHOD_SENTENCES, type MethodSentence } from '../../words/pages/method/method-sentences.ts';
import { BLANK } from '../../words/sentence.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place } from '../frame/page.ts';
import { documentPage } from './document-path.ts';

const EXPLAINED: Readonly<Record<MethodSentence, string>> = {
  'same-work': 'docs/WORKLOADS.md',
  proven: 'docs/method/parity.md',
  interleaved: 'docs/method/runs-and-rounds.md',
  time: 'docs/method/intervals.md',
  training: 'docs/method/fingerprints.md',
  cost: 'docs/method/verdict.md',
  ratio: 'docs/method/comparisons.md',
  spread: 'docs/method/comparisons.md',
  reference: 'docs/method/reference.md',
  'few-rounds': 'docs/method/intervals.md',
  separable: 'docs/method/verdict.md',
  missing: 'docs/method/how-to-read-a-number.md',
};

/** `documents`: paths of those that have a page; a sentence whose document has none stands without a link. */
export function methodList(place: Place, documents: ReadonlySet<string>): Html {
  const { explained, colon } = METHOD_WORDS[place.language];
  return html`<ol class="sentences">${METHOD_SENTENCES.map(id => {
    const document = EXPLAINED[id];
    const link = documents.has(document)
      ? html`${BLANK[place.language]}<a href="${linkTo(place, documentPage(document))}" aria-label="${explained}${colon}${METHOD[place.language][id]}">${explained}</a>`
      : null;
    return html`<li id="sentence-${id}">${METHOD[place.language][id]}${link}</li>`;
  })}</ol>`;
}

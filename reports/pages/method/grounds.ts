/** What the answer rests on, what failed, what was left out: never hidden, each under its own heading. */
import type { Report } from '../../report/schema.ts';
import { laneText } from '../../rows/software.ts';
import { factText } from '../../words/fact-text.ts';
import type { Language } from '../../words/language.ts';
import { METHOD_WORDS } from '../../words/pages/method/method.ts';
import { skippedText } from '../../words/report/trouble-text.ts';
import { factHtml, failureHead, failureMarked, markedHtml } from '../frame/fact-html.ts';
import { type Html, html } from '../frame/html.ts';

type Failure = Report['failures'][number];
type Words = (typeof METHOD_WORDS)['en'];

export function assumptionList({ assumptions }: Report, language: Language): Html {
  return html`<ul>${assumptions.map(assumption => html`<li>${factHtml(assumption, language)}</li>`)}</ul>`;
}

/** Failures with their last words folded away. */
export function failureList({ failures }: Report, language: Language): Html {
  const words = METHOD_WORDS[language];
  if (failures.length === 0) return html`<p>${words.nothingFailed}</p>`;
  return html`<ul>${failures.map(failure => failureItem(failure, words, language))}</ul>`;
}

function failureItem(failure: Failure, words: Words, language: Language): Html {
  const { target, strategy, case: name, stage, rounds, why, message, detail } = failure;
  const when = stage === 'time' ? words.rounds(rounds.map(round => round + 1)) : (words.stages[stage] ?? '');
  return html`<li>${failureHead(failure, language)} ${words.onLane(name, laneText({ target, strategy }))}${when}${words.colon}${markedHtml(failureMarked({ why, message }, language), language)}${
    detail === '' ? null : html`<details><summary>${words.lastWords}</summary><pre lang="en">${detail}</pre></details>`
  }</li>`;
}

export function skipList({ skips, unread }: Report, language: Language): Html {
  const words = METHOD_WORDS[language];
  if (skips.length + unread.length === 0) return html`<p>${words.nothingLeftOut}</p>`;
  return html`<ul>${skips.map(skip => html`<li>${skippedText(skip, language)}${words.colon}${factText(skip.reason, language)}</li>`)}${unread.map(
    ({ path, reason }) => html`<li>${words.record} <code>${path}</code> ${words.unread(reason)}</li>`,
  )}</ul>`;
}

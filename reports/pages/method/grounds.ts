/** What the answer rests on, what failed, what was left out: never hidden, each under its own heading. */
import { groupedBy } from '../../../results/grouped.ts';
import type { Report } from '../../report/schema.ts';
import { laneText } from '../../rows/software.ts';
import { factText } from '../../words/fact-text.ts';
import type { Language } from '../../words/language.ts';
import { METHOD_WORDS } from '../../words/pages/method/method.ts';
import { skippedText } from '../../words/report/trouble-text.ts';
import { factHtml, failureHead, failureMarked, idMarked, markedHtml } from '../frame/fact-html.ts';
import { type Html, html } from '../frame/html.ts';

type Failure = Report['failures'][number];
type Words = (typeof METHOD_WORDS)['en'];

export function assumptionList({ assumptions }: Report, language: Language): Html {
  return html`<ul>${assumptions.map(assumption => html`<li>${factHtml(assumption, language)}</li>`)}</ul>`;
}

/** Failures with their last words folded away; what happened alike in several runs is one line with these runs. */
export function failureList({ failures }: Report, language: Language): Html {
  const words = METHOD_WORDS[language];
  if (failures.length === 0) return html`<p>${words.nothingFailed}</p>`;
  const lines = failures.map(failure => ({
    ...failure,
    text: failureLine(failure, language),
    under: lastWords(failure, words),
  }));
  return html`<ul>${oncePerText(lines, language)}</ul>`;
}

function failureLine(failure: Failure, language: Language): Html {
  const words = METHOD_WORDS[language];
  const { stage, rounds } = failure;
  const when = stage === 'time' ? words.rounds(rounds.map(round => round + 1)) : (words.stages[stage] ?? '');
  const what = `${words.onLane(idMarked(failure.case), laneText(failure))}${when}${words.colon}${failureMarked(failure, language)}`;
  return html`${failureHead(failure, language)} ${markedHtml(what, language)}`;
}

const lastWords = ({ detail }: Failure, words: Words): Html | null =>
  detail === '' ? null : html`<details><summary>${words.lastWords}</summary><pre lang="en">${detail}</pre></details>`;

export function skipList({ skips, unread }: Report, language: Language): Html {
  const words = METHOD_WORDS[language];
  if (skips.length + unread.length === 0) return html`<p>${words.nothingLeftOut}</p>`;
  const lines = skips.map(skip => ({ ...skip, text: skipLine(skip, language), under: null }));
  return html`<ul>${oncePerText(lines, language)}${unread.map(
    ({ path, reason }) => html`<li>${words.record} <code>${path}</code> ${words.unread(reason)}</li>`,
  )}</ul>`;
}

function skipLine({ what, on, reason }: Report['skips'][number], language: Language): Html {
  const { colon } = METHOD_WORDS[language];
  const skipped = skippedText({ what: on === null ? what : idMarked(what), on }, language);
  return markedHtml(`${skipped}${colon}${factText(reason, language)}`, language);
}

/** `under`: what stands below the line. */
type Line = Pick<Failure, 'run' | 'machine'> & { readonly text: Html; readonly under: Html | null };

const MOST_RUNS = 4;

/** What is said alike of several runs is said once, with the runs of each machine. */
function oncePerText(lines: readonly Line[], language: Language): readonly Html[] {
  const words = METHOD_WORDS[language];
  const alike = groupedBy(lines, ({ text, under }) => JSON.stringify([text, under]));
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const machines = groupedBy([first, ...others], ({ machine }) => machine);
    const places = [...machines].map(([machine, ofMachine]) => {
      const runs = [...new Set(ofMachine.map(({ run }) => run))];
      return words.inRuns(machine, runs.slice(0, MOST_RUNS), Math.max(0, runs.length - MOST_RUNS));
    });
    return [html`<li>${first.text}<span class="quiet">${words.places(places)}</span>${first.under}</li>`];
  });
}

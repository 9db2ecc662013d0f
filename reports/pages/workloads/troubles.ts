/** What failed and what was skipped, each with its reason. */
import type { Failure, Report } from '../../report/schema.ts';
import { laneText } from '../../rows/software.ts';
import { factText } from '../../words/fact-text.ts';
import type { Language } from '../../words/language.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { skippedText } from '../../words/report/trouble-text.ts';
import { failureHead, failureMarked, idMarked, markedHtml } from '../frame/fact-html.ts';
import { type Html, html } from '../frame/html.ts';

/** With last words folded away. */
export function failureList(failures: readonly Failure[], language: Language): Html {
  const words = WORKLOADS_WORDS[language];
  const stage = ({ stage: name, rounds }: Failure): string =>
    name === 'time' ? words.round(rounds.map(round => round + 1)) : (words.stages[name] ?? name);
  return html`<ul>${failures.map(
    failure => html`<li>${failureHead(failure, language)} ${[laneText(failure), stage(failure)].join(
      words.separator,
    )}${words.colon}${markedHtml(failureMarked(failure, language), language)}${failure.detail === '' ? null : html`<details><summary>${words.lastWords}</summary><pre lang="en">${failure.detail}</pre></details>`}</li>
`,
  )}</ul>`;
}

/** Runs that skipped the same for the same reason are one line. */
export function skipList(skips: Report['skips'], language: Language): Html {
  const { colon } = WORKLOADS_WORDS[language];
  const lines = new Set(
    skips.map(({ what, on, reason }) => {
      const skipped = skippedText({ what: on === null ? what : idMarked(what), on }, language);
      return `${skipped}${colon}${factText(reason, language)}`;
    }),
  );
  return html`<ul>${[...lines].map(
    text => html`<li>${markedHtml(text, language)}</li>
`,
  )}</ul>`;
}

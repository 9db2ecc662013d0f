/** How a reader checks the figures, step by step, with the commands. */
import type { Report } from '../../report/schema.ts';
import { METHOD_WORDS } from '../../words/pages/method/method.ts';
import type { CheckStep } from '../../words/pages/method/method-checks.ts';
import { BLANK } from '../../words/sentence.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place } from '../frame/page.ts';
import { documentPage } from './document-path.ts';

export function verifySteps(report: Report, place: Place, documents: ReadonlySet<string>): Html {
  const { checks, verifyLead } = METHOD_WORDS[place.language];
  return html`<p>${verifyLead}</p>
<ol class="checks">${checks.map(
    step => html`<li id="verify-${step.id}">${stepBody(step, report, place, documents)}</li>
`,
  )}</ol>`;
}

function stepBody(
  { title, text, commands, document }: CheckStep,
  report: Report,
  place: Place,
  documents: ReadonlySet<string>,
): Html {
  const { explained, colon } = METHOD_WORDS[place.language];
  const more =
    document === null || !documents.has(document)
      ? null
      : html`${BLANK[place.language]}<a href="${linkTo(place, documentPage(document))}" aria-label="${explained}${colon}${title}">${explained}</a>`;
  return html`<strong>${title}</strong><p>${text}${more}</p>${commands.map(
    command => html`<pre tabindex="0"><code>${commandOf(command, report)}</code></pre>`,
  )}`;
}

/** With the reference of this site, and the day where the publisher chose one: else it is the newest record's, which has a time. */
function commandOf(command: string, { reference, asOf }: Report): string {
  const isChosen = asOf !== null && asOf.length <= 'yyyy-mm-dd'.length;
  const dated = isChosen ? command.replace('{asOf}', asOf) : command.replace(' --as-of {asOf}', '');
  return dated.replace('{reference}', reference.chip);
}

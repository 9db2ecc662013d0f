/** What the answer rests on, what failed, what was left out: never hidden, each under its own heading. */
import type { Report } from '../../report/schema.ts';
import { laneText } from '../../rows/software.ts';
import { factText } from '../../words/fact-text.ts';
import { failureText, skippedText } from '../../words/report/trouble-text.ts';
import { type Html, html } from '../frame/html.ts';

export function assumptionList({ assumptions }: Report): Html {
  return html`<ul>${assumptions.map(assumption => html`<li>${factText(assumption)}</li>`)}</ul>`;
}

/** Failures with their last words folded away. */
export function failureList({ failures }: Report): Html {
  if (failures.length === 0) return html`<p>Nothing failed.</p>`;
  return html`<ul>${failures.map(
    ({ code, reason, target, strategy, case: name, stage, rounds, why, message, detail }) =>
      html`<li><strong>${code}</strong>${reason === null ? '' : ` (${reason})`} ${name} on ${laneText({ target, strategy })}${
        stage === 'time' ? `, round ${rounds.map(round => round + 1).join(', ')}` : (STAGES[stage] ?? '')
      }: ${failureText({ why, message })}${detail === '' ? null : html`<details><summary>last words</summary><pre>${detail}</pre></details>`}</li>`,
  )}</ul>`;
}

/** Of a stage that has no rounds. */
const STAGES: Readonly<Record<string, string>> = { proof: ', parity proof', race: ', race of strategies' };

export function skipList({ skips, unread }: Report): Html {
  if (skips.length + unread.length === 0) return html`<p>Nothing was left out.</p>`;
  return html`<ul>${skips.map(skip => html`<li>${skippedText(skip)}: ${factText(skip.reason)}</li>`)}${unread.map(
    ({ path, reason }) => html`<li>Record <code>${path}</code> could not be read: ${reason}</li>`,
  )}</ul>`;
}

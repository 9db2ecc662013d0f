/** What the answer rests on, what failed, what was left out: never hidden, each under its own heading. */

import { decimalUnit, pointText, spreadText, timeUnit } from '../format.ts';
import type { Report, RooflineRow } from '../report/schema.ts';
import { laneText } from '../rows/software.ts';
import { absenceText } from '../words/absence-text.ts';
import { factText } from '../words/fact-text.ts';
import { failureText, skippedText } from '../words/report/trouble-text.ts';
import { type Html, html } from './html.ts';

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

/** The suite's own matmuls: what the efficiencies are held against. */
export function rooflineTable({ roofline }: Report): Html {
  if (roofline.length === 0) return html`<p>No matmul was measured.</p>`;
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Matmuls</th><th scope="col">Target</th><th scope="col" class="number">Time</th><th scope="col" class="number">Rate</th></tr></thead>
<tbody>${roofline.map(
    row => html`<tr><th scope="row">${row.case}<small>${shapesText(row)}</small></th><td>${row.target}</td>${timeCell(row)}${rateCell(row)}</tr>
`,
  )}</tbody>
</table></div>`;
}

const MOST_SHAPES = 3;

function shapesText({ matmuls, dtype, role }: RooflineRow): string {
  const shapes = matmuls
    .slice(0, MOST_SHAPES)
    .map(({ m, k, n, count }) => `${count > 1 ? `${count} × ` : ''}${m}×${k}×${n}`);
  const more = matmuls.length > MOST_SHAPES ? `, ${matmuls.length - MOST_SHAPES} more` : '';
  return `${role === 'largest-matmul' ? 'roofline' : "a layer's own"}, ${dtype}, ${shapes.join(', ')}${more}`;
}

function timeCell({ stepMs }: RooflineRow): Html {
  if (!stepMs.available) return html`<td>${absenceText(stepMs)}</td>`;
  const unit = timeUnit(stepMs.point);
  return html`<td class="number">${pointText(stepMs.point, unit)}<small>${spreadText(stepMs, unit)}</small></td>`;
}

function rateCell({ flopsPerSecond: rate }: RooflineRow): Html {
  if (!rate.available) return html`<td>${absenceText(rate)}</td>`;
  const unit = decimalUnit(rate.point, 'FLOP/s');
  return html`<td class="number">${pointText(rate.point, unit)}<small>${spreadText(rate, unit)}</small></td>`;
}

/** The suite's own matmuls: what the efficiencies are held against. */

import { decimalUnit, pointText, spreadText, timeUnit } from '../../format.ts';
import type { Report, RooflineRow } from '../../report/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import { type Html, html } from '../frame/html.ts';

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

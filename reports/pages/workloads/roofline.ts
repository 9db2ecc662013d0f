/** The suite's own matmuls: what the efficiencies are held against. */

import { decimalUnit, pointText, spreadText, timeUnit } from '../../format.ts';
import type { Report, RooflineRow } from '../../report/schema.ts';
import { absenceText } from '../../words/absence-text.ts';
import type { Language } from '../../words/language.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { type Html, html } from '../frame/html.ts';
import { cautionMark } from '../frame/marks.ts';
import { wideText } from './wide.ts';

export function rooflineTable({ roofline }: Report, language: Language): Html {
  const words = WORKLOADS_WORDS[language];
  if (roofline.length === 0) return html`<p>${words.noMatmul}</p>`;
  const titles = words.matmulColumns;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.matmuls}"><table>
<thead><tr><th scope="col">${titles.matmuls}</th><th scope="col">${titles.target}</th><th scope="col" class="number">${titles.time}</th><th scope="col" class="number">${titles.rate}</th></tr></thead>
<tbody>${roofline.map(
    row => html`<tr><th scope="row">${shapesText(row, language)}</th><td data-label="${titles.target}">${row.target}</td>${timeCell(row, language)}${rateCell(row, language)}</tr>
`,
  )}</tbody>
</table></div>`;
}

const MOST_SHAPES = 3;

/** By its shapes: the id of a case says no more. */
function shapesText({ matmuls, dtype, role }: RooflineRow, language: Language): Html {
  const words = WORKLOADS_WORDS[language];
  const shapes = matmuls
    .slice(0, MOST_SHAPES)
    .map(({ m, k, n, count }) => `${count > 1 ? `${count} × ` : ''}${m}×${k}×${n}`);
  const more = matmuls.length > MOST_SHAPES ? [words.moreShapes(matmuls.length - MOST_SHAPES)] : [];
  return html`${[...shapes, ...more].join(words.separator)}<small>${words.matmulRoles[role]}${words.separator}${dtype}</small>`;
}

function timeCell({ stepMs }: RooflineRow, language: Language): Html {
  const label = WORKLOADS_WORDS[language].matmulColumns.time;
  if (!stepMs.available) return html`<td data-label="${label}">${absenceText(stepMs, language)}</td>`;
  const unit = timeUnit(stepMs.point);
  const wide = wideText(stepMs, { warnings: [] }, WORKLOADS_WORDS[language]);
  return html`<td class="number" data-label="${label}">${pointText(stepMs.point, unit)}<small>${spreadText(stepMs, unit, language)}</small>${wide === null ? null : html`<small>${cautionMark(wide)}</small>`}</td>`;
}

function rateCell({ flopsPerSecond: rate }: RooflineRow, language: Language): Html {
  const label = WORKLOADS_WORDS[language].matmulColumns.rate;
  if (!rate.available) return html`<td data-label="${label}">${absenceText(rate, language)}</td>`;
  const unit = decimalUnit(rate.point, 'FLOP/s');
  return html`<td class="number" data-label="${label}">${pointText(rate.point, unit)}<small>${spreadText(rate, unit, language)}</small></td>`;
}

/** Results that follow from a source's own numbers, next to what the source states for them. */
import { percentText } from '../../format.ts';
import type { Reproduction } from '../../reproduce/document.ts';
import type { Language } from '../../words/language.ts';
import { CLAIMS_WORDS } from '../../words/pages/claims.ts';
import { type Html, html } from '../frame/html.ts';
import { claimValue } from './claim-value.ts';

type Step = Reproduction['follows'][number];

/** Below this a difference is what rounding in print leaves. */
const SAME = 5e-4;
/** The bars of a table reach at least so far: small differences look small. */
const LEAST_REACH = 0.05;

/** Columns of stated figures only where the source states any. Null where nothing follows. */
export function stepTable(steps: readonly Step[], language: Language): Html | null {
  if (steps.length === 0) return null;
  const { columns } = CLAIMS_WORDS[language];
  const isStated = steps.some(({ stated }) => stated !== null);
  const reach = Math.max(LEAST_REACH, ...steps.map(({ off }) => Math.abs(off ?? 0)));
  const statedHeads = html`<th scope="col" class="number">${columns.stated}</th><th scope="col">${columns.difference}</th>`;
  return html`<div class="scroll" tabindex="0"><table class="steps">
<thead><tr><th scope="col">${columns.result}</th><th scope="col" class="number">${columns.recomputed}</th>${isStated ? statedHeads : null}<th scope="col">${columns.formula}</th></tr></thead>
<tbody>${steps.map(step => stepRow(step, isStated ? reach : null, language))}</tbody>
</table></div>`;
}

function stepRow(
  { id, text, formula, value, unit, stated, off }: Step,
  reach: number | null,
  language: Language,
): Html {
  const { columns, notStated } = CLAIMS_WORDS[language];
  const differenceCells = () =>
    html`<td class="number" data-label="${columns.stated}">${
      stated === null ? html`<span class="missing">${notStated}</span>` : claimValue(stated, unit, language)
    }</td><td data-label="${columns.difference}">${off === null ? null : difference(off, reach ?? 1, language)}</td>`;
  return html`<tr id="follows-${id}"><th scope="row">${text}</th><td class="number" data-label="${columns.recomputed}">${claimValue(value, unit, language)}</td>${reach === null ? null : differenceCells()}<td data-label="${columns.formula}"><span class="formula">${formula}</span></td></tr>
`;
}

/** The difference as words and as a bar from the middle: right of it the recomputed value is the greater. */
function difference(off: number, reach: number, language: Language): Html {
  const same = Math.abs(off) < SAME;
  const words = same ? CLAIMS_WORDS[language].same : `${off > 0 ? '+' : ''}${percentText(off)}`;
  const width = same ? 0 : (48 * Math.abs(off)) / reach;
  const left = off < 0 ? 50 - width : 50;
  return html`<span class="difference"><svg viewBox="0 0 100 10" width="100" height="10" aria-hidden="true" focusable="false"><rect class="bar" x="${left.toFixed(1)}" y="1" width="${width.toFixed(1)}" height="8"/><rect class="middle" x="49.5" y="0" width="1" height="10"/></svg> ${words}</span>`;
}

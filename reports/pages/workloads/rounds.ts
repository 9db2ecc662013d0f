/** The rounds of a row, one line each. */
import { durationText, percentText, threeDigits } from '../../format.ts';
import type { ReportRow } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { DETAIL_WORDS, type RoundColumn } from '../../words/pages/row-details.ts';
import { type Html, html } from '../frame/html.ts';

type Round = ReportRow['rounds'][number];

const CELLS: Readonly<Record<RoundColumn, (round: Round, language: Language) => string>> = {
  round: ({ round }) => `${round + 1}`,
  steps: ({ steps }) => `${steps}`,
  effective: ({ effectiveSteps }, language) =>
    effectiveSteps === null ? DETAIL_WORDS[language].tooFew : threeDigits(effectiveSteps),
  median: ({ medianMs }) => threeDigits(medianMs),
  mean: ({ meanMs }) => threeDigits(meanMs),
  p05: ({ p05Ms }) => threeDigits(p05Ms),
  p95: ({ p95Ms }) => threeDigits(p95Ms),
  outliers: ({ outliers }) => `${outliers}`,
  batch: batchText,
  warmup: ({ warmupSteps, settled }, language) => DETAIL_WORDS[language].warmup(warmupSteps, settled),
  graph: ({ graphBuildMs }) => (graphBuildMs === null ? '–' : durationText(graphBuildMs)),
  session: ({ sessionCreateMs }) => durationText(sessionCreateMs),
};

const isColumn = (name: string): name is RoundColumn => name in CELLS;
const COLUMNS: readonly RoundColumn[] = Object.keys(CELLS).filter(isColumn);

export function roundsTable({ rounds }: ReportRow, language: Language): Html {
  const titles = DETAIL_WORDS[language].rounds;
  return html`<table>
<thead><tr>${COLUMNS.map(column => html`<th scope="col" class="number">${titles[column]}</th>`)}</tr></thead>
<tbody>${rounds.map(
    round => html`<tr>${COLUMNS.map(column => html`<td class="number" data-label="${titles[column]}">${CELLS[column](round, language)}</td>`)}</tr>
`,
  )}</tbody>
</table>`;
}

/** Steps between two waits for the device, what of their time a wait is, and whether the device timed each. */
function batchText({ stepsPerBatch, stepsPerSample, fenceShare }: Round, language: Language): string {
  const words = DETAIL_WORDS[language];
  const each = stepsPerSample < stepsPerBatch ? words.eachTimed : '';
  return `${stepsPerBatch}${fenceShare === null ? '' : words.wait(percentText(fenceShare, language))}${each}`;
}

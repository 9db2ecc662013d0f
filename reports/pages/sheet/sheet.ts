/** The decision sheet: a comparison on one page of A4, to be defended in a meeting. Self-contained: it asks for no other file. */

import { threeDigits } from '../../format.ts';
import type { CompareRow, Comparison } from '../../money/schema.ts';
import { compareAssumptionText } from '../../words/compare-assumptions.ts';
import { headlineTexts } from '../../words/compare-headline.ts';
import { readingText } from '../../words/compare-readings.ts';
import { tokensText } from '../../words/difference-text.ts';
import { factText } from '../../words/fact-text.ts';
import { type Names, namesOf } from '../../words/input-text.ts';
import { lackSentences } from '../../words/lack-text.ts';
import { offerReadingText } from '../../words/offer-readings.ts';
import { type Html, html, rawText } from '../frame/html.ts';
import { groundsTable, leversTable } from './sheet-grounds.ts';
import { candidateTable, SHOWN_ROWS } from './sheet-table.ts';

export type SheetSources = {
  readonly comparison: Comparison;
  /** What makes this sheet again. */
  readonly command: string;
  /** Its style sheet (`styleOf`). */
  readonly style: string;
};

/** The whole document. Pure: the same comparison gives the same bytes. */
export function sheetPage({ comparison, command, style }: SheetSources): string {
  const { asOf, currency, model } = comparison;
  const [verdict = ''] = headlineTexts(comparison);
  const names = namesOf(comparison);
  const rows = ranked(comparison);
  const best = rows.find(({ isReference }) => !isReference);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>moebench: ${model.name}, ${rows.map(({ name }) => name).join(', ')}</title>
<style>${rawText(style)}</style>
</head>
<body${rows.length > CROWDED ? html` class="crowded"` : null}>
<header>
<p class="name">moebench decision sheet</p>
<p class="quiet">${asOf === null ? '' : `as of ${asOf}, `}amounts in ${currency}, ${dtypeText(comparison)}rates of training the whole model</p>
</header>
<main>
<p class="question">${question(comparison)}</p>
<h1>${verdict}</h1>
<p>${standing(rows)}</p>
${lacking(rows, names)}
${disagreement(comparison)}
<section><h2>The candidates</h2>
${candidateTable(comparison, rows)}
${rows.length > SHOWN_ROWS ? html`<p class="quiet">${rows.length - SHOWN_ROWS} more, which save less or have no cost, in the JSON.</p>` : null}
</section>
<section><h2>What would change it</h2>
${best === undefined ? html`<p>Nothing stands beside the reference.</p>` : leversTable(best, names)}
</section>
<section><h2>What it rests on</h2>
${groundsTable(rows.slice(0, SHOWN_ROWS), names)}
</section>
<section class="fine"><h2>Read it with</h2>
<p>${assumptionsText(comparison, names)}</p>
${readingsOf(comparison, names)}
${notIncluded(rows)}
<p>Every figure, input and source: <code>${command} --json</code>. This sheet again: <code>${command} --sheet sheet.html</code>.</p>
</section>
</main>
</body>
</html>
`;
  return page.html;
}

/** With more rows than this, sources are cut to one line, so that all of it stays on one page. */
const CROWDED = 5;

/** Those that hold for the whole case come first, and after them where each speed is from: that the table says as well. */
function assumptionsText({ assumptions, mixedPrecision }: Comparison, names: Names): string {
  const shown = assumptions.slice(0, mixedPrecision ? 4 : 3);
  const more = assumptions.length - shown.length;
  return [
    ...shown.map(assumption => compareAssumptionText(assumption, names)),
    ...(more === 0 ? [] : [`${more} more, on the speeds, in the JSON.`]),
  ].join(' ');
}

/** The reference, then who saves most, then what has no cost. */
function ranked({ rows }: Comparison): readonly CompareRow[] {
  const place = ({ isReference, saving }: CompareRow): number => {
    if (isReference) return Number.NEGATIVE_INFINITY;
    return saving.available ? -saving.point : Number.POSITIVE_INFINITY;
  };
  return rows.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** The one type of all rows; where they differ each row says its own. */
function dtypeText({ rows, mixedPrecision }: Comparison): string {
  return mixedPrecision || rows[0] === undefined ? '' : `${rows[0].dtype}, `;
}

function question({ model, tokens, rows, reference, deadlineDays }: Comparison): string {
  const name = rows.find(({ id }) => id === reference)?.name ?? reference;
  const days = deadlineDays === null ? '' : ` within ${threeDigits(deadlineDays)} days`;
  return `What does it cost to train ${model.name} on ${tokensText(tokens)}${days}, beside ${name}?`;
}

/** How many of the candidates came out how; nothing where the reference is alone. */
function standing(rows: readonly CompareRow[]): string {
  const others = rows.filter(({ isReference }) => !isReference);
  if (others.length === 0) return '';
  const count = (verdict: CompareRow['verdict']) => others.filter(row => row.verdict === verdict).length;
  const parts = [
    [count('cheaper'), 'cheaper'],
    [count('dearer'), 'dearer'],
    [count('not separable'), 'not separable from the reference'],
    [count('no interval'), 'without a verdict, because a speed has no interval'],
    [count(null), 'without a saving'],
  ] as const;
  const said = parts.flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`]));
  return `Of ${others.length} candidate${others.length === 1 ? '' : 's'}: ${said.join(', ')}. An interval that holds zero is no saving.`;
}

/** What the speeds without an interval lack, and what to give. */
function lacking(rows: readonly CompareRow[], names: Names): Html | null {
  const said = lackSentences(
    rows.filter(({ isReference, verdict }) => !isReference && verdict === 'no interval').flatMap(({ lacks }) => lacks),
    names,
  );
  return said.length === 0 ? null : html`<p class="quiet">${said.join(' ')}</p>`;
}

/** Published speeds that contradict those in use. */
function disagreement(comparison: Comparison): Html | null {
  const codes = comparison.headline.map(({ code }) => code);
  const said = headlineTexts(comparison).filter((_, index) => codes[index] === 'evidence-disagrees');
  return said.length === 0 ? null : html`<p class="quiet">${said.join(' ')}</p>`;
}

/** How prices were read: what is converted, or taken in one of two senses. */
function readingsOf({ readings, offered }: Comparison, names: Names): Html | null {
  const ofOffers = (offered?.readings ?? []).map(reading => offerReadingText(reading));
  const said = [...new Set([...readings.map(fact => readingText(fact, names)), ...ofOffers])];
  return said.length === 0 ? null : html`<p>${said.join(' ')}</p>`;
}

function notIncluded(rows: readonly CompareRow[]): Html | null {
  const left = [...new Set(rows.flatMap(row => row.notIncluded.map(fact => factText(fact))))];
  return left.length === 0 ? null : html`<p>Not included: ${left.join('; ')}.</p>`;
}

/** The decision sheet: a comparison on one page of A4, to be defended in a meeting. Self-contained: it asks for no other file. */

import { threeDigits } from '../../format.ts';
import type { CompareRow, Comparison } from '../../money/schema.ts';
import { compareAssumptionText } from '../../words/compare-assumptions.ts';
import { headlineTexts } from '../../words/compare-headline.ts';
import { readingText } from '../../words/compare-readings.ts';
import { tokensText } from '../../words/difference-text.ts';
import { type Names, namesOf } from '../../words/input-text.ts';
import { lackSentences } from '../../words/lack-text.ts';
import { LANGUAGE_TAGS, type Language } from '../../words/language.ts';
import { offerReadingText } from '../../words/offer-readings.ts';
import { SHEET_WORDS } from '../../words/pages/sheet/sheet.ts';
import type { SheetWords, Standing } from '../../words/pages/sheet/sheet-words.ts';
import { BLANK } from '../../words/sentence.ts';
import { type Html, html, rawText } from '../frame/html.ts';
import { notIncludedTexts } from './not-included.ts';
import { priceBaseTexts } from './price-base.ts';
import { groundsTable, leversTable } from './sheet-grounds.ts';
import { candidateTable, SHOWN_ROWS } from './sheet-table.ts';

export type SheetSources = {
  readonly comparison: Comparison;
  /** What makes this sheet again. */
  readonly command: string;
  /** Its style sheet (`styleOf`). */
  readonly style: string;
  readonly language: Language;
};

/** The whole document. Pure: the same comparison gives the same bytes. */
export function sheetPage({ comparison, command, style, language }: SheetSources): string {
  const { asOf, currency, model } = comparison;
  const words = SHEET_WORDS[language];
  const [verdict = ''] = headlineTexts(comparison, language);
  const names = namesOf(comparison);
  const rows = ranked(comparison);
  const [allFigures, sheetAgain, end] = words.again;
  const best = rows.find(({ isReference }) => !isReference);
  const page = html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>moebench: ${model.name}, ${rows.map(({ name }) => name).join(', ')}</title>
<style>${rawText(style)}</style>
</head>
<body${densityOf(rows)}>
<header>
<p class="name">${words.name}</p>
<p class="quiet">${words.facts({ asOf, currency, dtype: dtypeOf(comparison) })}</p>
</header>
<main>
<p class="question">${question(comparison, language)}</p>
<h1>${verdict}</h1>
<p>${standing(rows, words)}</p>
${lacking(rows, names, language)}
${disagreement(comparison, language)}
<section><h2>${words.candidates}</h2>
${candidateTable(comparison, rows, language)}
${paragraph(priceBaseTexts(comparison, language).join(BLANK[language]), 'quiet')}
${rows.length > SHOWN_ROWS ? html`<p class="quiet">${words.moreRows(rows.length - SHOWN_ROWS)}</p>` : null}
</section>
<section><h2>${words.whatChanges}</h2>
${best === undefined ? html`<p>${words.nothingBeside}</p>` : leversTable(best, names, language)}
</section>
<section><h2>${words.restsOn}</h2>
${groundsTable(rows.slice(0, SHOWN_ROWS), names, language, groundsThatFit(rows.length))}
</section>
<section class="fine"><h2>${words.readWith}</h2>
<p>${assumptionsText(comparison, names, language)}</p>
${readingsOf(comparison, names, language)}
${paragraph(notIncludedTexts(comparison, names, language).join(BLANK[language]))}
<p>${allFigures}<code>${command} --json</code>${sheetAgain}<code>${command}${language === 'en' ? '' : ` --lang ${language}`} --sheet sheet.html</code>${end}</p>
</section>
</main>
</body>
</html>
`;
  return page.html;
}

const paragraph = (text: string, name = ''): Html | null =>
  text === '' ? null : html`<p${name === '' ? null : html` class="${name}"`}>${text}</p>`;

/** With more rows than this, letters are smaller in print. */
const DENSE = 3;
/** And with more than this smaller still, and fewer inputs are listed, so that all of it stays on one page. */
const CROWDED = 5;

/** So many inputs have room beside so many rows. */
function groundsThatFit(rows: number): number {
  if (rows > CROWDED) return 6;
  return rows > DENSE ? 7 : 10;
}

function densityOf({ length }: readonly CompareRow[]): Html | null {
  if (length > CROWDED) return html` class="dense crowded"`;
  return length > DENSE ? html` class="dense"` : null;
}

/** Those that hold for the whole case come first, and after them where each speed is from: that the table says as well. */
function assumptionsText({ assumptions, mixedPrecision }: Comparison, names: Names, language: Language): string {
  const shown = assumptions.slice(0, mixedPrecision ? 4 : 3);
  const more = assumptions.length - shown.length;
  return [
    ...shown.map(assumption => compareAssumptionText(assumption, names, language)),
    ...(more === 0 ? [] : [SHEET_WORDS[language].moreAssumptions(more)]),
  ].join(BLANK[language]);
}

/** The reference, then who saves most, then what has no cost. */
function ranked({ rows }: Comparison): readonly CompareRow[] {
  const place = ({ isReference, saving }: CompareRow): number => {
    if (isReference) return Number.NEGATIVE_INFINITY;
    return saving.available ? -saving.point : Number.POSITIVE_INFINITY;
  };
  return rows.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** The one type of all rows; null where they differ: each row says its own. */
const dtypeOf = ({ rows, mixedPrecision }: Comparison): string | null =>
  mixedPrecision || rows[0] === undefined ? null : rows[0].dtype;

function question({ model, tokens, rows, reference, deadlineDays }: Comparison, language: Language): string {
  return SHEET_WORDS[language].question({
    model: model.name,
    tokens: tokensText(tokens, language),
    days: deadlineDays === null ? null : threeDigits(deadlineDays),
    reference: rows.find(({ id }) => id === reference)?.name ?? reference,
  });
}

/** How many of the candidates came out how; nothing where the reference is alone. */
function standing(rows: readonly CompareRow[], words: SheetWords): string {
  const others = rows.filter(({ isReference }) => !isReference);
  if (others.length === 0) return '';
  const counts = STANDINGS.map(
    what => [what, others.filter(({ verdict }) => (verdict ?? 'no saving') === what).length] as const,
  );
  return words.standing(
    others.length,
    counts.filter(([, count]) => count > 0),
  );
}

const STANDINGS: readonly Standing[] = ['cheaper', 'dearer', 'not separable', 'no interval', 'no saving'];

/** What the speeds without an interval lack, and what to give. */
function lacking(rows: readonly CompareRow[], names: Names, language: Language): Html | null {
  const said = lackSentences(
    rows.filter(({ isReference, verdict }) => !isReference && verdict === 'no interval').flatMap(({ lacks }) => lacks),
    names,
    language,
  );
  return said.length === 0 ? null : html`<p class="quiet">${said.join(BLANK[language])}</p>`;
}

/** Published speeds that contradict those in use. */
function disagreement(comparison: Comparison, language: Language): Html | null {
  const codes = comparison.headline.map(({ code }) => code);
  const said = headlineTexts(comparison, language).filter((_, index) => codes[index] === 'evidence-disagrees');
  return said.length === 0 ? null : html`<p class="quiet">${said.join(BLANK[language])}</p>`;
}

/** How prices were read: what is converted, or taken in one of two senses. */
function readingsOf({ readings, offered }: Comparison, names: Names, language: Language): Html | null {
  const ofOffers = (offered?.readings ?? []).map(reading => offerReadingText(reading, language));
  const said = [...new Set([...readings.map(fact => readingText(fact, names, language)), ...ofOffers])];
  return said.length === 0 ? null : html`<p>${said.join(BLANK[language])}</p>`;
}

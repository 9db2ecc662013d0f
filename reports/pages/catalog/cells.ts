/** Cells of the catalog's tables: figures with the value they sort by, dates with their age, sources folded away. */
import { type Age, ageOf } from '../../catalog/staleness.ts';
import { fourDigits } from '../../format.ts';
import type { Language } from '../../words/language.ts';
import { CATALOG_WORDS } from '../../words/pages/catalog.ts';
import { confidenceName } from '../../words/report/vocabulary/basis-words.ts';
import { foreign } from '../frame/foreign.ts';
import { type Html, html } from '../frame/html.ts';
import { sourceLinks } from '../frame/source.ts';

/** `sort`: what the column sorts by; null: no value, always last. */
export type Cell = { readonly body: Html; readonly sort: number | string | null; readonly number: boolean };

export const textCell = (body: Html | string, sort: string | null = typeof body === 'string' ? body : null): Cell => ({
  body: html`${body}`,
  sort,
  number: false,
});

/** A figure in units of `unit`; without one, words that say so. */
export function figureCell(value: number | null, unit: number, language: Language): Cell {
  if (value === null) {
    const body = html`<span class="missing" title="${CATALOG_WORDS[language].unknown}">–</span>`;
    return { body, sort: null, number: true };
  }
  return { body: html`${fourDigits(value / unit)}`, sort: value, number: true };
}

type Origin = {
  readonly source: string;
  readonly date: string;
  readonly confidence: string;
  readonly overlay?: string | undefined;
  readonly notes?: string | undefined;
};

/** `as of 2026-05, confidence high`, behind which source, notes and further lines are folded. */
export function originCell(
  { source, date, confidence, overlay, notes = '' }: Origin,
  language: Language,
  lines: readonly Html[] = [],
): Cell {
  const words = CATALOG_WORDS[language];
  const how =
    overlay === undefined
      ? words.confidence(date, confidenceName(confidence, language))
      : words.fromFile(date, overlay);
  const body = html`<details class="origin"><summary><small>${how}</small></summary><p>${foreign(sourceLinks(source), language)}</p>${
    notes === '' ? null : html`<p>${foreign(sourceLinks(notes), language)}</p>`
  }${lines.map(line => html`<p>${line}</p>`)}</details>`;
  return { body, sort: date, number: false };
}

/** The date, and how old it is on the day of the report; stale ones are marked. */
export function ageCell(date: string, age: Age | null, language: Language): Cell {
  const words = CATALOG_WORDS[language];
  return { body: html`${date} ${ageMark(age, words)}`, sort: date, number: false };
}

export const ageOn = (date: string, asOf: string | null): Age | null => (asOf === null ? null : ageOf({ date }, asOf));

function ageMark(age: Age | null, words: (typeof CATALOG_WORDS)['en']): Html {
  if (age === null) return html`<small>${words.noDay}</small>`;
  if (age.stale) return html`<small class="caution">${words.stale(age.days)}</small>`;
  return html`<small>${age.days < 0 ? words.later : words.fresh(age.days)}</small>`;
}

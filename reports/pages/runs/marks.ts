/** What the pages of runs mark: whether a record is sealed, and when it was made. */
import type { Seal } from '../../runs/run-facts.ts';
import type { Language } from '../../words/language.ts';
import { RUNS_WORDS } from '../../words/pages/runs.ts';
import { type Html, html } from '../frame/html.ts';

const SIGNS: Readonly<Record<Seal, string>> = { sealed: '●', unsealed: '○', damaged: '✕' };

/** `● sealed`. */
export const sealMark = (seal: Seal, language: Language): Html =>
  html`<span class="seal ${seal}"><span class="sign" aria-hidden="true">${SIGNS[seal]}</span> ${RUNS_WORDS[language].seals[seal]}</span>`;

/** `2026-11-20T01:00:00.000Z` → `2026-11-20 01:00`. */
export const momentText = (instant: string): string => instant.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ');

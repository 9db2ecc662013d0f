/** The state of a series as the page shows it: a sign, a word and a colour. */
import type { Finding } from '../../regressions/schema.ts';
import type { Language } from '../../words/language.ts';
import { HISTORY_WORDS, type ShownState } from '../../words/pages/history.ts';
import { type Html, html } from '../frame/html.ts';

export function shownState({ state, step }: Pick<Finding, 'state' | 'step'>): ShownState {
  if (state !== 'confirmed') return state;
  return step?.direction === 'better' ? 'better' : 'worse';
}

const SIGNS: Readonly<Record<ShownState, string>> = {
  worse: '▲',
  suspected: '◐',
  accepted: '◆',
  better: '▼',
  recovered: '↺',
  steady: '●',
  'insufficient-history': '○',
  'not-judged': '✕',
};

/** What needs a look comes first. */
export const STATE_ORDER: readonly ShownState[] = [
  'worse',
  'suspected',
  'accepted',
  'better',
  'recovered',
  'not-judged',
  'steady',
  'insufficient-history',
];

/** `▲ worse`. */
export const stateMark = (state: ShownState, language: Language): Html =>
  html`<span class="state ${state}"><span class="sign" aria-hidden="true">${SIGNS[state]}</span> ${HISTORY_WORDS[language].states[state]}</span>`;

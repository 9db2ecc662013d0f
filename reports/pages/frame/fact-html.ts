/** The sentence of a fact on a page: what a stranger wrote in it (a source, an offer, a place) is marked as English. */
import type { Fact } from '../../fact.ts';
import { factText } from '../../words/fact-text.ts';
import type { Language } from '../../words/language.ts';
import { isPhrase } from '../../words/zh/phrases.ts';
import { foreign } from './foreign.ts';
import { type Html, html } from './html.ts';

/** Values that are quoted as they were found. */
const QUOTED: ReadonlySet<string> = new Set(['source', 'offer', 'place', 'of']);

/** Letters of the private use area, of which no text of ours has any (Unicode Standard, 23.5). */
const [OPEN, CLOSE] = ['\ue000', '\ue001'];
const MARKED = /\ue000([^\ue000\ue001]*)\ue001/;

export function factHtml(fact: Fact, language: Language): Html {
  if (language === 'en') return html`${factText(fact)}`;
  const pieces = factText(marked(fact), language).split(MARKED);
  return html`${pieces.map((piece, index) => (index % 2 === 1 ? foreign(piece, language) : piece))}`;
}

function marked(fact: Fact): Fact {
  const values = Object.fromEntries(
    Object.entries(fact.values).map(([name, value]) => [
      name,
      isQuoted(name, value) ? `${OPEN}${value}${CLOSE}` : value,
    ]),
  );
  return { ...fact, values, ...(fact.because === undefined ? {} : { because: fact.because.map(marked) }) };
}

const isQuoted = (name: string, value: unknown): boolean =>
  typeof value === 'string' && QUOTED.has(name) && /[A-Za-z]/.test(value) && !isPhrase(value);

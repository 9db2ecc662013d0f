/** The sentence of a fact on a page: what a stranger wrote in it (a source, an offer, a place) is marked as English. */
import type { Fact, Value } from '../../fact.ts';
import type { Failure } from '../../report/schema.ts';
import { factText } from '../../words/fact-text.ts';
import type { Language } from '../../words/language.ts';
import { failureName } from '../../words/report/failure-name.ts';
import { failureText } from '../../words/report/trouble-text.ts';
import { isPhrase } from '../../words/zh/phrases.ts';
import { foreign } from './foreign.ts';
import { type Html, html } from './html.ts';
import { idHtml } from './unbroken.ts';

/** Values that are quoted as they were found. */
const QUOTED: ReadonlySet<string> = new Set(['source', 'offer', 'place', 'of', 'reason']);

/** Values that are lists of ids. */
const IDS: ReadonlySet<string> = new Set(['rows', 'runs']);

/** Letters of the private use area, of which no text of ours has any (Unicode Standard, 23.5). */
const [OPEN, CLOSE, OPEN_ID, CLOSE_ID] = ['\ue000', '\ue001', '\ue002', '\ue003'];
const MARKED = /(\ue000[^\ue000\ue001]*\ue001|\ue002[^\ue002\ue003]*\ue003)/;

export const factHtml = (fact: Fact, language: Language): Html =>
  markedHtml(factText(marked(fact, language), language), language);

/** An id for a sentence that `markedHtml` shows. */
export const idMarked = (id: string): string => `${OPEN_ID}${id}${CLOSE_ID}`;

/** What kind of failure it is, with the code of its reason: `invalid (product-above-peak)`. */
export function failureHead({ code, reason }: Pick<Failure, 'code' | 'reason'>, language: Language): Html {
  const name = html`<strong>${failureName(code, language)}</strong>`;
  if (reason === null) return name;
  return language === 'en' ? html`${name} (${reason})` : html`${name}（${reason}）`;
}

/** A failure's words for a sentence that `markedHtml` shows: the runtime's are in English. */
export const failureMarked = (failure: Pick<Failure, 'why' | 'message'>, language: Language): string =>
  failure.why === null && language !== 'en' && !isPhrase(failure.message)
    ? `${OPEN}${failure.message}${CLOSE}`
    : failureText(failure, language);

/** A sentence with marked words in it. */
export function markedHtml(text: string, language: Language): Html {
  return html`${text.split(MARKED).map(piece => {
    if (piece.startsWith(OPEN)) return foreign(piece.slice(1, -1), language);
    return piece.startsWith(OPEN_ID) ? idHtml(piece.slice(1, -1)) : piece;
  })}`;
}

function marked(fact: Fact, language: Language): Fact {
  const values = Object.fromEntries(
    Object.entries(fact.values).map(([name, value]) => [name, markedValue(name, value, language)]),
  );
  const because = fact.because?.map(cause => marked(cause, language));
  return { ...fact, values, ...(because === undefined ? {} : { because }) };
}

function markedValue(name: string, value: Value, language: Language): Value {
  if (typeof value === 'object') return IDS.has(name) ? value.map(idMarked) : value;
  return language !== 'en' && isQuoted(name, value) ? `${OPEN}${value}${CLOSE}` : value;
}

const isQuoted = (name: string, value: unknown): boolean =>
  typeof value === 'string' && QUOTED.has(name) && /[A-Za-z]/.test(value) && !isPhrase(value);

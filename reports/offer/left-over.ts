/** What of an offer's text nobody understood, and what to write in its place. */
import { nearest } from '../../suites/usage-error.ts';
import { aliasesOf, type ChipNames, compact } from './chip-name.ts';
import { CURRENCY_LETTERS } from './currency-word.ts';

/** In a refusal that cannot list everything. */
const MOST_LISTED = 6;

const FORMS =
  'x 8, 20 CNY/h, 45000 CNY/month per node of 8, spot, excl VAT 13 %, mfu 0.25, 1203 tokens/s (docs/OFFERS.md)';

/** `'H8000' at character 1 is no chip; did you mean …`. */
export function leftOverText(text: string, at: number, names: ChipNames, hasChip: boolean): string {
  const [word = ''] = /^\S+/.exec(text.slice(at)) ?? [];
  const where = `'${word}' at character ${at + 1}`;
  return `${where} ${decimalComma(word) ?? currency(text.slice(at)) ?? chip(word, names, hasChip) ?? `is not understood; an offer is a chip with parts as ${FORMS}`}`;
}

function decimalComma(word: string): string | null {
  return /^\d+,\d+/.test(word) ? `has a comma; write the decimal point as ${word.replace(',', '.')}` : null;
}

/** `20 CNX/h`. */
function currency(rest: string): string | null {
  const [, letters] = /^[\d.,]+\s*([a-z]{3})\s*(?:\/|per\b|$)/i.exec(rest) ?? [];
  if (letters === undefined) {
    return /^[\d.,]+(?:\s|$)/.test(rest) ? 'is a number of nothing; give its currency and period, as 20 CNY/h' : null;
  }
  const near = nearest(letters, CURRENCY_LETTERS);
  return `is of no currency (${letters}); ${near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'give its three letters, as CNY'}`;
}

function chip(word: string, names: ChipNames, hasChip: boolean): string | null {
  if (hasChip || !/\d|[\p{Script=Han}]/u.test(word)) return null;
  return `is no chip of the catalog${nearChips(word, names)}`;
}

/** `; did you mean nvidia-h800 or …? (moebench list chips)`; a list that is cut says so. */
export function nearChips(word: string, { chips }: ChipNames): string {
  const wanted = compact(word);
  const inside = chips.filter(one =>
    aliasesOf(one).some(alias => alias.includes(wanted) || (alias.length > 2 && wanted.includes(alias))),
  );
  const byAlias = new Map(chips.flatMap(one => aliasesOf(one).map(alias => [alias, one.id] as const)));
  const spelt = nearest(wanted, [...byAlias.keys()]).flatMap(alias => byAlias.get(alias) ?? []);
  const ids = [...new Set([...inside.map(({ id }) => id), ...spelt])];
  const more = ids.length > MOST_LISTED ? ` and ${ids.length - MOST_LISTED} more` : '';
  const guess = ids.length === 0 ? '' : `; did you mean ${ids.slice(0, MOST_LISTED).join(', ')}${more}?`;
  return `${guess} (moebench list chips)`;
}

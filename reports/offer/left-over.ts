/** What of an offer's text nobody understood, and what to write in its place. */
import { nearest } from '../../suites/usage-error.ts';
import { aliasesOf, type ChipNames, compact } from './chip-name.ts';
import { CURRENCY_LETTERS, currencyOfWord } from './currency-word.ts';

/** In a refusal that cannot list everything. */
const MOST_LISTED = 6;

const FORMS =
  'x 8, 20 CNY/h, 45000 CNY/month per node of 8, spot, excl VAT 13 %, mfu 0.25, 1203 tokens/s (docs/OFFERS.md)';

/** `'H8000' at character 1 is no chip; did you mean …`. */
export function leftOverText(text: string, at: number, names: ChipNames, hasChip: boolean): string {
  const [word = ''] = /^\S+/.exec(text.slice(at)) ?? [];
  const where = `'${word}' at character ${at + 1}`;
  return `${where} ${numberless(word) ?? amount(text.slice(at)) ?? chip(word, names, hasChip) ?? `is not understood; an offer is a chip with parts as ${FORMS}`}`;
}

/** Words of a part that lacks its number. */
const EXAMPLES: Readonly<Record<string, string>> = {
  mfu: 'mfu 0.25',
  goodput: 'goodput 0.9',
  utilisation: 'utilisation 0.8',
  utilization: 'utilisation 0.8',
  residual: 'residual 0.1',
  upkeep: 'upkeep 5000 CNY/year',
  over: 'over 4 years',
  x: 'x 8',
};

function numberless(word: string): string | null {
  const example = EXAMPLES[word.toLowerCase().replace(/\W+$/, '')];
  return example === undefined ? null : `has no number; write it as ${example}`;
}

/** `20 CNX/h`, `1.2.3 CNY/h`, `20`. */
function amount(rest: string): string | null {
  const [, number = '', word] = /^([\d.,]+)\s*([\p{L}]{2,10})\s*(?:\/|per\b|每|$)/iu.exec(rest) ?? [];
  if (word === undefined) {
    return /^[\d.,]+(?:\s|$)/.test(rest) ? 'is a number of nothing; give its currency and period, as 20 CNY/h' : null;
  }
  if (currencyOfWord(word) !== null)
    return `can be read in more than one way as a number (${number}); write it as 1234.5`;
  const near = nearest(word, CURRENCY_LETTERS);
  return `is of no currency (${word}); ${near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'give its three letters, as CNY'}`;
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

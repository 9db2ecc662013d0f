/** A text of numbers and words, cut into tokens. Pure: what they mean together is decided elsewhere (quantity-text.ts). */
import { NUMBER_AT_START, numberOf } from './number-text.ts';
import { HAN_WORDS, type Meaning, meaningOf } from './vocabulary.ts';

export type Token =
  | { readonly is: 'number'; readonly text: string; readonly value: number | null }
  | { readonly is: 'word'; readonly text: string; readonly meaning: Meaning | null };

/** From U+FF01 to U+FF5E each sign is that of ASCII in full width. */
const FULL_WIDTH = 0xfee0;

/** Full-width digits and signs become those of ASCII; every kind of space and minus becomes the usual one. Exponents (²) stay. */
export function plainText(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH))
    .replaceAll('\uffe5', '¥')
    .replaceAll('\u2212', '-')
    .replaceAll('\u2026', '..')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Every token of a text, in its order. A hyphen after a number, as in `20-30`, is a range; before the first one it is a sign. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = plainText(text);
  while (rest !== '') {
    const hasNumber = tokens.some(({ is }) => is === 'number');
    const sign = !hasNumber && /^[-+]\s*[\d.]/.test(rest) ? rest.slice(0, 1) : '';
    const digits = NUMBER_AT_START.exec(rest.slice(sign.length).trimStart())?.[0];
    if (digits !== undefined) {
      const written = `${sign}${digits}`;
      tokens.push({ is: 'number', text: written, value: numberOf(written) });
      rest = rest.slice(rest.indexOf(digits) + digits.length).trimStart();
      continue;
    }
    const isRange = hasNumber && /^-\s*[\d$€£¥.]/.test(rest);
    const word = isRange ? '-' : wordAtStart(rest);
    tokens.push({ is: 'word', text: word, meaning: isRange ? { is: 'range' } : meaningOf(word) });
    rest = rest.slice(word.length).trimStart();
  }
  return tokens;
}

const SIGNS = /^(?:\.{2,3}|[a-z]{0,3}[$¥€£₩₹]|[a-z]+|\p{L}|.)/iu;

function wordAtStart(text: string): string {
  const chinese = HAN_WORDS.find(word => text.startsWith(word));
  return chinese ?? SIGNS.exec(text)?.[0] ?? text.slice(0, 1);
}

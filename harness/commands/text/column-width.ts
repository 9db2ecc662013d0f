/** How many columns of a terminal a text takes, and where its lines may break. */
import { stripVTControlCharacters } from 'node:util';

/** Letters of two columns: Chinese characters and full-width punctuation (Unicode Standard Annex 11). */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const WIDE_ALL = new RegExp(WIDE, 'g');

/** Colour sequences take none. */
export function columnsOf(text: string): number {
  const letters = stripVTControlCharacters(text);
  return [...letters].length + (letters.match(WIDE_ALL)?.length ?? 0);
}

/** Punctuation that begins no line, and that ends none (GB/T 15834). */
const CLOSING = /^[，。；：、！？）”’》〉】…—%]/;
const OPENING = /[（“‘《〈【]$/;

/** The pieces that a line may end between: at each blank, and between two letters of which one is Chinese. */
export function breakable(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const piece of text.split(
    /(?<= )|(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60])|(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60])/,
  )) {
    const last = pieces.at(-1);
    if (last !== undefined && !last.endsWith(' ') && (CLOSING.test(piece) || OPENING.test(last))) {
      pieces[pieces.length - 1] = last + piece;
    } else if (piece !== '') pieces.push(piece);
  }
  return pieces;
}

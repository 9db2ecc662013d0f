/** A text to learn from: sentences of a small grammar, drawn by the seed (DESIGN.md, Data). The same bytes everywhere. */
import { draw24, streamKey } from '../data.ts';

/** What a sentence is made of. A word in capitals stands for a choice of its row; the rest is written as it is. */
const GRAMMAR: Readonly<Record<string, readonly string[]>> = {
  SENTENCE: [
    'THING ACTION THING.',
    'THING ACTION THING PLACE.',
    'PLACE, THING ACTION THING.',
    'NUMBER NOUNS ACTION THING.',
  ],
  THING: ['the NOUN', 'a NOUN', 'the KIND NOUN', 'a KIND NOUN', 'every NOUN'],
  NOUN: ['router', 'expert', 'token', 'layer', 'gradient', 'weight', 'batch', 'sequence', 'model', 'machine'],
  NOUNS: ['routers', 'experts', 'tokens', 'layers', 'gradients', 'weights'],
  KIND: ['small', 'large', 'shared', 'sparse', 'dense', 'slow', 'fast', 'idle', 'busy'],
  ACTION: ['sends', 'takes', 'keeps', 'drops', 'sorts', 'counts', 'scales', 'waits for', 'adds to', 'reads'],
  PLACE: ['in memory', 'on the device', 'at every step', 'before the loss', 'after the sum', 'on the host'],
  NUMBER: ['two', 'four', 'eight', 'sixteen', 'sixty-four'],
};

/** The first `length` bytes of the text of a seed, ASCII, a sentence a line. */
export function grammarText(seed: number, length: number): Uint8Array {
  const key = streamKey(seed, 'text');
  let drawn = 0;
  const choose = (row: readonly string[]): string => {
    const choice = row[Math.floor((draw24(key, drawn) * row.length) / 2 ** 24)] ?? '';
    drawn += 1;
    return choice;
  };
  const expand = (word: string): string => {
    const row = GRAMMAR[word];
    return row === undefined ? word : choose(row).replace(/[A-Z]+/g, expand);
  };
  let text = '';
  while (text.length < length) text += `${expand('SENTENCE')}\n`;
  return Buffer.from(text.slice(0, length), 'ascii');
}

/** Text whose lines do not break within a name or between a figure and its sign. */

const BLANK = '\u00a0';
/** A longer name is broken: it would not fit a phone in a heading. */
const MOST_LETTERS = 20;

export function unbroken(text: string, names: readonly string[]): string {
  const short = [...new Set(names)]
    .filter(({ length }) => length <= MOST_LETTERS)
    .toSorted((a, b) => b.length - a.length);
  const named = short.reduce((kept, name) => kept.replaceAll(name, name.replaceAll(' ', BLANK)), text);
  return named.replaceAll(/(\d) (?=[%×])/g, `$1${BLANK}`);
}

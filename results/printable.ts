/** Text of others for a terminal, a page or a spreadsheet: names in records, and words of runners, may hold what moves a cursor. Pure. */
/** Without escape sequences, control characters (but line ends and tabs) and what turns the direction of a line. */
export const printable = (text: string): string =>
  text.replace(ESCAPES, '').replace(/[^\P{Cc}\n\t]|\p{Bidi_Control}|\uFFFD/gu, '');

/** The same on one line, so that no name looks like a sentence of ours below it; at most so many characters. */
export const onOneLine = (text: string, longest: number = Number.POSITIVE_INFINITY): string => {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
};

/** The same with colours kept, which are ours: they move no cursor. */
export const printableInColour = (text: string): string =>
  text
    .split(COLOUR)
    .map((part, i) => (i % 2 === 0 ? printable(part) : part))
    .join('');

const COLOUR = new RegExp(`(${String.fromCharCode(0x1b)}\\[\\d{1,2}m)`);

/**
 * Escape sequences of terminals (ECMA-48): a command string (OSC: a title, a link) up to its end, a control sequence with its
 * parameters, an escape with what it takes. In a browser there is no Node that strips them.
 */
const ESCAPES = new RegExp(
  [
    '(?:\\u001B\\]|\\u009D)[^\\u0007\\u001B\\u009C]*(?:\\u0007|\\u001B\\\\|\\u009C)',
    '(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]',
    '\\u001B[ -/]*[0-~]',
  ].join('|'),
  'g',
);

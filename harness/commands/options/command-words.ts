/** A command line as the list of its words, by a shell's rules for quotes and backslashes; no shell is started. Pure. */
import { UsageError } from '../../errors.ts';

/** A quoted text, an escaped character, or a run of others; what stands next to each other is one word. */
const PIECE = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)|(\s+)/y;

/** `python3 "my runner.py" --fast` is three words. UsageError for none, or for a quote that does not end. */
export function commandWords(text: string, option: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const at = PIECE.lastIndex;
    const piece = PIECE.exec(text);
    if (piece === null) throw new UsageError(`${option} '${text}': nothing ends what begins at ${text.slice(at)}`);
    const [, single, double, escaped, plain, space] = piece;
    if (space === undefined) {
      // Inside double quotes a backslash stands for itself but before these.
      word = (word ?? '') + (single ?? double?.replace(/\\([\\"$`])/g, '$1') ?? escaped ?? plain ?? '');
    } else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  if (word !== null) words.push(word);
  if (!words[0]) throw new UsageError(`${option} is empty; give the command that starts a runner`);
  return words;
}

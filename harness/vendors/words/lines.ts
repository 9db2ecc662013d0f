/** The lines of what a tool printed. */

/** The lines of a text, without trailing blanks. */
export function lines(text: string): string[] {
  return text.split('\n').map(line => line.trimEnd());
}

/** True where someone cut the listing short: what is left cannot be counted. */
export function isCut(text: string): boolean {
  return lines(text).some(line => /^\s*(\.\.\.|…|\[\.\.\.\]|\[output truncated\])\s*$/.test(line));
}

/** Whether a tool warns in between, as nvidia-smi does of a corrupted infoROM: no line of its listing. */
export const isWarning = (line: string): boolean => /^WARNING: /i.test(line);

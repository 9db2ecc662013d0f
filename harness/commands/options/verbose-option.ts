/** `--verbose`: everything, in place of one screen. */
import { Option } from 'commander';
import type { Language } from '../../../reports/words/language.ts';
import { SCREEN_LINES, type Screen } from '../text/screen.ts';
import { textColumns } from '../text/terminal.ts';

export const verboseOption = (): Option =>
  new Option('--verbose', `print everything (default: the answer, in about ${SCREEN_LINES} lines)`);

/** The screen that standard output has, for a command that was given --verbose or not. */
export const screenOf = (verbose: boolean | undefined, language: Language = 'en'): Screen => ({
  columns: textColumns(process.stdout),
  verbose: verbose === true,
  language,
});

/** What a night prints for a person: the run, then the check, then where to look. */
import { checkText } from '../text/check/check-text.ts';
import { runText } from '../text/run-text.ts';
import type { Screen } from '../text/screen.ts';
import { displayPath } from '../text/terminal.ts';
import { NIGHT_TEXT_WORDS } from '../words/check-text-words.ts';
import type { Night } from './night.ts';
import { checkLine, comparedText } from './summary.ts';

export function nightlyText(night: Night, screen: Screen, results: string): string {
  const { finished, site, interleaved, outputs } = night;
  const { language = 'en' } = screen;
  const words = NIGHT_TEXT_WORDS[language];
  const paragraphs = [
    finished === null ? '' : runText(finished, screen, site?.report ?? null),
    ...interleaved.map(compared => `${comparedText(compared, language)}\n`),
    nightCheckText(night, screen, results),
    outputs.map(({ format, path }) => words.output(format, displayPath(path))).join(''),
    site === null ? '' : words.next(displayPath(site.page)),
  ];
  return paragraphs.join('');
}

/** A line where nothing is to be looked at. */
function nightCheckText({ check }: Night, screen: Screen, results: string): string {
  if (check === null || check.runs.length === 0) return '';
  const isShort = check.verdict === 'cannot-tell' || (check.verdict === 'holds' && check.counts.suspected === 0);
  return isShort ? `${checkLine(check, screen.language)}\n` : `\n${checkText(check, screen, results)}`;
}

/** A night in a few sentences: what is news first, then the answer of the check. */
import { isOpenRegression } from '../../../reports/regressions/check.ts';
import { entriesOf, withStep } from '../../../reports/regressions/entries.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { ratioText } from '../../../reports/words/difference/difference-words.ts';
import type { Language } from '../../../reports/words/language.ts';
import { headline } from '../../../reports/words/regressions/check-words.ts';
import { changedText, entryText } from '../../../reports/words/regressions/step-text.ts';
import { NIGHT_TEXT_WORDS } from '../words/check-text-words.ts';
import type { Compared } from './compare.ts';
import { type News, newsOf } from './exit.ts';
import type { Night } from './night.ts';

export function summaryOf(night: Night, language: Language = 'en'): readonly string[] {
  const words = NIGHT_TEXT_WORDS[language];
  const { check, failures, interleaved } = night;
  return [
    ...newsOf(night).flatMap(news => NEWS_TEXTS[news](night, language)),
    ...failures.map(({ stage, message }) => words.stage(words.stages[stage] ?? stage, message)),
    ...interleaved.map(compared => comparedText(compared, language)),
    ...(check === null ? [] : [checkLine(check, language), ...openTexts(check, language)]),
  ];
}

const NEWS_TEXTS: Readonly<Record<News, (night: Night, language: Language) => readonly string[]>> = {
  'nothing-measured': (_, language) => [NIGHT_TEXT_WORDS[language].nothing],
  'cells-failed': ({ run }, language) => (run === null ? [] : [NIGHT_TEXT_WORDS[language].failedCells(run.failed)]),
  'stage-failed': () => [],
  regressed: () => [],
};

/** On the first nights there is nothing to compare with, which is no reason for alarm. */
export const checkLine = (check: Check, language: Language = 'en'): string =>
  check.verdict === 'cannot-tell' ? NIGHT_TEXT_WORDS[language].tooFew : headline(check, language);

/** What got worse and nobody has accepted, with what changed. */
function openTexts(check: Check, language: Language): readonly string[] {
  const open = withStep(check.findings, isOpenRegression);
  return entriesOf(open, check.findings).map(entry => {
    const { step } = entry.kind === 'work' ? entry.finding : entry.findings[0];
    return [entryText(entry, true, language), changedText(step.changed, language)]
      .join(language === 'en' ? ' ' : '')
      .trim();
  });
}

/** `toy on cpu, measured again in turns: 1.05 (1.03 … 1.07) of the previous step time` */
export function comparedText({ case: item, target, result }: Compared, language: Language = 'en'): string {
  const words = NIGHT_TEXT_WORDS[language];
  const what = words.again(item, target);
  return result.available
    ? `${what}${words.ofPrevious(ratioText(result.ratio, language))}`
    : `${what}${language === 'en' ? ' ' : ''}${absenceText(result, language)}${words.full}`;
}

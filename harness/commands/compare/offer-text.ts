/** What is printed of offers behind the comparison: what was read into them, and the case that they make. */
import pc from 'picocolors';
import type { Comparison } from '../../../reports/money/schema.ts';
import { caseText } from '../../../reports/offer/case-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { Language } from '../../../reports/words/language.ts';
import { answer, type Section } from '../text/screen.ts';
import { hanging } from '../text/terminal.ts';
import { COMPARE_TEXT_WORDS } from '../words/compare-text-words.ts';

/** The readings are always printed; the case where there is room. Nothing for a case that was a file. */
export function offerSections({ offered }: Comparison, columns: number, language: Language): readonly Section[] {
  if (offered === undefined) return [];
  const words = COMPARE_TEXT_WORDS[language];
  const { readings, case: value } = offered;
  const lines = caseText(value).trimEnd().split('\n');
  return [
    answer(hanging(words.read(readings.map(fact => factText(fact, language)).join(words.semicolon)), columns)),
    {
      heading: [pc.bold(words.theCase)],
      entries: [lines.map(line => `  ${line}`)],
      shown: 'all-or-none',
      name: 'the case',
    },
  ];
}

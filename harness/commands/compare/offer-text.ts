/** What is printed of offers behind the comparison: what was read into them, and the case that they make. */
import pc from 'picocolors';
import type { Comparison } from '../../../reports/money/schema.ts';
import { caseText } from '../../../reports/offer/case-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { answer, type Section } from '../text/screen.ts';
import { hanging } from '../text/terminal.ts';

/** The readings are always printed; the case where there is room. Nothing for a case that was a file. */
export function offerSections({ offered }: Comparison, columns: number): readonly Section[] {
  if (offered === undefined) return [];
  const { readings, case: value } = offered;
  const lines = caseText(value).trimEnd().split('\n');
  return [
    answer(hanging(`Read into the offers: ${readings.map(fact => factText(fact)).join('; ')}.`, columns)),
    {
      heading: [pc.bold('The case (--save FILE keeps it)')],
      entries: [lines.map(line => `  ${line}`)],
      shown: 'all-or-none',
      name: 'the case',
    },
  ];
}

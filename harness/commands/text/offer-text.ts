/** What is printed of offers behind the comparison: what was read into them, and the case that they make. */
import pc from 'picocolors';
import { caseText } from '../../../reports/offer/case-text.ts';
import type { OfferedCase } from '../../../reports/offer/offered-case.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { Section } from './screen.ts';
import { hanging } from './terminal.ts';

/** The readings are always printed; the case where there is room. */
export function offerSections({ readings, value }: OfferedCase, columns: number): readonly Section[] {
  const read = readings.map(reading => hanging(sentenceOf(factText(reading)), columns, '  '));
  const lines = caseText(value).trimEnd().split('\n');
  return [
    { heading: [pc.bold('Read into the offers')], entries: read, shown: 'always', name: 'readings' },
    {
      heading: [pc.bold('The case (--save FILE keeps it)')],
      entries: [lines.map(line => `  ${line}`)],
      shown: 'all-or-none',
      name: 'the case',
    },
  ];
}

/** `the speed …` → `The speed ….` */
export const sentenceOf = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

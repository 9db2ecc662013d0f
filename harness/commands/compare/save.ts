/** `--save FILE`: the case that offers made, kept whole or not at all, and never over another file. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { caseText } from '../../../reports/offer/case-text.ts';
import type { OfferedCase } from '../../../reports/offer/offered-case.ts';
import { offerReadingText } from '../../../reports/words/offer-readings.ts';
import { codeOf, onDisk } from '../../../results/disk.ts';
import { createWhole } from '../../../results/record-file/whole-file.ts';
import { UsageError } from '../../errors.ts';

/** The case with a comment of what it was made of. `command`: that makes it again. */
export function savedText(offered: OfferedCase, command: string): string {
  const notes = [command, ...offered.readings.map(reading => offerReadingText(reading))];
  return `${notes.map(note => `# ${note}\n`).join('')}${caseText(offered.value)}`;
}

/** A name that is taken stays what it is, and no half of a file is ever seen. */
export function saveCase(path: string, text: string): void {
  onDisk(
    path,
    () => {
      try {
        if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
        createWhole(path, text);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        const message = `--save ${path}: exists already; give another name, or remove it first`;
        throw new UsageError(message, { cause: error });
      }
    },
    'free space and give --save again',
  );
}

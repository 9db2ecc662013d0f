/** `--save FILE`: the case that offers made, kept whole or not at all, and never over another file. */
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { caseText } from '../../../reports/offer/case-text.ts';
import type { OfferedCase } from '../../../reports/offer/offered-case.ts';
import { offerReadingText } from '../../../reports/words/offer-readings.ts';
import { onDisk } from '../../../results/disk.ts';
import { UsageError } from '../../errors.ts';

/** The case with a comment of what it was made of. `command`: that makes it again. */
export function savedText(offered: OfferedCase, command: string): string {
  const notes = [command, ...offered.readings.map(reading => offerReadingText(reading))];
  return `${notes.map(note => `# ${note}\n`).join('')}${caseText(offered.value)}`;
}

/** Written beside its place, then linked into it: a name that is taken stays what it is, and no half of a file is ever seen. */
export function saveCase(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  onDisk(
    path,
    () => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(draft, text, { flag: 'wx' });
        linkSync(draft, path);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
          throw new UsageError(`--save ${path}: exists already; give another name, or remove it first`, {
            cause: error,
          });
        }
        throw error;
      } finally {
        rmSync(draft, { force: true });
      }
    },
    'free space and give --save again',
  );
}

/** `report --markdown [file]`: printed, or written beside the file and renamed. */
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { onDisk } from '../../../results/disk.ts';
import { UsageError } from '../../errors.ts';

export type MarkdownOption = { readonly markdown?: string | true; readonly json?: boolean };

/** UsageError for options that ask for two documents on standard output, and for a folder. */
export function checkMarkdown({ markdown, json }: MarkdownOption): void {
  if (markdown === true && json === true) {
    throw new UsageError('--markdown and --json both print; give --markdown a file, or leave one of them out');
  }
  if (typeof markdown !== 'string') return;
  if (/[\\/]$/.test(markdown) || (existsSync(markdown) && statSync(markdown).isDirectory())) {
    throw new UsageError(`--markdown ${markdown} is a folder; give a file, for example ${join(markdown, 'report.md')}`);
  }
}

/** In a folder that is there; a reader never sees half a file. */
export function writeMarkdown(path: string, text: string): void {
  const target = resolve(path);
  const fresh = join(dirname(target), `.${basename(target)}-${process.pid}`);
  if (!existsSync(dirname(target)))
    throw new UsageError(`--markdown ${path}: ${dirname(target)} is no folder; make it first`);
  onDisk(path, () => {
    try {
      writeFileSync(fresh, text);
      renameSync(fresh, target);
    } finally {
      rmSync(fresh, { force: true });
    }
  });
}

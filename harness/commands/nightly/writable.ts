/** Whether a folder could be written, asked before anything is measured for it. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { onDisk } from '../../../results/disk.ts';
import { UsageError } from '../../errors.ts';

/** UsageError for a folder that could not be made, or not be written. `option`: what names it. */
export function assertFolderWritable(option: string, folder: string): void {
  let nearest = resolve(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) {
    throw new UsageError(`${option} ${folder}: ${nearest} is a file; give another folder`);
  }
  onDisk(nearest, () => accessSync(nearest, constants.W_OK | constants.X_OK));
}

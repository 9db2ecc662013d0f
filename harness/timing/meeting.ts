/**
 * Cells that run at once time their windows at once: each keeps stepping until all have warmed up, and after its window until
 * all have timed theirs, so that the load lasts to the end of every window. Workers signal by empty files in a folder, which
 * any language can do.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { onDisk } from '../../results/disk.ts';
import type { NowMs } from './window.ts';

/** Where a cell waits for the others of its group. */
export const groupPlaceSchema = z.strictObject({
  folder: z.string(),
  self: z.string(),
  others: z.array(z.string()),
  /** A worker waits no longer than this after it began. */
  untilMs: z.number().positive(),
});

export type GroupPlace = Readonly<z.infer<typeof groupPlaceSchema>>;

/** `ready`: warmed up. `done`: its window is timed. `gone`: its process has ended, with whatever outcome. */
type Mark = 'ready' | 'done' | 'gone';

const fileOf = (folder: string, member: string, mark: Mark): string => join(folder, `${member}.${mark}`);

/** A worker's wait: steps until all others have set the mark, or have ended. `all`: false where that took too long. */
export async function stepUntilAll(
  { folder, self, others, untilMs }: GroupPlace,
  mark: 'ready' | 'done',
  step: () => Promise<void>,
  now: NowMs,
): Promise<{ readonly steps: number; readonly all: boolean }> {
  writeFileSync(fileOf(folder, self, mark), '');
  const reached = (member: string) =>
    [mark, 'gone' as const].some(passed => existsSync(fileOf(folder, member, passed)));
  for (let steps = 0; ; steps += 1) {
    if (others.every(reached)) return { steps, all: true };
    if (now() >= untilMs) return { steps, all: false };
    await step();
  }
}

/** Where the cells of a group wait for each other: a place for each, and a mark for one that has ended. Tests put a fake in. */
export type Meeting = {
  readonly place: (member: number, untilMs: number) => GroupPlace;
  readonly gone: (member: number) => void;
  readonly end: () => void;
};

/** A meeting of so many cells in a folder of its own. */
export function meetInFolder(size: number): Meeting {
  const folder = onDisk(tmpdir(), () => mkdtempSync(join(tmpdir(), 'moebench-group-')));
  const names = Array.from({ length: size }, (_, index) => String(index));
  return {
    place: (member, untilMs) => ({
      folder,
      self: String(member),
      others: names.filter(name => name !== String(member)),
      untilMs,
    }),
    gone: member => onDisk(folder, () => writeFileSync(fileOf(folder, String(member), 'gone'), '')),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

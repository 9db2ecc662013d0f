/**
 * Cells that run at once time their windows at once: each steps on until all have warmed up, and once more until all have
 * timed theirs, so that no window has a quiet end. Told by empty files in a folder, for workers in any language.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { onDisk } from '../../results/disk.ts';
import type { NowMs } from './window.ts';

export const besideSchema = z.strictObject({
  folder: z.string(),
  self: z.string(),
  others: z.array(z.string()),
  /** So long after it began a worker waits no more. */
  untilMs: z.number().positive(),
});

export type Beside = Readonly<z.infer<typeof besideSchema>>;

/** `ready`: warmed up. `done`: its window is timed. `gone`: it has ended, whatever became of it. */
type Mark = 'ready' | 'done' | 'gone';

const fileOf = (folder: string, member: string, mark: Mark): string => join(folder, `${member}.${mark}`);

/** A worker's wait: steps until all others have come as far, or ended. `all`: false where that took too long. */
export async function stepUntilAll(
  { folder, self, others, untilMs }: Beside,
  mark: 'ready' | 'done',
  step: () => Promise<void>,
  now: NowMs,
): Promise<{ readonly steps: number; readonly all: boolean }> {
  writeFileSync(fileOf(folder, self, mark), '');
  const reached = (member: string) => [mark, 'gone' as const].some(one => existsSync(fileOf(folder, member, one)));
  for (let steps = 0; ; steps += 1) {
    if (others.every(reached)) return { steps, all: true };
    if (now() >= untilMs) return { steps, all: false };
    await step();
  }
}

/** Of a group of cells that run at once: what each is told, and that one has ended. The seam tests put a fake into. */
export type Meeting = {
  readonly beside: (member: number, untilMs: number) => Beside;
  readonly gone: (member: number) => void;
  readonly end: () => void;
};

/** A meeting of so many cells in a folder of its own. */
export function meetInFolder(size: number): Meeting {
  const folder = onDisk(tmpdir(), () => mkdtempSync(join(tmpdir(), 'moebench-group-')));
  const names = Array.from({ length: size }, (_, index) => String(index));
  return {
    beside: (member, untilMs) => ({
      folder,
      self: String(member),
      others: names.filter(name => name !== String(member)),
      untilMs,
    }),
    gone: member => onDisk(folder, () => writeFileSync(fileOf(folder, String(member), 'gone'), '')),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

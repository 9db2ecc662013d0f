/** What happens when the disk is full, on a real file system of a few pages. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectRecord } from '../../results/seal.ts';
import { createRun, readSampleLines, resumeRun, samplesPath } from '../../results/store.ts';
import { verifyRecord } from '../../results/verify.ts';
import { UsageError } from '../../suites/usage-error.ts';
import { contextOf } from './small-record.ts';
import { appendCell, startOf } from './whole-record.ts';

const disk = mkdtempSync(join(tmpdir(), 'moebench-full-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const planned = contextOf({ rounds: 14 });

/** The cells of the plan, samples first, until the disk has no room; how many are there and what was said. */
function fillWithCells(writer: ReturnType<typeof createRun>): { cells: number; said: unknown } {
  for (let cells = 0; cells < planned.plan.length; cells += 1) {
    try {
      appendCell(writer, planned, cells);
    } catch (said) {
      return { cells, said };
    }
  }
  throw new Error('the disk is larger than it should be');
}

describe.skipIf(!mounted)(`a full disk${mounted ? '' : ' (skipped: no tmpfs can be mounted here)'}`, () => {
  const ballast = join(disk, 'ballast');

  beforeAll(() => writeFileSync(ballast, Buffer.alloc(16 * 1024)));

  test('ends a run with a line that says so, keeps every whole cell, and lets it be resumed and sealed', () => {
    const writer = createRun(disk, planned);
    const { cells, said } = fillWithCells(writer);
    writer.close();
    expect(said).toBeInstanceOf(UsageError);
    expect(said).toMatchObject({
      message: expect.stringMatching(/run-1\.(jsonl|samples\.gz): the disk is full; .*ENOSPC/),
    });
    expect(cells).toBeGreaterThan(3);

    const text = readFileSync(writer.path, 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    expect(inspectRecord(text)).toMatchObject({ status: 'unsealed', lines: { length: 1 + cells } });
    expect(readSampleLines(samplesPath(writer.path)).length).toBeGreaterThanOrEqual(cells);

    rmSync(ballast);
    const { writer: again, record } = resumeRun(writer.path);
    expect(record.lineOrder).toEqual(planned.plan.slice(0, cells).map(({ id }) => id));
    for (let n = cells; n < planned.plan.length; n += 1) appendCell(again, planned, n);
    again.seal(startOf(planned.plan.length));
    again.close();
    expect(verifyRecord(writer.path)).toMatchObject({
      status: 'sealed',
      lines: planned.plan.length + 2,
      problems: [],
      invalid: [],
    });
  });

  test('lets no run begin, and leaves no empty record behind', () => {
    rmSync(join(disk, 'lab-1'), { recursive: true });
    fillUp();
    expect(() => createRun(disk, contextOf())).toThrow(/the disk is full/);
    expect(readdirSync(disk, { recursive: true })).toEqual(['ballast', 'lab-1']);
  });

  test('that cannot be written at all is named', () => {
    expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
    expect(() => createRun(disk, contextOf())).toThrow(/the file system is read-only; give another folder/);
  });

  /** Takes up every page that is left. */
  function fillUp(): void {
    const pages: Buffer[] = [];
    for (;;) {
      pages.push(Buffer.alloc(4096));
      try {
        writeFileSync(ballast, Buffer.concat(pages));
      } catch {
        return;
      }
    }
  }
});

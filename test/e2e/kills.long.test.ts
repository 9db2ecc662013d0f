/**
 * Runs whose processes are killed at random moments: the program itself, a worker, the sampler. Nothing that was on disk is lost, at most
 * the cell under way is, and --resume ends with the cells of the plan, each once.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RecordLine } from '../../results/record.ts';
import { inspectRecord } from '../../results/seal.ts';
import { eventually, MISSING, moebench, recordIn, SKIP, type Started, start, workFolder } from './command-line.ts';
import { processes, treeOf } from './process-tree.ts';
import { writeSuite } from './suites.ts';

const KILLS = Number(process.env.MOEBENCH_KILLS ?? 100);
/** Of all kills so many hit `moebench check`, which reads the history and may make its roll-up. */
const CHECK_KILLS = Math.ceil(KILLS / 10);
/** A run is killed so late at most: from its first import to the middle of its cells. */
const LONGEST_MS = 2500;
const SEED = Number(process.env.MOEBENCH_SEED ?? 20261127);

const onLinux = process.platform === 'linux';
const folder = workFolder('kills');
const temporary = join(folder, 'tmp');
const how = { variables: { TMPDIR: temporary, MOEBENCH_LOCKS: join(folder, 'locks') } };

/** Numbers in [0, 1) by the data rule's finaliser (murmur3), the same for the same seed. */
function numbers(seed: number): () => number {
  let index = seed;
  return () => {
    index = (index + 0x9e3779b9) >>> 0;
    let x = index;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
  };
}

const next = numbers(SEED);
const oneOf = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)];

type Killed = { readonly isMain: boolean };

/** Kills a random process of a program after a random time; null: it ended before. */
async function killSome(run: Started): Promise<Killed | null> {
  await sleep(next() * LONGEST_MS);
  const victim = oneOf(treeOf(run.process.pid ?? -1));
  if (victim === undefined || run.process.exitCode !== null) return null;
  try {
    process.kill(victim.pid, 'SIGKILL');
  } catch {
    return null;
  }
  return { isMain: victim.pid === run.process.pid };
}

const linesOf = (path: string) => inspectRecord(readFileSync(path, 'utf8'));
const cellsOf = (lines: readonly RecordLine[]) =>
  lines.flatMap(line => (line.kind === 'proof' || line.kind === 'cell' ? [line] : []));

/** One record, from its first start to its seal, with kills on the way. Counts them by what they hit. */
async function killedRun(
  out: string,
  suite: string,
  most: number,
): Promise<{ path: string; main: number; other: number }> {
  const kills = { main: 0, other: 0 };
  const place = join(folder, out);
  for (;;) {
    const path = recordIn(place);
    const before = path === undefined ? [] : linesOf(path).lines;
    if (path !== undefined && linesOf(path).status === 'sealed') return { path, ...kills };
    const args = path === undefined ? ['--suite', suite, '--target', 'cpu', '--out', out] : ['--resume', path];
    const run = start(folder, ['run', ...args], how);
    let isDead = false;
    while (!isDead && kills.main + kills.other < most) {
      const killed = await killSome(run);
      if (killed === null) break;
      if (killed.isMain) kills.main += 1;
      else kills.other += 1;
      isDead = killed.isMain;
    }
    const { code, stderr } = await run.ended;
    if (code === 2) throw new Error(`seed ${SEED}: ${stderr}`);
    const now = recordIn(place);
    if (now === undefined) continue;
    const { status, lines } = linesOf(now);
    expect(['sealed', 'unsealed'], `seed ${SEED}`).toContain(status);
    expect(lines.slice(0, before.length), `seed ${SEED}: what was on disk is lost`).toEqual(before);
  }
}

describe.skipIf(SKIP || !onLinux)(`${KILLS} kills${SKIP ? ` (${MISSING})` : onLinux ? '' : ' (needs Linux)'}`, () => {
  const paths: string[] = [];

  test(`of any process of a run lose at most the cell under way, and --resume ends with all cells (seed ${SEED})`, async () => {
    mkdirSync(temporary, { recursive: true });
    const suite = writeSuite(folder, 'tiny', { rounds: 3 });
    let left = KILLS - CHECK_KILLS;
    while (left > 0) {
      const { path, main, other } = await killedRun(`runs/${paths.length}`, suite, Math.min(left, 12));
      paths.push(path);
      left -= main + other;
      const { lines } = linesOf(path);
      const [context] = lines;
      if (context?.kind !== 'context') throw new Error('a record begins with its context');
      expect(cellsOf(lines).map(({ cell }) => cell)).toEqual(context.plan.map(({ id }) => id));
      const faults = cellsOf(lines).filter(({ outcome }) => outcome.status === 'fault');
      expect(faults.length, `seed ${SEED}: ${other} kills beside the program's own`).toBeLessThanOrEqual(other);
      expect(readdirSync(dirname(path)).filter(name => name.includes('.lock'))).toEqual([]);
      const verified = await moebench(folder, 'verify', path);
      expect(verified.code, verified.stdout).toBe(0);
    }
  }, 1_500_000);

  test('leave no process behind', async () => {
    await eventually(() =>
      processes().some(({ words }) => words.some(word => word.startsWith(temporary))) ? undefined : true,
    );
  }, 180_000);

  test('of check leave a history that the next check reads', async () => {
    const first = await moebench(folder, 'check', '--results', 'runs', '--json');
    for (let kill = 0; kill < CHECK_KILLS; kill += 1) {
      const check = start(folder, ['check', '--results', 'runs'], how);
      await killSome(check);
      await check.ended;
    }
    const last = await moebench(folder, 'check', '--results', 'runs', '--json');
    expect({ code: last.code, check: JSON.parse(last.stdout) }).toEqual({
      code: first.code,
      check: JSON.parse(first.stdout),
    });
  }, 600_000);
});

/** The built program, run as a user runs it: argv in; exit code, standard output and standard error out. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const CLI = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));

/** What these tests lack, if anything: they skip visibly without it, and fail where everything is required. */
export const MISSING = existsSync(CLI) ? undefined : 'dist/harness/cli.js is missing: npm run build';
export const SKIP = MISSING !== undefined && process.env.MOEBENCH_REQUIRE_ALL !== '1';

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type Started = { readonly process: ChildProcess; readonly ended: Promise<Ended> };

/** A folder for these tests, gone when they are done. */
export function workFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `moebench-${name}-`));
  afterAll(() => {
    for (const path of [folder, locksOf(folder)]) rmSync(path, { recursive: true, force: true });
  });
  return folder;
}

/** Beside a folder of tests, so that it holds what they put there alone. */
const locksOf = (folder: string): string => `${folder}-locks`;

let starts = 0;

/** What a start may differ by: `inside`: a command that starts the program's, which follows; `variables`: of its environment. */
export type Start = {
  readonly inside?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
};

/** Starts the program in a folder. */
export function start(folder: string, args: readonly string[], { inside = [], variables = {} }: Start = {}): Started {
  const [tool = process.execPath, ...rest] = [...inside, process.execPath, CLI, ...args];
  // Tests run at once: each program of theirs has the machine for itself, unless they say otherwise.
  starts += 1;
  const locks = join(locksOf(folder), String(starts));
  const env = { ...process.env, NO_COLOR: '1', MOEBENCH_LOCKS: locks, ...variables };
  const child = spawn(tool, rest, { cwd: folder, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
  return { process: child, ended };
}

export const moebench = (folder: string, ...args: readonly string[]): Promise<Ended> => start(folder, args).ended;

/** Looks again and again until there is something to see. */
export async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await sleep(2);
  }
}

/** The one record below a folder, once there is one. */
export function recordIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const name = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(path => path.endsWith('.jsonl'));
  return name === undefined ? undefined : join(folder, name);
}

export type Worker = { readonly pid: number; readonly job: string };

/** The worker a run has under way just now, by the kind of its job. Linux only: read off /proc. */
export function workerOf({ process: { pid } }: Started): Worker | undefined {
  const children = readProc(`${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  for (const child of children) {
    const [, worker, jobPath] = readProc(`${child}/cmdline`).split('\0');
    if (worker?.endsWith('worker.js') !== true || jobPath === undefined || !existsSync(jobPath)) continue;
    const kind = /^\{"kind":"(\w+)"/.exec(readFileSync(jobPath, 'utf8'))?.[1];
    if (kind !== undefined) return { pid: Number(child), job: kind };
  }
  return undefined;
}

/** Text of a file in /proc; nothing where the process has gone. */
function readProc(path: string): string {
  try {
    return readFileSync(join('/proc', path), 'utf8');
  } catch {
    return '';
  }
}

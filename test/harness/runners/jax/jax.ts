/** The JAX runner under test: the interpreter that has JAX, its server, and proofs through the protocol. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endProcesses } from '../../../../harness/runners/process/end.ts';
import { openProcess } from '../../../../harness/runners/process/open.ts';
import { prove } from '../../../../harness/runners/prove.ts';
import type { Target } from '../../../../results/record.ts';
import type { Proof } from '../../../../results/schema/proof.ts';
import type { Workload } from '../../../../suites/workload.ts';

const SERVER = fileURLToPath(new URL('../../../../harness/runners/jax/server.py', import.meta.url));
const STARTED_WITHIN_MS = 60_000;

/** What .ci/run names where JAX is known not to be had: it has said so itself. */
const NONE = 'none';

const setting = process.env.MOEBENCH_JAX_PYTHON;

/** The interpreter with JAX; undefined: there is none. */
export const jaxPython: string | undefined = setting === NONE ? undefined : setting;
export const skipsJax = jaxPython === undefined && (process.env.MOEBENCH_REQUIRE_ALL !== '1' || setting === NONE);

export function python(): string {
  if (jaxPython === undefined) throw new Error('MOEBENCH_REQUIRE_ALL=1, but MOEBENCH_JAX_PYTHON names no interpreter');
  return jaxPython;
}

export function jaxTarget(): Target {
  return {
    id: 'jax-cpu',
    runner: 'jax',
    strategies: ['jit', 'ragged'],
    process: { command: [python(), SERVER], versions: {}, device: 'cpu', tried: [] },
    device: { vendor: null, name: 'cpu', index: 0 },
    software: false,
    threads: 2,
  };
}

export type Served = { readonly socket: string; readonly end: () => Promise<void> };

/** One parent that has imported JAX, for many proofs. */
export async function serveJax(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-jax-'));
  const socket = join(folder, 'runner.sock');
  const child = spawn(python(), [SERVER, '--serve', socket], {
    stdio: 'ignore',
    detached: true,
    env: keptPrograms(folder),
  });
  const since = performance.now();
  while (!existsSync(socket)) {
    if (child.exitCode !== null || performance.now() - since > STARTED_WITHIN_MS) throw new Error('JAX does not serve');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return {
    socket,
    end: async () => {
      if (child.pid !== undefined) await endProcesses([child.pid]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A proof opens its workload twice: what XLA has compiled for the first is kept for the second. */
function keptPrograms(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JAX_COMPILATION_CACHE_DIR: join(folder, 'programs'),
    JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS: '0',
    JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES: '-1',
  };
}

/** A proof by a strategy, of just this workload. */
export async function proofOf(workload: Workload, served: Served, strategy = 'jit'): Promise<Proof> {
  const open = openProcess({ serve: served.socket, timeoutMs: 120_000 });
  const { proof } = await prove({ workload, target: jaxTarget(), strategy, steps: 1 }, open);
  if (proof === null) throw new Error('a target was given');
  return proof;
}

export const worstError = ({ tensors, loss }: Proof): number =>
  Math.max(...[...tensors, ...(loss === null ? [] : [loss])].map(({ error }) => error ?? Number.POSITIVE_INFINITY));

/** A script beside the tests, with the runner's modules on its path: what it prints, as JSON. */
export function runScript(name: string, input: unknown): unknown {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const result = spawnSync(python(), [script], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (result.status !== 0) throw new Error(`${name}: exit ${result.status}\n${result.stderr}`);
  return JSON.parse(result.stdout);
}

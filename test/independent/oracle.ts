/** Runs oracle.py, the implementation of the normative work written apart from this project's own, and reads it back. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { LayerWorkload } from '../../suites/workload.ts';

const SCRIPT = fileURLToPath(new URL('oracle.py', import.meta.url));

export const oracleSchema = z.object({
  loss: z.number(),
  tensors: z.array(
    z.object({ name: z.string(), shape: z.array(z.number()), l2: z.number(), head: z.array(z.number()) }),
  ),
});

export type OracleValues = Readonly<z.infer<typeof oracleSchema>>;

const selfCheckSchema = z.object({
  passed: z.boolean(),
  tolerance: z.number(),
  checks: z.array(z.object({ tensors: z.string(), direction: z.string(), error: z.number() })),
});

const dataSchema = z.object({ key: z.number(), u24: z.array(z.number()), values: z.array(z.number()) });

/** Whether a python3 of at least 3.9 answers. */
export function hasPython(): boolean {
  const probe = 'import sys; sys.exit(sys.version_info < (3, 9))';
  return spawnSync('python3', ['-c', probe], { stdio: 'ignore' }).status === 0;
}

/** Exit status, stdout and stderr of oracle.py. */
export function runOracle(args: readonly string[], stdin = '') {
  const result = spawnSync('python3', [SCRIPT, ...args], { input: stdin, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (result.error !== undefined) throw result.error;
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Loss and tensors of a workload. */
export function oracleOf(workload: LayerWorkload): OracleValues {
  return oracleSchema.parse(succeed([], JSON.stringify({ workload })));
}

/** The experts chosen for each token, best first. */
export function choicesOf(workload: LayerWorkload): number[][] {
  return z.array(z.array(z.number())).parse(succeed(['--choices'], JSON.stringify({ workload })));
}

/** The oracle's own gradients against central differences. */
export function selfCheckOf(workload: LayerWorkload) {
  return selfCheckSchema.parse(succeed(['--self-check'], JSON.stringify({ workload }), [0, 1]));
}

/** The first `count` draws of the tensor `<seed>/<name>`: u·2²⁴, and 2u−1. */
export function dataOf(name: string, count: number) {
  return dataSchema.parse(succeed(['--data', name, '--count', String(count)]));
}

function succeed(args: readonly string[], stdin = '', statuses: readonly number[] = [0]): unknown {
  const { status, stdout, stderr } = runOracle(args, stdin);
  if (status === null || !statuses.includes(status)) {
    throw new Error(`oracle.py ${args.join(' ')}: exit ${status}\n${stderr}`);
  }
  return JSON.parse(stdout);
}

/** Runs torch_model.py, the second implementation of moe-block and train-step, and reads it back. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { BlockWorkload, TrainWorkload } from '../../suites/workload.ts';
import { type OracleValues, oracleSchema } from './oracle.ts';

const SCRIPT = fileURLToPath(new URL('torch_model.py', import.meta.url));

const trainedSchema = z.object({
  steps: z.array(z.object({ loss: z.number(), crossEntropy: z.number() })),
  tensors: oracleSchema.shape.tensors,
});

/** Losses step by step; after the last every parameter, `m:` and `v:` of it, and each selection bias. */
export type Trained = Readonly<z.infer<typeof trainedSchema>>;

const selfCheckSchema = z.object({
  checks: z.array(z.object({ name: z.string(), error: z.number(), tolerance: z.number() })),
});

/** A Python that can import torch: the first of the path's, or the system's own, which is the one Debian's torch is for. */
export function findTorch(): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    python => spawnSync(python, ['-c', 'import numpy, torch'], { stdio: 'ignore' }).status === 0,
  );
}

/** Loss, y and gradients of each block. One process for all: importing torch takes longer than they do. */
export function torchBlocks(python: string, workloads: readonly BlockWorkload[]): OracleValues[] {
  return lines(runTorch(python, [], documentsOf(workloads))).map(line => oracleSchema.parse(line));
}

/** Each model after `steps` steps of training. */
export function torchTrained(python: string, workloads: readonly TrainWorkload[], steps: number): Trained[] {
  return lines(runTorch(python, ['--steps', String(steps)], documentsOf(workloads))).map(line =>
    trainedSchema.parse(line),
  );
}

export type AdamWCase = {
  readonly seed: number;
  readonly optimizer: TrainWorkload['optimizer'];
  readonly shapes: Readonly<Record<string, readonly number[]>>;
};

/** Each case's tensors and moments after `steps` steps of PyTorch's AdamW on drawn gradients. */
export function torchAdamW(python: string, cases: readonly AdamWCase[], steps: number): Trained['tensors'][] {
  const documents = cases.map(adamw => ({ adamw }));
  return lines(runTorch(python, ['--steps', String(steps)], documents)).map(
    line => trainedSchema.pick({ tensors: true }).parse(line).tensors,
  );
}

/** What holds of the PyTorch side by itself: each check's error and the tolerance it must lie in. */
export function torchSelfChecks(python: string) {
  return lines(runTorch(python, ['--self-check'])).flatMap(line => selfCheckSchema.parse(line).checks);
}

/** Exit status, stdout and stderr of torch_model.py. */
export function runTorch(python: string, args: readonly string[], documents: readonly unknown[] = []) {
  const input = documents.map(document => JSON.stringify(document)).join('\n');
  const result = spawnSync(python, [SCRIPT, ...args], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (result.error !== undefined) throw result.error;
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

const documentsOf = (workloads: readonly unknown[]) => workloads.map(workload => ({ workload }));

function lines({ status, stdout, stderr }: ReturnType<typeof runTorch>): unknown[] {
  // Exit 1 is a self-check that does not hold: its line says which.
  if (status !== 0 && status !== 1) throw new Error(`torch_model.py: exit ${status}\n${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

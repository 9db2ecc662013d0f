/** Suites so small that a run of one takes seconds. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type SuiteParts = {
  readonly rounds?: number;
  readonly minSteps?: number;
  readonly maxSteps?: number;
  readonly timeoutMs?: number;
};

/** Writes a suite of one tiny layer and returns its path. */
export function writeSuite(folder: string, name: string, parts: SuiteParts = {}): string {
  const { rounds = 2, minSteps = 1, maxSteps = 2, timeoutMs = 120_000 } = parts;
  const path = join(folder, `${name}.yaml`);
  const text = `name: ${name}
rounds: ${rounds}
timing: { minWindowMs: 0, minSteps: ${minSteps}, maxSteps: ${maxSteps}, maxWarmupMs: 0, timeoutMs: ${timeoutMs} }
workloads:
  - model: mixtral-8x7b
    scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }
    passes: [forward-backward]
    routings: [balanced]
    dtypes: [float32]
`;
  writeFileSync(path, text);
  return path;
}

/** docs/RUNNERS.md is enough: a runner written from it alone, in plain Python, holds against the oracle. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { conformanceSet } from '../../../harness/commands/conformance/conformance-set.ts';
import { foreignRunner } from '../../../harness/commands/conformance/foreign-runner.ts';
import { openProcess } from '../../../harness/runners/process/open.ts';
import { prove } from '../../../harness/runners/prove.ts';

const COMMAND = ['python3', fileURLToPath(new URL('../../fixtures/runners/plain.py', import.meta.url))];
const isHere = spawnSync('python3', ['--version'], { stdio: 'ignore' }).status === 0;
const skip = !isHere && process.env.MOEBENCH_REQUIRE_ALL !== '1';
const runner = () => foreignRunner(COMMAND, {}, 1, new AbortController().signal);
const open = openProcess({ timeoutMs: 120_000 });

const layers = conformanceSet('float32').filter(([, { part }]) => part === 'moe-layer');
const others = conformanceSet('float32').filter(([, { part }]) => part !== 'moe-layer');

describe.skipIf(skip)('a runner written from the document alone (skipped where there is no python3)', () => {
  it.each(layers)('%s holds', async (_, workload) => {
    const { proof } = await prove({ workload, ...(await runner()), steps: 1 }, open);
    const errors = proof?.tensors.map(({ error }) => error ?? Number.POSITIVE_INFINITY) ?? [];
    expect(proof).toMatchObject({ holds: true, kernel: 'plain loops', routing: { flips: 0 } });
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  });

  it('in float64 nothing is rounded before the end', async () => {
    const [, workload] = conformanceSet('float64')[3] ?? [];
    if (workload === undefined) throw new TypeError('the set has a layer of groups');
    const { proof } = await prove({ workload, ...(await runner()), steps: 1 }, open);
    expect(proof?.holds).toBe(true);
  });

  it.each(others)('%s is unsupported, by its own word', async (_, workload) => {
    await expect(prove({ workload, ...(await runner()), steps: 1 }, open)).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});

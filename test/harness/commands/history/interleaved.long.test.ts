/** A suspected step measured again in turns, by programs and interpreters that are there. */
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { interleaved, interleavedSchema } from '../../../../harness/commands/history/interleaved.ts';
import { readRecords } from '../../../../results/store.ts';
import { MISSING, recordIn, SKIP, start, workFolder } from '../../../e2e/command-line.ts';

const CASE = 'own-size.forward.float32.balanced.t64-h32-f48-e8-k2';
/** On a busy machine 20 ms may pass between two batches: a window must be longer, or a check calls its times impossible. */
const SUITE = `name: tiny
rounds: 1
timing: { minWindowMs: 300, minSteps: 1, maxSteps: 1000, maxWarmupMs: 0, timeoutMs: 120000 }
workloads:
  - { scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }, passes: [forward], routings: [balanced], dtypes: [float32] }
`;
const PROGRAM = [process.execPath, fileURLToPath(new URL('../../../../dist/harness/cli.js', import.meta.url))];
const [PYTHON] = (process.env.MOEBENCH_TORCH_PYTHON ?? '').split(delimiter).filter(Boolean);

describe.skipIf(SKIP)(`in turns${SKIP ? ` (${MISSING})` : ''}`, () => {
  const folder = workFolder('interleaved');
  const suite = join(folder, 'tiny.yaml');
  writeFileSync(suite, SUITE);
  beforeAll(() => vi.stubEnv('MOEBENCH_LOCKS', join(folder, 'locks')));
  afterAll(() => vi.unstubAllEnvs());

  async function nightOf(name: string, target: string, ...options: readonly string[]) {
    const args = ['run', '--suite', suite, '--target', target, '--no-products', '--out', name, ...options];
    const { code, stderr } = await start(folder, args, { variables: { MOEBENCH_PYTHON: '' } }).ended;
    expect(stderr).not.toContain('moebench: ');
    expect(code).toBe(0);
    const [record] = readRecords(recordIn(join(folder, name)) ?? '').records;
    if (record === undefined) throw new Error(stderr);
    return record;
  }

  function again(before: Awaited<ReturnType<typeof nightOf>>, now: typeof before, previous: string | null) {
    const [target, strategy] = [now.context.targets[0]?.id ?? '', now.context.plan.at(-1)?.strategy ?? ''];
    return interleaved(
      { case: CASE, target, strategy, before, now },
      { turns: 2, out: join(folder, 'turns'), previous, program: PROGRAM },
      { interrupt: new AbortController().signal, report: () => undefined },
    );
  }

  test('the program of another checkout and tonight’s give a ratio of turns, and the records are there', async () => {
    const night = await nightOf('cpu', 'cpu');
    const found = await again(night, night, PROGRAM.join(' '));
    expect(interleavedSchema.parse(found)).toMatchObject({
      available: true,
      case: CASE,
      turns: 2,
      verdict: 'no-interval',
    });
    if (!found.available) throw new Error(JSON.stringify(found));
    const kept = [...found.before, ...found.now].flatMap(path => readRecords(path).records);
    expect(kept).toHaveLength(4);
    // The case, and nothing that it is held against.
    for (const { context } of kept) expect(context.cases.map(({ id }) => id)).toEqual([CASE]);
  });

  test('a previous program that is not there is an answer', async () => {
    const night = await nightOf('gone', 'cpu');
    expect(await again(night, night, 'node /no/such/cli.js')).toMatchObject({ available: false, code: 'turn-failed' });
  });

  test.skipIf(PYTHON === undefined)(
    `two interpreters of one torch, each asked for its versions${PYTHON === undefined ? ' (MOEBENCH_TORCH_PYTHON names none)' : ''}`,
    async () => {
      const wrapped = (name: string): string => {
        const path = join(folder, name);
        writeFileSync(path, `#!/bin/sh\nexec ${PYTHON} "$@"\n`);
        chmodSync(path, 0o755);
        return path;
      };
      const [old, current] = [wrapped('old-python'), wrapped('new-python')];
      const before = await nightOf('old', 'torch-cpu', '--python', old, '--strategy', 'eager');
      const now = await nightOf('new', 'torch-cpu', '--python', current, '--strategy', 'eager');
      const found = await again(before, now, null);
      if (!found.available) throw new Error(JSON.stringify(found));
      const pythons = (paths: readonly string[]) =>
        paths.flatMap(path => readRecords(path).records.map(({ context }) => context.targets[0]?.process?.command[0]));
      expect(pythons(found.before)).toEqual([old, old]);
      expect(pythons(found.now)).toEqual([current, current]);
    },
  );
});

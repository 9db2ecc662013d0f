/** `diff` and `run --only` as a user types them, on this machine, with work of a few milliseconds. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { differenceSchema } from '../../reports/difference/schema.ts';
import { readRecords } from '../../results/store.ts';
import { violations } from '../harness/commands/published.ts';
import { MISSING, moebench, recordIn, SKIP, start, workFolder } from './command-line.ts';

const CASE = 'own-size.forward.float32.balanced.t64-h32-f48-e8-k2';
/** Two works, of which one brings its own products. */
const SUITE = `name: tiny
rounds: 5
timing: { minWindowMs: 0, minSteps: 1, maxSteps: 2, maxWarmupMs: 0, timeoutMs: 120000 }
workloads:
  - { scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }, passes: [forward], routings: [balanced], dtypes: [float32], products: [] }
  - { scale: { tokens: 64, hidden: 32, ffn: 64, experts: 8, topK: 2 }, passes: [forward], routings: [balanced], dtypes: [float32], products: [own] }
`;
const RUN = 'run --suite tiny.yaml --target cpu';

describe.skipIf(SKIP)(`diff${SKIP ? ` (${MISSING})` : ''}`, () => {
  const folder = workFolder('diff');
  writeFileSync(join(folder, 'tiny.yaml'), SUITE);
  const variables = { MOEBENCH_PYTHON: '' };

  test('a case is run alone, and its run is compared with itself', async () => {
    const ended = await start(folder, [...RUN.split(' '), '--only', CASE, '--rounds', '2'], { variables }).ended;
    expect(ended.code).toBe(0);
    const path = recordIn(join(folder, 'results/runs')) ?? '';
    const [record] = readRecords(path).records;
    expect(record?.context.command).toContain(CASE);
    expect(record?.context.cases.map(({ id }) => id)).toEqual([CASE]);
    const { code, stdout } = await moebench(folder, 'diff', path, record?.context.runId ?? '', '--json');
    expect(code).toBe(0);
    const document: unknown = JSON.parse(stdout);
    expect(violations('diff', document)).toEqual([]);
    const { works: compared, changed } = differenceSchema.parse(document);
    expect(changed).toEqual([]);
    expect(compared[0]?.metrics[0]?.ratio).toMatchObject({ kind: 'range', rounds: 2, point: 1 });
  });

  test('a case that is not there is refused with the nearest, before anything is looked at', async () => {
    const { code, stderr } = await moebench(folder, ...RUN.split(' '), '--only', `${CASE}x`);
    expect(code).toBe(2);
    expect(stderr).toContain(`did you mean ${CASE}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('two commands are run in turns, and five turns have an interval', async () => {
    const command = `${RUN} --only ${CASE}`;
    const { code, stdout, stderr } = await start(folder, ['diff', command, command, '--turns', '5', '--json'], {
      variables,
    }).ended;
    expect(code).toBe(0);
    expect(stderr.match(/^turn \d of 5: [AB]$/gm)).toHaveLength(10);
    const difference = differenceSchema.parse(JSON.parse(stdout));
    expect(difference).toMatchObject({ pairing: 'turns', turns: 5, changed: [] });
    const step = difference.works.find(work => work.case === CASE)?.metrics[0];
    expect(step?.ratio).toMatchObject({ available: true, kind: 'confidence-95', rounds: 5 });
    const [made = ''] = readdirSync(join(folder, 'results/diff'));
    const kept = join('results/diff', made);
    const again = await moebench(folder, 'diff', join(kept, 'a'), join(kept, 'b'), '--json');
    expect(differenceSchema.parse(JSON.parse(again.stdout)).works).toEqual(difference.works);
  });

  test('a command that fails ends with 1 and its last words', async () => {
    const ended = await start(folder, ['diff', RUN, 'run --suite tiny.yaml --target gpu-9', '--out', 'failed'], {
      variables,
    }).ended;
    expect(ended.code).toBe(1);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/moebench: turn 1 of 8: B ended with exit code 2: moebench: .*gpu-9/);
  });

  test.each([
    [['/no/such.jsonl', '/no/such.jsonl'], 'no such file'],
    [[RUN, 'tiny.yaml'], 'is a command and the other is none'],
    [[RUN, RUN, '--turns', '0'], '--turns is 0'],
    [[`${RUN} --out x`, RUN], "--out is diff's to give"],
    [['tiny.yaml', 'tiny.yaml'], 'tiny.yaml is no record'],
  ])('%j is refused in one line', async (args, words) => {
    const { code, stdout, stderr } = await moebench(folder, 'diff', ...args, '--results', 'nowhere');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

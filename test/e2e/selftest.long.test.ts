/** A self-test from begin to end, on a layer so small that it takes seconds. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { detectionSchema } from '../../harness/detect/detect.ts';
import { selftestContext } from '../../harness/selftest/selftest.ts';
import { targetSchema } from '../../results/record.ts';
import { inspectRecord } from '../../results/seal.ts';
import { createRun } from '../../results/store.ts';
import { violations } from '../harness/commands/published.ts';
import { contextOf, layer, STARTED, workOf } from '../results/small-record.ts';
import { type Ended, MISSING, moebench, SKIP, workFolder } from './command-line.ts';

const folder = workFolder('selftest');

/** A record of a self-test with only its context, for --resume to go on with. */
async function begun(): Promise<string> {
  const { stdout } = await moebench(folder, 'detect', '--json');
  const { machine, targets, state } = detectionSchema.parse(JSON.parse(stdout));
  const cpu = targetSchema.parse(targets.find(({ id }) => id === 'cpu'));
  const { suite } = contextOf();
  const timing = { ...suite.timing, timeoutMs: 60_000 };
  const context = selftestContext({
    startedAt: new Date(STARTED),
    machine,
    machineState: state,
    disturbed: 'warn',
    concurrent: false,
    targets: [cpu],
    suite: { ...suite, name: 'selftest', rounds: 5, timing, sustained: timing },
    skipped: [],
    command: ['selftest', '--pairs', '1'],
    work: workOf(layer),
    pairs: 1,
  });
  const writer = createRun(folder, context);
  writer.close();
  return writer.path;
}

describe.skipIf(SKIP)(`a self-test${SKIP ? ` (${MISSING})` : ''}`, () => {
  let path: string;
  let ended: Ended;
  beforeAll(async () => {
    path = await begun();
    ended = await moebench(folder, 'selftest', '--resume', path, '--json');
  }, 120_000);

  test('prints one document of the published schema, of every cell it planned', () => {
    const document = JSON.parse(ended.stdout);
    expect(violations('selftest', document)).toEqual([]);
    expect(document).toMatchObject({ status: 'finished', sealed: true, measured: 19, failed: 0 });
    expect(document.selftest.targets).toMatchObject([
      {
        target: 'cpu',
        falseAlarms: { asked: 1, judged: 1 },
        harness: { processes: 8 },
        cell: { windowMs: expect.any(Number) },
      },
    ]);
    // So short a layer may be disturbed by more than a percent.
    expect([0, 1]).toContain(ended.code);
    expect(ended.code === 0).toBe(document.selftest.holds);
  });

  test('leaves a sealed record that verifies', async () => {
    expect(inspectRecord(readFileSync(path, 'utf8')).status).toBe('sealed');
    const { code, stdout } = await moebench(folder, 'verify', path);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^sealed, 22 lines/)]);
  });

  test('is no row of a report', async () => {
    const { code, stdout } = await moebench(folder, 'report', '--results', path, '--out', 'site', '--json');
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ rows: [], runs: [] });
  });

  test('goes on by its own command, and a run by its own', async () => {
    const open = await begun();
    const { code, stderr } = await moebench(folder, 'run', '--resume', open);
    expect([code, stderr]).toEqual([
      2,
      `moebench: ${open} was begun by selftest: moebench selftest --resume ${open} goes on with it\n`,
    ]);
    const writer = createRun(folder, { ...contextOf(), runId: 'a-run' });
    writer.close();
    const other = await moebench(folder, 'selftest', '--resume', writer.path);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('was begun by run: moebench run --resume')]);
  });
});

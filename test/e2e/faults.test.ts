/** Workers that are killed or never end: a line of the record each, and the run goes on. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inspectRecord } from '../../results/seal.ts';
import { violations } from '../harness/commands/published.ts';
import {
  type Ended,
  eventually,
  MISSING,
  moebench,
  recordIn,
  SKIP,
  start,
  workerOf,
  workFolder,
} from './command-line.ts';
import { writeSuite } from './suites.ts';

const folder = workFolder('faults');
const onLinux = process.platform === 'linux';

/** Outcomes of the timed cells of a record, by case. */
function outcomesIn(path: string) {
  const { lines, status } = inspectRecord(readFileSync(path, 'utf8'));
  const cells = lines.filter(line => line.kind === 'cell');
  return { status, cells: new Map(cells.map(({ cell, outcome }) => [cell.split('/')[1] ?? '', outcome])) };
}

describe.skipIf(SKIP || !onLinux)(
  `a nightly run with faults${SKIP ? ` (${MISSING})` : onLinux ? '' : ' (needs Linux)'}`,
  () => {
    // 300 steps of the layer take a fraction of a second; 300 products of 4096³ take 41 TFLOP.
    const suite = writeSuite(folder, 'faults', { rounds: 1, minSteps: 300, maxSteps: 300, timeoutMs: 4000 });
    let ended: Ended;
    let path: string;
    beforeAll(async () => {
      const run = start(folder, ['nightly', '--suite', suite, '--target', 'cpu', '--out', 'runs', '--site', 'site']);
      const worker = await eventually(() => {
        const seen = workerOf(run);
        return seen?.job === 'time' ? seen : undefined;
      });
      process.kill(worker.pid, 'SIGKILL');
      ended = await run.ended;
      path = recordIn(join(folder, 'runs')) ?? '';
    });

    test('records the worker that was killed as a typed fault', () => {
      const { cells } = outcomesIn(path);
      const killed = [...cells].find(([id]) => id.startsWith('mixtral'))?.[1];
      expect(killed).toMatchObject({
        status: 'fault',
        fault: { code: 'out-of-memory', message: 'the worker was killed for memory' },
      });
    });

    test('records the cell that overran its time as a timeout', () => {
      expect(outcomesIn(path).cells.get('gemm.float32.4096x4096x4096')).toMatchObject({
        status: 'fault',
        fault: { code: 'timeout', message: 'no result within 4000 ms' },
      });
    });

    test('goes on: the cells after them are measured, and the record is sealed', () => {
      const { cells, status } = outcomesIn(path);
      expect(status).toBe('sealed');
      expect(cells.get('gemm.float32.16x32x48')).toMatchObject({
        status: 'measured',
        measurement: { stepMs: { steps: 300 } },
      });
    });

    test('exits with 1, names each fault, and still makes its page', () => {
      expect(ended.code, ended.stderr).toBe(1);
      expect(ended.stdout).toMatch(/^out-of-memory cpu mixtral\S+: the worker was killed for memory$/m);
      expect(ended.stdout).toMatch(/^timeout cpu gemm\.float32\.4096x4096x4096: no result within 4000 ms$/m);
      expect(ended.stdout).toContain('Page: site/index.html\n');
      expect(readFileSync(join(folder, 'site/index.html'), 'utf8')).toContain('the worker was killed for memory');
    });
  },
);

describe.skipIf(SKIP)(`a run in which nothing can be measured${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('exits with 4, with every proof a timeout, and the record whole', async () => {
    const suite = writeSuite(folder, 'nothing', { timeoutMs: 1 });
    const { code, stdout } = await moebench(
      folder,
      'run',
      '--suite',
      suite,
      '--target',
      'cpu',
      '--out',
      'nothing',
      '--json',
    );
    const document = JSON.parse(stdout);
    expect(code).toBe(4);
    expect(violations('run', document)).toEqual([]);
    expect(document).toMatchObject({ status: 'finished', sealed: true, measured: 0, report: { rows: [] } });
    expect(document.failed).toBeGreaterThan(0);
    expect(
      new Set(document.report.failures.map(({ stage, code: fault }: Record<string, string>) => `${stage} ${fault}`)),
    ).toEqual(new Set(['proof timeout']));
    const path = join(folder, document.record);
    expect([...new Set([...outcomesIn(path).cells.values()].map(outcome => outcome.status))]).toEqual(['skipped']);
    expect(existsSync(path)).toBe(true);
    expect((await moebench(folder, 'verify', 'nothing')).code).toBe(0);
  });
});

/** Workers that are killed or never end: a line of the record each, and the run goes on. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inspectRecord } from '../../results/seal.ts';
import { violations } from '../harness/commands/published.ts';
import { plainWords } from '../reports/plain-words.ts';
import { beginRun, casesWith } from './begun.ts';
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
  `a run with faults${SKIP ? ` (${MISSING})` : onLinux ? '' : ' (needs Linux)'}`,
  () => {
    // 300 steps of the layer take a fraction of a second; 300 products of 4096³ take 41 TFLOP.
    let ended: Ended;
    let path: string;
    beforeAll(async () => {
      const cases = casesWith('4096x4096x4096', '16x32x48');
      path = await beginRun(folder, {
        cases,
        rounds: 1,
        timing: { minSteps: 300, maxSteps: 300, timeoutMs: 6000, maxCellMs: 1e9 },
      });
      const run = start(folder, ['run', '--resume', path]);
      const worker = await eventually(() => {
        const seen = workerOf(run);
        return seen?.job === 'time' ? seen : undefined;
      });
      process.kill(worker.pid, 'SIGKILL');
      ended = await run.ended;
    });

    test('records the worker that was killed as a typed fault', () => {
      const { cells } = outcomesIn(path);
      const killed = [...cells].find(([id]) => id.startsWith('toy'))?.[1];
      expect(killed).toMatchObject({
        status: 'fault',
        fault: { code: 'crash', message: 'the worker ended with signal SIGKILL and no result' },
      });
    });

    test('records the cell that overran its time as a timeout', () => {
      expect(outcomesIn(path).cells.get('gemm.float32.4096x4096x4096')).toMatchObject({
        status: 'fault',
        fault: { code: 'timeout', message: 'no result within 6000 ms' },
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

    test('exits with 1 and names each fault', () => {
      expect(ended.code, ended.stderr).toBe(1);
      expect(ended.stdout).toMatch(/^crash cpu toy\S+: the worker ended with signal SIGKILL and no result$/m);
      expect(ended.stdout).toMatch(/^timeout cpu gemm\.float32\.4096x4096x4096: no result within 6000 ms$/m);
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

  test('makes nightly exit with 4 too, after a page that says so', async () => {
    const suite = writeSuite(folder, 'night', { timeoutMs: 1 });
    const args = ['--suite', suite, '--target', 'cpu', '--out', 'night', '--site', 'site', '--rounds', '1'];
    const { code, stdout } = await moebench(folder, 'nightly', ...args);
    expect(code).toBe(4);
    expect(stdout).toContain('Page: site/index.html\n');
    const page = (path: string): string => plainWords(readFileSync(join(folder, 'site', path), 'utf8'));
    expect(page('index.html')).toContain('<h1>Nothing was measured here.');
    expect(page('index.html')).toMatch(/Of the single timings and proofs \d+ failed or could not run/);
    expect(page('method/index.html')).toContain('no result within 1 ms');
    const [context] = inspectRecord(readFileSync(recordIn(join(folder, 'night')) ?? '', 'utf8')).lines;
    expect(context).toMatchObject({ command: ['nightly', ...args], suite: { rounds: 1 } });
  });
});

/** Ctrl-C, and going on. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { inspectRecord } from '../../results/seal.ts';
import { beginRun, casesWith } from './begun.ts';
import { type Ended, eventually, MISSING, moebench, SKIP, start, workerOf, workFolder } from './command-line.ts';

const folder = workFolder('interrupted');
const onLinux = process.platform === 'linux';

describe.skipIf(SKIP || !onLinux)(
  `a run that is interrupted${SKIP ? ` (${MISSING})` : onLinux ? '' : ' (needs Linux)'}`,
  () => {
    let path: string;
    let ended: Ended;
    let worker: number;
    beforeAll(async () => {
      const cases = casesWith('16x32x48', '64x32x48');
      path = await beginRun(folder, { cases, rounds: 3, timing: { timeoutMs: 120_000 } });
      const run = start(folder, ['run', '--resume', path]);
      await eventually(() => (readFileSync(path, 'utf8').includes('\n{"kind":"cell"') ? true : undefined));
      worker = (await eventually(() => workerOf(run))).pid;
      run.process.kill('SIGINT');
      ended = await run.ended;
    });

    test('ends with 130 and says how to go on', () => {
      expect(ended.code).toBe(130);
      expect(ended.stdout).toMatch(
        /Interrupted: \d+ cells measured, 0 failed; go on with: moebench run --resume \S+\.jsonl\n$/,
      );
      expect(ended.stderr).not.toMatch(/^\s+at /m);
    });

    test('keeps what was measured, unsealed', async () => {
      const { status, lines } = inspectRecord(readFileSync(path, 'utf8'));
      expect(status).toBe('unsealed');
      expect(lines.filter(({ kind }) => kind === 'cell').length).toBeGreaterThanOrEqual(1);
      const { code, stdout } = await moebench(folder, 'verify', path);
      expect(stdout).toMatch(/^unsealed, \d+ lines intact {2}\S+\.jsonl$/m);
      expect(code).toBe(0);
    });

    test('leaves no worker behind', () => {
      expect(existsSync(`/proc/${worker}`)).toBe(false);
    });

    test('goes on with --resume: the rest is run, no cell twice, and sealed', async () => {
      const before = readFileSync(path, 'utf8');
      const { code, stdout, stderr } = await moebench(folder, 'run', '--resume', path);
      expect(code, stderr).toBe(0);
      expect(stdout).toMatch(/cells measured, 0 failed\. Record: \S+\.jsonl$/m);
      const after = readFileSync(path, 'utf8');
      expect(after.startsWith(before)).toBe(true);
      const { status, lines } = inspectRecord(after);
      expect(status).toBe('sealed');
      const [context] = lines;
      if (context?.kind !== 'context') throw new Error('a record begins with its context');
      const cells = lines.flatMap(line => (line.kind === 'proof' || line.kind === 'cell' ? [line.cell] : []));
      expect(cells).toEqual(context.plan.map(({ id }) => id));
      expect((await moebench(folder, 'verify', path)).code).toBe(0);
    });
  },
);

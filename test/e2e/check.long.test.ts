/** `moebench check` and `accept` on a history of real records, as a nightly job types them: exit codes and documents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../harness/commands/published.ts';
import { slowedHistory } from '../results/history/made-history.ts';
import { MISSING, moebench, SKIP, workFolder } from './command-line.ts';

const folder = workFolder('check');
beforeAll(() => slowedHistory(join(folder, 'results/runs')));

describe.skipIf(SKIP)(`a slowdown of two nights${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('is exit 3 and one document; once accepted, exit 0; of no step, exit 2', async () => {
    const before = await moebench(folder, 'check', '--json');
    expect([before.code, before.stderr]).toEqual([3, '']);
    expect(violations('check', JSON.parse(before.stdout))).toEqual([]);

    const accepted = await moebench(
      folder,
      'accept',
      '--reason',
      'every step is checked',
      '--by',
      'A. Turing',
      '--json',
    );
    expect(accepted.code).toBe(0);
    expect(violations('accepted', JSON.parse(accepted.stdout))).toEqual([]);
    const [line = ''] = readFileSync(join(folder, 'results/accepted.jsonl'), 'utf8').split('\n');
    expect(violations('acceptance', JSON.parse(line))).toEqual([]);

    const after = await moebench(folder, 'check');
    expect(after.code).toBe(0);
    expect(after.stdout).toMatch(/^Nothing got worse: 2 figures, 1 steady, 1 at an accepted level\.\n\nAccepted:/);

    const again = await moebench(folder, 'accept', '--reason', 'x');
    const message = 'moebench: results/runs: check tells no step that is not accepted yet; see moebench check\n';
    expect(again).toEqual({ code: 2, stdout: '', stderr: message });
    expect((await moebench(folder, 'check', '--as-of', '2025-12-31')).code).toBe(4);
  });
});

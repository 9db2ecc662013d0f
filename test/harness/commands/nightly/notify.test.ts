/** The command that is told of a night: a real shell. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { notify, notifyPolicyOf } from '../../../../harness/commands/nightly/notify.ts';
import { UsageError } from '../../../../suites/usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-notify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command that is told', () => {
  test('gets the document on its standard input, through a shell', async () => {
    const path = join(folder, 'told.json');
    expect(await notify(`tr a-z A-Z > '${path}'`, '{"news":["regressed"]}')).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('{"NEWS":["REGRESSED"]}');
  });

  test('may leave a long document unread', async () => {
    expect(await notify('true', 'x'.repeat(5_000_000))).toBeNull();
  });

  test.each([
    ['ends with another code', 'exit 7', 'it ended with exit code 7'],
    ['is not there', 'no-such-command-of-moebench 2>/dev/null', 'it ended with exit code 127'],
    ['is killed', 'kill -9 $$', 'it was ended by SIGKILL'],
  ])('that %s is a fault in words, not an error', async (_, command, words) => {
    expect(await notify(command, '{}')).toBe(words);
  });

  test('that hangs is stopped with all its processes when its time is over', async () => {
    const path = join(folder, 'pid');
    const fault = await notify(`sleep 600 & echo $! > '${path}'; wait`, '{}', 1000);
    expect(fault).toBe('it had not ended after 1 s and was stopped');
    const pid = readFileSync(path, 'utf8').trim();
    // Gone, or a zombie that its new parent has not looked at yet. A busy machine takes a while to carry a signal out.
    const stat = () => (existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z ');
    await expect.poll(stat, { timeout: 30_000 }).toContain(') Z ');
  });
});

test('a policy is news or always', () => {
  expect(notifyPolicyOf('always')).toBe('always');
  expect(() => notifyPolicyOf('never')).toThrow(UsageError);
});

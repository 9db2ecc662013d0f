/** `moebench export`, as another program calls it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { slowerNights } from '../harness/commands/history/slower-nights.ts';
import { moebench, SKIP, workFolder } from './command-line.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>\u0000]]>\n::error::a|b=HYPERLINK(1)';

describe.skipIf(SKIP)('export (skipped where the program is not built)', () => {
  const folder = workFolder('export');
  beforeAll(() => {
    slowerNights(join(folder, 'runs'), { device: HOSTILE, nights: 2 });
    mkdirSync(join(folder, 'empty'));
  });

  test('what goes to standard output and to a file is the same', async () => {
    const args = ['export', '--results', 'runs', '--format', 'openmetrics'];
    const printed = await moebench(folder, ...args);
    expect([printed.code, printed.stderr]).toEqual([0, '']);
    expect(printed.stdout).toMatch(/^# TYPE moebench_[\s\S]*\n# EOF\n$/);
    const written = await moebench(folder, ...args, '--out', 'output');
    expect([written.code, written.stdout, written.stderr]).toEqual([0, '', '']);
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe(printed.stdout);
  });

  test('a device with a hostile name is the value of a property in JUnit, and nothing else', async () => {
    const { stdout } = await moebench(folder, 'export', '--results', 'runs', '--format', 'junit');
    expect(stdout).toContain(
      '<property name="target.device" value="&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;]]&gt;',
    );
    const read =
      "import sys, xml.etree.ElementTree as t; print(len(list(t.fromstring(sys.stdin.buffer.read()).iter('img'))))";
    const python = spawnSync('python3', ['-c', read], { input: stdout, encoding: 'utf8' });
    if (python.error === undefined) expect(python.stdout).toBe('0\n');
  });

  test('where there is no run nothing is written, and the code is not of success', async () => {
    const { code, stdout, stderr } = await moebench(folder, 'export', '--results', 'empty', '--format', 'bencher');
    expect([code, stdout, stderr]).toEqual([4, '', 'empty holds no run: nothing is written\n']);
  });

  test.each([
    [['export', '--format', 'xml'], /'xml'.*junit/],
    [['export', '--format', 'junit', '--results', 'runs', '--out', 'no/such.xml'], /no such folder/],
    [['export', '--format', 'junit', '--results', 'runs', '--machine', 'lab-2'], /lab-2/],
  ])('%j is refused in one line with exit 2', async (args, reason) => {
    const { code, stdout, stderr } = await moebench(folder, ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

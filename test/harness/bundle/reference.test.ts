/** The scripts that a bundle is carried and run by, with a bundle in place of which a shell script says what it was asked. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ARCHIVE, carrierScript } from '../../../harness/bundle/carrier-script.ts';
import { referenceScript } from '../../../harness/bundle/reference-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-reference-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let places = 0;
function place(): string {
  places += 1;
  const path = join(folder, String(places));
  mkdirSync(path);
  return path;
}

function script(path: string, text: string): string {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** A `moebench` that writes what it was asked to `asked`, and ends with these codes, by command. */
function bundleWith(codes: Readonly<Record<string, number>>) {
  const bundle = place();
  const asked = join(bundle, 'asked');
  const cases = Object.entries(codes).map(([command, code]) => `${command}) exit ${code} ;;`);
  script(
    join(bundle, 'moebench'),
    `#!/bin/sh\necho "$PWD $*" >>${asked}\n[ "$1" = run ] && [ -z "${codes.nothing ?? ''}" ] && mkdir -p records\necho said by $1\ncase $1 in ${cases.join(' ')} esac\n`,
  );
  const reference = script(join(bundle, 'moebench-reference'), referenceScript());
  return { bundle, reference, asked: () => readFileSync(asked, 'utf8').trimEnd().split('\n') };
}

describe('moebench-reference', () => {
  test('detects, runs the accelerator suite and verifies, in the folder it was given, and leaves all three there', () => {
    const { reference, asked } = bundleWith({});
    const out = join(place(), 'deep/results');
    expect(spawnSync(reference, [out, '--target', 'cuda:0'])).toMatchObject({ status: 0 });
    expect(asked()).toEqual([
      `${out} detect --json`,
      `${out} run --suite accelerator --out records --target cuda:0`,
      `${out} verify records`,
    ]);
    expect(readFileSync(join(out, 'detect.json'), 'utf8')).toBe('said by detect\n');
    expect(readFileSync(join(out, 'run.log'), 'utf8')).toBe(
      'said by run\nsaid by verify\nrun ended with 0, verify with 0\n',
    );
  });

  test.each([
    [{ run: 1 }, 1, /run ended with 1, verify with 0; see .*run\.log\. What was measured is in .*\/records/],
    [{ run: 130 }, 130, /run ended with 130, verify with 0/],
    [{ verify: 1 }, 1, /run ended with 0, verify with 1/],
    [{ detect: 1 }, 1, /detect failed; the last words are in .*run\.log/],
    [{ run: 2, nothing: 1 }, 2, /nothing was measured, run ended with 2; the last words are in .*run\.log/],
    [{ nothing: 1 }, 1, /nothing was measured, run ended with 0/],
  ])('of %j ends with %i and says where to look', (codes, status, words) => {
    const ended = spawnSync(bundleWith(codes).reference, [join(place(), 'out')], { encoding: 'utf8' });
    expect(ended).toMatchObject({ status });
    expect(ended.stderr).toMatch(words);
  });

  test('writes into no folder that holds a run, and wants a folder', () => {
    const { reference, asked } = bundleWith({});
    const out = place();
    expect(spawnSync(reference, [out])).toMatchObject({ status: 0 });
    const again = spawnSync(reference, [out], { encoding: 'utf8' });
    expect(again).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/holds a run already; give another folder/),
    });
    expect(spawnSync(reference, [], { encoding: 'utf8' })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^usage: /),
    });
    expect(asked()).toHaveLength(3);
  });
});

describe('the script carried beside the archive', () => {
  /** A host's folder with the script and an archive; of the tools on its PATH only these. */
  function host(...tools: readonly string[]) {
    const at = place();
    const packed = place();
    mkdirSync(join(packed, 'moebench-1-linux-x64'));
    script(join(packed, 'moebench-1-linux-x64/moebench-reference'), '#!/bin/sh\necho "asked $*"\n');
    spawnSync('tar', ['-cJf', join(at, ARCHIVE), '-C', packed, 'moebench-1-linux-x64']);
    const bin = place();
    for (const tool of ['sh', 'mkdir', 'tar', ...tools]) symlinkSync(pathOf(tool), join(bin, tool));
    script(join(at, 'run-reference.sh'), carrierScript());
    const run = (...args: readonly string[]) =>
      spawnSync('/bin/sh', [join(at, 'run-reference.sh'), ...args], { encoding: 'utf8', env: { PATH: bin } });
    return { at, run };
  }

  test('unpacks it with xz, once, and hands folder and options on', () => {
    const { at, run } = host('xz');
    expect(run('/out', '--rounds', '6')).toMatchObject({ status: 0, stdout: 'asked /out --rounds 6\n' });
    rmSync(join(at, ARCHIVE));
    expect(run()).toMatchObject({ status: 0, stdout: `asked ${at}/results\n` });
  });

  const noPython = pathOf('python3') === '';
  test.skipIf(noPython && process.env.MOEBENCH_REQUIRE_ALL !== '1')(
    `unpacks it with Python where there is no xz${noPython ? ' (skipped: no python3)' : ''}`,
    () => {
      expect(host('python3').run('/out')).toMatchObject({ status: 0, stdout: 'asked /out\n' });
    },
  );

  test('ends with 2 where an archive is cut off, and tries again the next time', () => {
    const { at, run } = host('xz');
    const whole = readFileSync(join(at, ARCHIVE));
    writeFileSync(join(at, ARCHIVE), whole.subarray(0, whole.length / 2));
    expect(run()).toMatchObject({ status: 2 });
    expect(existsSync(join(at, 'unpacked/done'))).toBe(false);
    writeFileSync(join(at, ARCHIVE), whole);
    expect(run('/out')).toMatchObject({ status: 0, stdout: 'asked /out\n' });
  });
});

/** A program's own path: what stands on the PATH for Python may be a script that needs a shell's tools. */
function pathOf(tool: string): string {
  if (tool === 'python3')
    return spawnSync(tool, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  return spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
}

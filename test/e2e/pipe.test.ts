/** What happens where the reader of a command's output stops reading. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SKIP, workFolder } from './command-line.ts';

const CLI = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));

describe.skipIf(SKIP)('a reader that is gone', () => {
  const folder = workFolder('pipe');

  test.each(['list chips --json', 'list models --verbose', '--help'])(
    'of `moebench %s` makes no stack and no failure',
    args => {
      const line = `set -o pipefail; { '${process.execPath}' '${CLI}' ${args}; echo "code $?" >&2; } | true`;
      const { stderr } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('code 0\n');
    },
  );
});

/** Options of a layer that name no workload: exit 2, one line that says what is missing. */
import { describe, expect, test } from 'vitest';
import { MISSING, moebench, SKIP, workFolder } from './command-line.ts';

const folder = workFolder('bad-layer');

describe.skipIf(SKIP)(`options of a layer${SKIP ? ` (${MISSING})` : ''}`, () => {
  test.each<[string, readonly string[], string]>([
    [
      'half an own size',
      ['run', '--experts', '8', '--hidden', '64'],
      'no --model given: name one of moebench list models, or give --experts, --top-k, --hidden, --ffn (missing: --top-k, --ffn), for example --experts 8 --top-k 2 --hidden 512 --ffn 256',
    ],
    [
      'a field of no layer',
      ['run', '--router', 'sigmoid'],
      '--router applies to one workload: give --model as well, or a layer of your own, --experts 8 --top-k 2 --hidden 512 --ffn 256',
    ],
    [
      'a field of the short set',
      ['conform', '--command', 'true', '--shared-gate', 'yes'],
      'no --model given: name one of moebench list models, or give --experts, --top-k, --hidden, --ffn (missing: --experts, --top-k, --hidden, --ffn), for example --experts 8 --top-k 2 --hidden 512 --ffn 256',
    ],
    [
      'an own size without experts',
      ['conform', '--target', 'cpu', '--experts', '0', '--top-k', '2', '--hidden', '32', '--ffn', '16'],
      'own-size: experts is 0; give a whole number of at least 1',
    ],
    [
      'an own size without a width',
      ['run', '--experts', '8', '--top-k', '2', '--hidden', '32', '--ffn', '0'],
      'own-size: ffn is 0; give a whole number of at least 1',
    ],
  ])('%s', async (_, args, message) => {
    expect(await moebench(folder, ...args)).toEqual({ code: 2, stdout: '', stderr: `moebench: ${message}\n` });
  });
});

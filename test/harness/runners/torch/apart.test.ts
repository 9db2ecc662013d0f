/** Parts of a traced step from times that end behind each: what noise hides is not told apart, and never 0. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../../../harness/runners/torch/', import.meta.url));
const SCRIPT = `import json, sys
sys.path.insert(0, sys.argv[1])
from apart import told_apart
print(json.dumps([told_apart(ends) for ends in json.load(sys.stdin)]))`;

const ROWS: readonly (readonly [what: string, ends: readonly (readonly [string, number])[], parts: object])[] = [
  [
    'each where each took time',
    [
      ['forward', 2],
      ['dX', 5],
      ['dW', 9],
    ],
    { forward: 2, dX: 3, dW: 4 },
  ],
  [
    'dX and dW together where dW is hidden',
    [
      ['forward', 2],
      ['dX', 9.5],
      ['dW', 9],
    ],
    { forward: 2, backward: 7 },
  ],
  [
    'dX and dW together where dX is hidden',
    [
      ['forward', 2],
      ['dX', 2],
      ['dW', 9],
    ],
    { forward: 2, backward: 7 },
  ],
  [
    'nothing where the whole backward pass is',
    [
      ['forward', 9.5],
      ['dX', 8],
      ['dW', 9],
    ],
    {},
  ],
  [
    'nothing where an optimizer is, which is no backward pass',
    [
      ['forward', 2],
      ['backward', 9],
      ['optimizer', 9],
    ],
    {},
  ],
  ['forward alone where there is no other', [['forward', 2]], { forward: 2 }],
];

test('a trace tells parts apart only as far as their times are', () => {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', SCRIPT, FOLDER], {
    input: JSON.stringify(ROWS.map(([, ends]) => ends)),
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(`${status} ${stderr}`).toBe('0 ');
  const found: unknown[] = JSON.parse(stdout);
  expect(ROWS.map(([what], i) => [what, found[i]])).toEqual(ROWS.map(([what, , parts]) => [what, parts]));
});

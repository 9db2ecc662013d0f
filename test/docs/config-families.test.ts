/** The table of families of configs in docs/WORKLOADS.md says what suites/config/families has. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAMILIES } from '../../suites/config/families/table.ts';

const TEXT = readFileSync(new URL('../../docs/WORKLOADS.md', import.meta.url), 'utf8');
const HEAD = '| family | architectures | model_type |';

test('docs/WORKLOADS.md lists every family of configs, with the names it is found by', () => {
  const below = TEXT.split('\n').slice(TEXT.split('\n').indexOf(HEAD) + 2);
  const listed = below.slice(
    0,
    below.findIndex(line => !line.startsWith('|')),
  );
  expect(listed).toEqual(
    FAMILIES.map(
      ({ family, architectures, types }) =>
        `| ${[family, architectures.join(', '), types.join(', ')].join(' | ').trimEnd()} |`,
    ),
  );
});

test('a class is of one family', () => {
  const classes = FAMILIES.flatMap(({ architectures }) => architectures);
  expect(new Set(classes).size).toBe(classes.length);
});

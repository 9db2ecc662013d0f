/** What a page's script may take: schemas and judgements that reach no `node:` module by any import. */
import { expect, test } from 'vitest';
import { codeBelow } from './checkout.ts';
import { importsOf, reachedFrom } from './imports.ts';

const IMPORTS = importsOf(codeBelow(['suites', 'results', 'harness', 'reports']));

/** Everything in the catalog but the file that reads it. */
const CATALOG = [...IMPORTS.keys()].filter(
  path => path.startsWith('reports/catalog/') && path !== 'reports/catalog/load.ts',
);

const nodeModules = (path: string) =>
  [...reachedFrom([path], IMPORTS)].flatMap(file =>
    (IMPORTS.get(file)?.packages ?? []).filter(name => name.startsWith('node:')).map(name => `${file}: ${name}`),
  );

test.each(['suites/workload.ts', 'suites/model.ts', 'suites/request/dims.ts', ...CATALOG])(
  '%s reaches no module of Node',
  path => {
    expect(nodeModules(path)).toEqual([]);
  },
);

test('what reads files does reach one', () => {
  expect(CATALOG.length).toBeGreaterThan(9);
  expect(nodeModules('reports/catalog/load.ts')).toContain('reports/catalog/load.ts: node:fs');
  expect(nodeModules('suites/models.ts')).toContain('suites/models.ts: node:fs');
});

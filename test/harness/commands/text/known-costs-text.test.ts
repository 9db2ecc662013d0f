import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { trainedModel, trainingOf } from '../../../../harness/commands/options/trained-model.ts';
import { reportText } from '../../../../harness/commands/text/report-text.ts';
import { loadCatalog } from '../../../../reports/catalog/load.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { UsageError } from '../../../../suites/usage-error.ts';

const catalog = loadCatalog();
const [reference] = catalog.chips.filter(({ id }) => id === 'nvidia-h800');
if (reference === undefined) throw new Error('no reference');
const training = trainingOf(trainedModel('ling-plus'), catalog);
const report = buildReport({ records: [], unread: [], catalog, reference, asOf: '2026-11-26', training });

test.each([60, 80, 120])('on %i columns the known costs lead in at most a dozen lines that fit', columns => {
  const text = stripVTControlCharacters(reportText(report, 'site/index.html', { columns, verbose: false }));
  const lines = text.trimEnd().split('\n');
  const known = lines.slice(0, lines.indexOf(''));
  expect(lines[0]).toMatch(/^Not measured here: by projected speeds/);
  expect(known.length).toBeLessThanOrEqual(columns < 80 ? 14 : 12);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
  expect(text).toMatch(/NVIDIA H800 SXM +\d/);
  // Four chips, the reference, and how many more there are.
  expect(known.filter(line => /^ {2}\S.* \(.* to .*\)/.test(line))).toHaveLength(5);
  expect(known.join(' ')).toContain('7 more chips on the page');
  expect(lines).toContain('Nothing was measured here.');
});

test('an unknown model is refused with the nearest names', () => {
  expect(() => trainedModel('ling-plu')).toThrow(UsageError);
  expect(() => trainedModel('ling-plu')).toThrow(/did you mean ling-plus/);
});

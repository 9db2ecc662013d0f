/** What commands print by default is one screen, the answer first, with everything that changes its meaning. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { list } from '../../../harness/commands/list.ts';
import { reportText } from '../../../harness/commands/text/report-text.ts';
import { reproductionText } from '../../../harness/commands/text/reproduce-text.ts';
import { SCREEN_LINES } from '../../../harness/commands/text/screen.ts';
import { selftestDocument, selftestText } from '../../../harness/commands/text/selftest-text.ts';
import { verificationText } from '../../../harness/commands/text/verify-text.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { CLAIM_NAMES } from '../../../reports/reproduce/claims.ts';
import { PROMISES } from '../../../results/verify/promise.ts';
import type { Verification } from '../../../results/verify.ts';
import { fixtureCatalog, fixtureRecord } from '../../reports/fixture.ts';
import { recomputed } from '../../reports/reproduce/recomputed.ts';
import { twinRecord } from '../../results/selftest/twin-record.ts';

const WIDTHS = [80, 120];
const MORE = /^\d+ more lines? with --verbose: .*\.$/;

const linesOf = (text: string): string[] => stripVTControlCharacters(text).trimEnd().split('\n');

describe.each(WIDTHS)('on a screen of %i columns', columns => {
  const brief = { columns, verbose: false };
  const full = { columns, verbose: true };

  test.each(CLAIM_NAMES)(
    'reproduce %s prints the answer, whether the arithmetic holds, and whether anything shows it',
    name => {
      const claim = recomputed(name, loadCatalog());
      const lines = linesOf(reproductionText(claim, brief));
      expect(lines.length).toBeLessThanOrEqual(SCREEN_LINES);
      expect(lines.at(-1)).toMatch(MORE);
      expect(lines[0]).toBe(claim.title);
      const text = lines.join(' ');
      for (const sentence of claim.answer) expect(text).toContain(sentence);
      expect(text).toMatch(/Arithmetic: (holds|does not hold|nothing to check)/);
      expect(text).toMatch(/Shown: (yes|no)\./);
      expect(linesOf(reproductionText(claim, full)).length).toBeGreaterThan(SCREEN_LINES);
    },
  );

  test.each(['models', 'suites', 'chips', 'metrics'])('list %s', what => {
    const lines = linesOf(list(what, {}).text(brief));
    expect(lines.length).toBeLessThanOrEqual(SCREEN_LINES);
    const all = linesOf(list(what, {}).text(full));
    if (all.length > SCREEN_LINES) expect(lines.at(-1)).toContain('--verbose');
  });
});

test('list models keeps as many models as a screen holds and says that more are left, list chips every chip that has a price', () => {
  const brief = { columns: 120, verbose: false };
  const models = list('models', {});
  if (models.document.what !== 'models') throw new Error('a list of models');
  const shown = models.document.rows.filter(({ model = '' }) => models.text(brief).includes(`  ${model} `)).length;
  expect(shown).toBeGreaterThan(25);
  expect(shown).toBeLessThan(models.document.rows.length);
  expect(models.text(brief)).toMatch(/\d+ more lines with --verbose: models \(\d+\), remarks/);
  const chips = list('chips', {});
  if (chips.document.what !== 'chips') throw new Error('a list of chips');
  for (const { id } of chips.document.rows.filter(({ prices }) => prices.length > 0)) {
    expect(chips.text(brief)).toMatch(new RegExp(`(^|[\\s,:])${id}([\\s,.]|$)`, 'm'));
  }
});

describe('verify', () => {
  const verification = (path: string, status: Verification['status']): Verification => ({
    path,
    status,
    lines: 9,
    problems: status === 'broken' ? ['line 4: does not follow from the line before it'] : [],
    invalid: [],
    sealSha256: null,
    promises: PROMISES.map(promise => ({ promise, status: 'holds', code: 'chain-holds', values: {} })),
  });

  test('of many records counts those that do not hold, and lists them first', () => {
    const records = [
      ...Array.from({ length: 40 }, (_, n) => verification(`good-${n}.jsonl`, 'sealed')),
      verification('bad.jsonl', 'broken'),
    ];
    const lines = linesOf(verificationText(records, { columns: 80, verbose: false }));
    expect(lines.length).toBeLessThanOrEqual(SCREEN_LINES);
    expect(lines.slice(0, 3)).toEqual(['1 of 41 records do not hold.', '', 'broken, 9 lines  bad.jsonl']);
    expect(lines.at(-1)).toMatch(/^\d+ more lines with --verbose: records that hold \(\d+\)\.$/);
  });

  test('of records that all hold says so', () => {
    const records = ['a.jsonl', 'b.jsonl'].map(path => verification(path, 'sealed'));
    expect(linesOf(verificationText(records, { columns: 80, verbose: false }))[0]).toBe('All 2 records hold.');
  });
});

test('selftest of many targets prints every check that does not hold', () => {
  const record = { path: 'x.jsonl', sealed: true, attempts: [], ...twinRecord({ pairs: 30, stepMs: () => 10 }) };
  const document = selftestDocument({ record, status: 'finished', measured: 300, failed: 0, unsupported: 0 });
  const [target] = document.selftest.targets;
  if (target === undefined) throw new Error('no target');
  const targets = Array.from({ length: 8 }, (_, n) => ({ ...target, target: `cpu-${n}` }));
  const many = { ...document, selftest: { ...document.selftest, targets } };
  const lines = linesOf(selftestText(many, { columns: 120, verbose: false }));
  const wanted = target.checks.filter(({ status }) => status !== 'holds').length * targets.length;
  expect(wanted).toBeGreaterThan(0);
  expect(lines.filter(line => /^ {2}[a-z-]+ +(fails|unavailable) /.test(line))).toHaveLength(wanted);
  expect(lines.at(-1)).toMatch(MORE);
});

test('report of many machines prints the first verdicts, what went wrong and the page, and counts the rest', () => {
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  const record = fixtureRecord();
  const records = Array.from({ length: 12 }, (_, n) => {
    const machine = { ...record.context.machine, id: `lab-${n}` };
    return { ...record, path: `run-${n}.jsonl`, context: { ...record.context, runId: `run-${n}`, machine } };
  });
  const unread = [{ path: 'broken.jsonl', reason: 'line 1: is not JSON' }];
  const report = buildReport({ records, unread, catalog, reference, asOf: null });
  const printed = (columns: number) => linesOf(reportText(report, 'site/index.html', { columns, verbose: false }));
  for (const lines of [printed(80), printed(120)]) {
    expect(lines.length).toBeLessThanOrEqual(SCREEN_LINES);
    expect(lines).toContain('Page: site/index.html');
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain('1 record could not be read');
  }
  // The counts of each kind are left out where they do not fit the line, the kinds never.
  expect(printed(80).at(-1)).toMatch(/^\d+ more lines with --verbose: verdicts, speeds, chart, records not read\.$/);
  const lines = printed(120);
  // Of 12 machines the H20 has a verdict; the H20 and the processor have a speed each.
  const shown = (sentence: RegExp): number => lines.filter(line => sentence.test(line)).length;
  const verdicts = 12 - shown(/^On lab-\d+: NVIDIA H20 .* beside /);
  const speeds = 24 - shown(/^On lab-\d+: .* takes /);
  expect(verdicts).toBeLessThanOrEqual(8);
  expect(lines.at(-1)).toMatch(
    new RegExp(`: verdicts \\(${verdicts}\\), speeds \\(${speeds}\\), chart \\(\\d+\\), records not read \\(1\\)\\.$`),
  );
});

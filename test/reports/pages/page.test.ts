import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { html } from '../../../reports/pages/frame/html.ts';
import { recordFile } from '../../../reports/pages/runs/record-file.ts';
import { writeSite } from '../../../reports/pages/writer/site.ts';
import { buildReport } from '../../../reports/report/report.ts';
import type { RunRecord } from '../../../results/record.ts';
import { UsageError } from '../../../suites/usage-error.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';
import { siteDataOf, siteText } from '../site-text.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const reportOf = (...records: RunRecord[]) => buildReport({ records, unread: [], catalog, reference, asOf: null });
const report = reportOf(fixtureRecord());
const page = siteText(report);

const folder = mkdtempSync(join(tmpdir(), 'moebench-site-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the page', () => {
  test('answers in its heading, before anything else', () => {
    expect(page).toContain(
      '<h1>NVIDIA H20 beside NVIDIA H800 (projected speed): 638 × the cost for the same work (bounds: 232 to 1,170 ×). No verdict: a speed lacks an interval.</h1>',
    );
    expect(page).toContain('<p class="below">The work: toy layer (scaled), float32, balanced routing.</p>');
    // The reference's step is projected as microseconds; the other work has four rounds besides.
    expect(page).toContain('No verdict, because the step of NVIDIA H800 is projected, and its work takes 4.94 µs');
    expect(page).toContain('So it is on 1 more workload: see below.');
  });

  test('says all of it without script: figures, notes, failures, skips, commands', () => {
    for (const fact of [
      '100,000 tokens/s',
      '<small>90,600 to 112,000</small>',
      'Cost not known, because the catalog has no chip, and so no rent, for &#39;AMD EPYC 9534 64-Core Processor&#39;.',
      'no result after 60 s',
      'SwiftShader Device is software, a CPU acting as a GPU',
      'moebench run --target webgpu-0 --model toy',
      '<a href="../report.json">',
    ]) {
      expect(page).toContain(fact);
    }
  });

  test('labels what was projected and what was measured', () => {
    expect(page).toMatch(/reference <span class="basis"><span class="sign" aria-hidden="true">.<\/span> projected/);
    expect(page).toContain('by ONNX Runtime WebGPU, float32 (webgpu-0), measured');
    expect(page).toContain('<strong>results disagree</strong>');
  });

  test('shows text from a record as text, also where it looks like markup', () => {
    expect(page).toContain('killed while &lt;timing&gt;');
    expect(html`<p>${'</p><script>'}</p>`.html).toBe('<p>&lt;/p&gt;&lt;script&gt;</p>');
  });

  test('names the machine where there are several', () => {
    const other = fixtureRecord({ runId: 'run-2' });
    const elsewhere = { ...other, context: { ...other.context, machine: { ...other.context.machine, id: 'lab-2' } } };
    expect(siteText(reportOf(fixtureRecord(), elsewhere))).toContain(
      'AMD EPYC 9534 64-Core Processor (lab-2)</a><small>by ONNX Runtime CPU, float32 (cpu), measured</small>',
    );
  });

  test('of no records is a page that says so', () => {
    const empty = siteText(reportOf());
    expect(empty).toContain('<h1>Nothing was measured, so nothing can be compared.</h1>');
    expect(empty).not.toContain('<table class="results">');
  });
});

describe('the site', () => {
  const record = join(folder, 'run-1.jsonl');
  writeFileSync(record, '{"kind":"context"}\n');
  const scripts = join(folder, 'scripts');
  mkdirSync(scripts);
  for (const name of ['page', 'compare']) writeFileSync(join(scripts, `${name}.js`), '"use strict";');
  const write = (name: string) =>
    writeSite(join(folder, name), {
      data: siteDataOf(report),
      recordPaths: new Map([[recordFile({ machine: 'lab-1', id: 'run-1' }), record]]),
      scripts,
    });
  const filesOf = (name: string) =>
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
      .filter(file => file.includes('.'))
      .toSorted();

  test('built twice from the same records has the same bytes', async () => {
    await write('one');
    await write('two');
    expect(filesOf('one')).toEqual(
      expect.arrayContaining([
        'assets/page.js',
        'assets/site.css',
        'charts/cost.png',
        'charts/throughput.png',
        'index.html',
        `${recordFile({ machine: 'lab-1', id: 'run-1' })}`,
        'report.json',
        'rows.csv',
        'zh/index.html',
      ]),
    );
    for (const file of filesOf('one')) {
      expect(readFileSync(join(folder, 'one', file)).equals(readFileSync(join(folder, 'two', file)))).toBe(true);
    }
  });

  test('written again leaves the files of what did not change', async () => {
    await write('nightly');
    const inodes = () => filesOf('nightly').map(file => statSync(join(folder, 'nightly', file)).ino);
    const before = inodes();
    await write('nightly');
    expect(inodes().filter((inode, index) => inode !== before[index])).toEqual([]);
  });

  test('replaces an older site whole, and leaves no half-built folder', async () => {
    await write('again');
    writeFileSync(join(folder, 'again', 'stale.png'), '');
    await write('again');
    expect(filesOf('again')).not.toContain('stale.png');
    expect(readdirSync(folder).filter(name => name.startsWith('.'))).toEqual([]);
  });

  test('never replaces a folder that is not a site', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    writeFileSync(join(home, 'thesis.txt'), 'years of work');
    await expect(write('home')).rejects.toThrow(UsageError);
    expect(readFileSync(join(home, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('never replaces a folder with the report of another program, nor one with a repository', async () => {
    for (const text of ['{}', '{"schema": "jest.report/1"}', 'not JSON']) {
      const other = mkdtempSync(join(folder, 'other-'));
      writeFileSync(join(other, 'report.json'), text);
      await expect(write(basename(other))).rejects.toThrow(/no moebench site/);
      expect(readFileSync(join(other, 'report.json'), 'utf8')).toBe(text);
    }
    await write('published');
    mkdirSync(join(folder, 'published', '.git'));
    await expect(write('published')).rejects.toThrow(/holds a Git repository.*name a folder below it/);
    expect(filesOf('published')).toContain('index.html');
  });

  test('keeps a record whose names hold a path inside the site', () => {
    expect(recordFile({ machine: '../../etc', id: 'a/b' })).toMatch(
      /^records\/\.\._\.\._etc--a_b--[0-9a-f]{8}\.jsonl$/,
    );
  });

  test('has a file and a page of its own for each run, whatever their names', () => {
    const names = [
      ['a b', 'c'],
      ['a_b', 'c'],
      ['实验室一', 'c'],
      ['实验室二', 'c'],
      ['a--b', 'c'],
      ['a', 'b--c'],
      ['m'.repeat(300), 'c'],
      ['m'.repeat(301), 'c'],
    ] as const;
    const files = names.map(([machine, id]) => recordFile({ machine, id }));
    expect(new Set(files).size).toBe(names.length);
    for (const file of files) expect(Buffer.byteLength(file)).toBeLessThan(255);
    expect(recordFile({ machine: 'lab-1', id: 'run-1' })).toBe('records/lab-1--run-1.jsonl');
  });

  test('writes one CSV row for each row and each projected reference, under one header', async () => {
    await write('csv');
    expect(
      readFileSync(join(folder, 'csv', 'rows.csv'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(1 + 4 + 2);
  });
});

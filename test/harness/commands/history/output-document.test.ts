import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkOf } from '../../../../harness/commands/history/check.ts';
import { outputDocument } from '../../../../harness/commands/history/output-document.ts';
import { outputsIn, outputText, parseOutput, writeOutputs } from '../../../../harness/commands/history/outputs.ts';
import type { OutputDocument } from '../../../../reports/outputs/document.ts';
import { OUTPUT_FORMATS } from '../../../../reports/outputs/formats.ts';
import type { Check } from '../../../../reports/regressions/schema.ts';
import { duckDbOrRefuse, loadDuckDb, withDatabase } from '../../../../results/history/rollup/duckdb.ts';
import { readRecords } from '../../../../results/store.ts';
import { refusal } from '../../../refusal.ts';
import { layerA, layerB } from '../../../results/small-record.ts';
import { LAST_NIGHT, slowerNights } from './slower-nights.ts';

const duckDb = await loadDuckDb();

let home: string;
let folder: string;
let out: string;
let check: Check;
let document: OutputDocument;
let csv: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'moebench-nights-'));
  folder = join(home, 'runs');
  out = mkdtempSync(join(tmpdir(), 'moebench-outputs-'));
  slowerNights(folder);
  check = await checkOf(folder);
  csv = await textOf('csv');
  document = outputDocument({ check, records: readRecords(folder).records, history: [] });
});
afterAll(() => {
  for (const path of [home, out]) rmSync(path, { recursive: true, force: true });
});

const textOf = (format: string) => outputText(format, { results: folder, check });

test('a confirmed step has its sentence, with what changed, and the interval of its rounds', () => {
  const { findings, headline } = document;
  const regression = findings.find(({ finding }) => finding.state === 'confirmed');
  expect(regression?.text).toMatch(
    new RegExp(
      `^${layerA.id} on cpu of lab-1 began to take 9\\.\\d % more time per step \\(.*\\) on 2026-01-30, confirmed by 3 nights\\. What changed: .*system\\.kernel 6\\.1 → 6\\.8`,
    ),
  );
  expect(regression?.finding.tonight).toBeGreaterThan(regression?.interval?.low ?? Number.NaN);
  expect(regression?.finding.tonight).toBeLessThan(regression?.interval?.high ?? Number.NaN);
  expect(headline).toMatch(/^Worse: 2 of 4 figures, none of them new tonight/);
});

test('the cells of the newest night that gave nothing are told, each with its sentence', () => {
  const { nights } = document;
  expect(nights).toHaveLength(1);
  expect(nights[0]?.runs).toEqual([
    { runId: `night-${LAST_NIGHT}`, startedAt: '2026-02-01T22:00:00.000Z', programVersion: '0.1.0', suite: 'small' },
  ]);
  expect(nights[0]?.measuredCells).toBe(5);
  const cells = nights[0]?.cells ?? [];
  expect(cells.map(({ outcome }) => outcome)).toEqual(['failed', ...Array(4).fill('skipped')]);
  expect(cells[0]).toMatchObject({
    target: 'cpu',
    code: 'crash',
    text: 'the worker ended with signal SIGSEGV and no result',
  });
  expect(cells[0]?.id).toContain(layerB.id);
});

test('setup of a target comes from its record, and the time from its proofs and cells', () => {
  const { nights } = document;
  expect(nights[0]?.targets).toMatchObject([
    { id: 'cpu', setup: { 'target.device': 'a made-up cpu', 'target.runner': 'onnx', 'system.kernel': '6.8' } },
  ]);
  // 2 proofs and 5 measured cells of 1 s, 5 cells of 10 ms.
  expect(nights[0]?.targets[0]?.wallS).toBeCloseTo(7.05, 9);
});

test('a work that got slower and failed tonight stays open, and its sentence says why there is no figure', () => {
  const lost = document.findings.find(({ finding }) => finding.case === layerB.id && finding.metric === 'step-time');
  expect(lost?.finding.state).toBe('confirmed');
  expect(lost?.interval).toBeNull();
  expect(lost?.text).toMatch(/Tonight is not judged: it was not measured\.$/);
});

test('a work that failed tonight keeps its name', async () => {
  const { findings } = document;
  const lost = findings.filter(({ finding }) => finding.case === layerB.id && finding.metric === 'step-time');
  expect(lost.map(({ finding }) => finding.why)).toEqual(['not-measured']);
  const names = new Set(
    csv
      .split('\n')
      .filter(row => row.includes(layerB.id))
      .map(row => row.split(',')[0]),
  );
  expect([...names]).toEqual([lost[0]?.name]);
});

test('names are the same from night to night, and in every format', async () => {
  const names = new Set(
    csv
      .trim()
      .split('\n')
      .slice(1)
      .map(row => row.split(',')[0]),
  );
  expect(names.size).toBe(2);
  const bencher = await textOf('bencher');
  for (const name of Object.keys(JSON.parse(bencher))) expect(names).toContain(name);
});

test('each format is written whole under its name, and the same night gives the same bytes', async () => {
  await writeOutputs(outputsIn(out), { results: folder, check });
  const files = OUTPUT_FORMATS.filter(({ kind }) => kind === 'text').map(({ file }) => file);
  expect(files).toHaveLength(7);
  expect(readdirSync(out).toSorted()).toEqual(files.toSorted());
  const before = files.map(file => readFileSync(join(out, file), 'utf8'));
  await writeOutputs(outputsIn(out), { results: folder, check });
  expect(files.map(file => readFileSync(join(out, file), 'utf8'))).toEqual(before);
  for (const text of before) expect(text.length).toBeGreaterThan(100);
});

test.skipIf(duckDb === null && process.env.MOEBENCH_REQUIRE_ALL !== '1')(
  'Parquet has a row a series and night, replaces the file of the night before, and is no text (skipped without DuckDB)',
  async () => {
    const path = join(out, 'nights.parquet');
    for (let night = 0; night < 2; night += 1) {
      await writeOutputs([{ format: 'parquet', path }], { results: folder, check });
      expect(readFileSync(path).subarray(0, 4).toString()).toBe('PAR1');
    }
    const rows = await withDatabase(await duckDbOrRefuse(), ':memory:', 'write', connection =>
      connection.runAndReadAll(`SELECT count(*), count(DISTINCT run_id) FROM read_parquet('${path}')`),
    );
    expect(rows.getRows()).toEqual([[64n, 32n]]);
    await expect(textOf('parquet')).rejects.toThrow(/^parquet is no text: name a file, as in --out nights.parquet$/);
  },
);

test('a link stays a link: what it points at is replaced', async () => {
  const [target, link] = [join(out, 'target.xml'), join(out, 'link.xml')];
  writeFileSync(target, 'old');
  symlinkSync(target, link);
  await writeOutputs([{ format: 'junit', path: link }], { results: folder, check });
  expect(readFileSync(target, 'utf8')).toMatch(/^<\?xml/);
});

test('an output that could not be written is refused before anything is measured', () => {
  expect(parseOutput(`junit=${join(out, 'a=b.xml')}`)).toEqual({ format: 'junit', path: join(out, 'a=b.xml') });
  expect(refusal(() => parseOutput('junit'))).toBe('--output junit names no file; write it as junit=junit.xml');
  expect(refusal(() => parseOutput('junit='))).toBe('--output junit= names no file; write it as junit=junit.xml');
  expect(refusal(() => parseOutput('juint=x.xml'))).toMatch(/juint.*junit/);
  expect(refusal(() => parseOutput(`junit=${out}`))).toMatch(/is a folder; give a file$/);
  expect(refusal(() => parseOutput(`junit=${join(out, 'none', 'x.xml')}`))).toMatch(/none: no such folder/);
});

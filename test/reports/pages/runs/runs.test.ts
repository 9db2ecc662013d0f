import { describe, expect, test } from 'vitest';
import { runPages } from '../../../../reports/pages/runs/runs.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { runFactsOf } from '../../../../reports/runs/run-facts.ts';
import type { Language } from '../../../../reports/words/language.ts';
import type { RunRecord } from '../../../../results/record.ts';
import { note } from '../../../../results/schema/note.ts';
import { caseA, caseB, fixtureCatalog, fixtureRecord } from '../../fixture.ts';
import { partsRecord } from '../../parts-fixture.ts';
import { siteDataOf } from '../../site-text.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');

const pagesOf = (records: readonly RunRecord[], language: Language = 'en'): readonly string[] => {
  const report = buildReport({ records: [...records], unread: [], catalog, reference, asOf: null });
  const data = { ...siteDataOf(report), runs: runFactsOf(records, report) };
  return runPages(data, language).map(({ body }) => body.html);
};

const sectionOf = (page: string, id: string): string =>
  new RegExp(`<section id="${id}">(.*?)</section>`, 's').exec(page)?.[1] ?? '';

/** The first round of layer B on the CPU crashed its worker; the others were not run. */
function crashed(): RunRecord {
  const record = fixtureRecord();
  const fault = { code: 'crash' as const, message: 'the worker ended with signal SIGSEGV and no result', detail: '' };
  const cells = record.cells.map(line => {
    if (!line.cell.startsWith(`cpu:${caseB.id}:`)) return line;
    return line.cell.endsWith(':0')
      ? { ...line, outcome: { status: 'fault' as const, fault } }
      : { ...line, outcome: { status: 'skipped' as const, reason: note('proof-failed') } };
  });
  return { ...record, cells };
}

describe('the list of runs', () => {
  const [list = ''] = pagesOf([fixtureRecord(), partsRecord()]);
  const rows = list.split('<tr>').slice(2);

  test('has devices and workloads of each, and its id, so that runs of one minute are told apart', () => {
    expect(rows).toHaveLength(2);
    expect(rows.every(row => row.includes('>2026-03-01 01:00</a>'))).toBe(true);
    expect(rows.map(row => /<small>(.*?)<\/small>/.exec(row)?.[1])).toEqual(['run-parts', 'run-1']);
    for (const row of rows) expect(row).toContain('AMD EPYC 9534 64-Core Processor, NVIDIA H20');
    expect(rows[1]).toContain('<div>toy layer (scaled), float32, balanced routing</div>');
    expect(rows[0]).toContain('<div>toy transformer block (scaled), float32, balanced routing</div>');
  });

  test('counts the workloads that have no room', () => {
    // Layers A and B, and three products.
    expect(rows[1]).toContain('and 3 more');
  });
});

describe('the page of a run', () => {
  const [, page = ''] = pagesOf([crashed()]);

  test('says once what no driver reported, and has no column of it', () => {
    expect(page.match(/not reported/gi)).toHaveLength(1);
    expect(page).toContain('Clock, MHz; Temperature, °C; Power cap, W.');
    expect(page).not.toContain('data-label="Clock, MHz"');
  });

  test('keeps a column that one row has a value for', () => {
    const record = fixtureRecord({
      change: (measurement, target, id, round) =>
        target === 'cpu' && id === caseA.id && round === 0
          ? {
              ...measurement,
              conditions: {
                ...{ available: true, looks: 3, clocksMHz: {}, powerLimitW: null, throttled: null, processes: null },
                temperatureC: { min: 60, mean: 61, max: 62 },
              },
            }
          : measurement,
    });
    const [, warm = ''] = pagesOf([record]);
    expect(warm).toContain('data-label="Temperature, °C">61</td>');
    expect(warm).toContain('data-label="Temperature, °C">not reported</td>');
    expect(warm).toContain('Not reported by the driver of any device here: Clock, MHz; Power cap, W.');
  });

  test('says of a cell in one place alone that it failed, and that its other rounds were left out', () => {
    const failures = sectionOf(page, 'failures');
    expect(failures).toContain('toy layer (scaled), float32, forward only, learned routing on cpu');
    expect(failures).toContain('Its other rounds were left out');
    expect(sectionOf(page, 'skips')).not.toMatch(/learned routing|toy-learned/);
    expect(sectionOf(page, 'skips')).toContain('webgpu-1');
  });

  test('in Chinese says in Chinese what became of a worker', () => {
    const [, chinese = ''] = pagesOf([crashed()], 'zh');
    expect(sectionOf(chinese, 'failures')).toContain('工作进程因信号 SIGSEGV 终止，没有结果');
    expect(chinese).not.toContain('the worker');
  });

  test('of a machine of one core has a core, not cores', () => {
    const record = fixtureRecord();
    const cpu = { ...record.context.machine.cpu, cores: 2, physicalCores: 1 };
    const one = { ...record, context: { ...record.context, machine: { ...record.context.machine, cpu } } };
    expect(pagesOf([one])[1]).toContain('1 core, 2 threads');
    expect(page).toContain('4 cores, 8 threads');
  });

  test('says what the strategy session is', () => {
    expect(page).toContain('“session” is the one of ONNX Runtime');
  });
});

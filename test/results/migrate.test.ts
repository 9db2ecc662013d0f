import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { migrateLine } from '../../results/migrate.ts';
import { noteText } from '../../results/note-text.ts';
import { RECORD_SCHEMA } from '../../results/record.ts';
import { inspectRecord } from '../../results/seal.ts';
import { readRecords } from '../../results/store.ts';
import { verifyRecord } from '../../results/verify.ts';

const PATH = new URL('../fixtures/records/schema-1.jsonl', import.meta.url).pathname;
const TEXT = readFileSync(PATH, 'utf8');

describe('a record of schema 1', () => {
  const [record] = readRecords(PATH).records;
  if (record === undefined) throw new Error('the fixture is a record');

  test('is read as it was written, and verifies over its own lines', () => {
    expect(inspectRecord(TEXT)).toMatchObject({ status: 'sealed', schema: 'moebench.record/1' });
    expect(verifyRecord(PATH)).toMatchObject({ status: 'sealed', problems: [], invalid: [] });
    expect(record.context.schema).toBe(RECORD_SCHEMA);
    expect([record.proofs.length, record.cells.length]).toEqual([13, 96]);
  });

  test('is broken by one changed byte, since its chain is checked before it is migrated', () => {
    const changed = TEXT.replace('"wallMs":', '"wallMs":1');
    expect(inspectRecord(changed)).toMatchObject({ status: 'broken', schema: 'moebench.record/1' });
  });

  test('has one way to compute, and keeps its provider, graph and session', () => {
    expect(record.context.targets).toMatchObject([{ strategies: ['session'], onnx: { provider: 'cpu' } }]);
    expect(new Set(record.context.plan.map(({ strategy }) => strategy))).toEqual(new Set(['session']));
    for (const { outcome } of record.cells) {
      if (outcome.status !== 'measured') throw new Error('every cell of the fixture was measured');
      const { open, onnx, clock } = outcome.measurement;
      expect(open.createMs).toBeGreaterThan(0);
      expect(onnx?.graph.nodes).toBeGreaterThan(0);
      expect(clock).toMatchObject({ stepsPerBatch: 1, fenceMs: { available: false, code: 'not-recorded' } });
    }
  });

  test('has no probe and no choices: what was not recorded is absent, never made up', () => {
    for (const { outcome } of record.cells) {
      if (outcome.status === 'measured')
        expect(outcome.measurement.first).toMatchObject({ probes: null, choices: null });
    }
    for (const { outcome } of record.proofs) expect(outcome.proof).toMatchObject({ shrinkRule: 1, comparedSteps: 1 });
  });

  test('keeps its sentences as sentences', () => {
    const [cell] = record.cells;
    if (cell?.outcome.status !== 'measured' || cell.outcome.measurement.energyJ.available) throw new Error('no energy');
    expect(noteText(cell.outcome.measurement.energyJ)).toMatch(/^absent: no energy sensor for/);
    expect(cell.outcome.measurement.energyJ.code).toBe('schema-1');
  });
});

test.each([null, 7, 'text', [], {}])('what is no line of a record is left to the schema: %j', line => {
  expect(migrateLine(line, 'moebench.record/1')).toEqual(line);
});

test('a disturbance of schema 1 keeps its code for counting and its sentence for reading', () => {
  expect(noteText({ code: 'swapping', values: { text: '9000 pages were read back' } })).toBe(
    '9000 pages were read back',
  );
});

test('a line of the newest schema is not touched', () => {
  const line = { kind: 'cell', reason: 'x', outcome: { available: false, reason: 'y' } };
  expect(migrateLine(line, RECORD_SCHEMA)).toBe(line);
});

test('what schema 1 did not ask of a machine is not known: no limits, and no name of its own', () => {
  const machine = { id: 'lab-1', hostname: 'lab-1' };
  expect(migrateLine({ kind: 'context', machine }, 'moebench.record/1')).toMatchObject({
    machine: { ...machine, named: false, limits: null },
  });
});

test('a skipped cell, a disturbed one and an attempt of schema 1 keep their words', () => {
  const skipped = { kind: 'cell', outcome: { status: 'skipped', reason: 'its proof does not hold' } };
  const text = (line: unknown) => JSON.stringify(migrateLine(line, 'moebench.record/1'));
  expect(text(skipped)).toContain('"reason":{"code":"schema-1","values":{"text":"its proof does not hold"}}');
  const disturbed = { status: 'measured', measurement: {}, quiet: { disturbed: [{ code: 'swapping', message: 'm' }] } };
  expect(text({ kind: 'attempt', reason: 'disturbed', outcome: disturbed })).toBe(
    '{"kind":"attempt","reason":{"code":"schema-1","values":{"text":"disturbed"}},"outcome":{"status":"measured","measurement":' +
      '{"clock":{"kind":"host-synchronised","stepsPerBatch":1,"stepsPerSample":1,"fenceMs":{"available":false,"code":"not-recorded","values":{"schema":1}},' +
      '"idleMs":{"available":false,"code":"not-recorded","values":{"schema":1}}},"onnx":{}},"quiet":{"disturbed":[{"code":"swapping","values":{"text":"m"}}],' +
      '"throttling":{"available":false,"code":"not-recorded","values":{"schema":1}}}}}',
  );
});

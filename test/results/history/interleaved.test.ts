/** Agreements of interleaved comparisons: written, read again, and half written. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Agreement, INTERLEAVED_SCHEMA, readAgreements } from '../../../results/history/interleaved.ts';
import { addAgreements, agreementsIn, agreementsPath } from '../../../results/history/interleaved-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-agreements-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const agreement = (runId: string): Agreement => ({
  schema: INTERLEAVED_SCHEMA,
  comparedAt: '2026-11-27T02:00:00.000Z',
  series: {
    machine: 'lab',
    target: 'cpu',
    board: null,
    strategy: 'session',
    workloadSha256: 'a'.repeat(64),
    concurrent: false,
    powerLimitW: null,
  },
  metric: 'step-time',
  first: { runId },
  ratio: { available: true, point: 1.05, low: 1.04, high: 1.06, kind: 'confidence-95', rounds: 8 },
});

describe('agreements', () => {
  test('lie beside the folder of the records, are added to, and leave nothing else there', () => {
    const path = agreementsPath(join(folder, 'runs'));
    expect(path).toBe(join(folder, 'interleaved.jsonl'));
    expect(agreementsIn(path)).toEqual([]);
    addAgreements(path, [agreement('a')]);
    addAgreements(path, [agreement('b'), agreement('c')]);
    expect(agreementsIn(path)).toEqual([agreement('a'), agreement('b'), agreement('c')]);
    expect(readdirSync(folder)).toEqual(['interleaved.jsonl']);
  });

  test('write no file where there is none to add', () => {
    const path = join(folder, 'none.jsonl');
    addAgreements(path, []);
    expect(existsSync(path)).toBe(false);
  });

  test('are read as far as they hold: a half line, other JSON and other versions are left out', () => {
    const line = JSON.stringify(agreement('a'));
    const strange = [line, line.slice(0, 40), '{}', line.replace('interleaved/1', 'interleaved/2'), ''].join('\n');
    expect(readAgreements(strange)).toEqual([agreement('a')]);
    const path = join(folder, 'half.jsonl');
    writeFileSync(path, `${line}\n${line.slice(0, 40)}`);
    addAgreements(path, [agreement('b')]);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { schemaFiles } from '../../../harness/commands/schemas.ts';
import { chainLine, inspectRecord, type Unchained } from '../../../results/seal.ts';
import { sha256 } from '../../../suites/identity.ts';
import { contextOf, FINISHED, measuredLine, proofLine, skippedLine } from '../../results/small-record.ts';
import { SCHEMA_FOLDER, violations } from './published.ts';

const files = [...schemaFiles()];

describe('the published schemas', () => {
  test('are one for each document, and no other', () => {
    expect(readdirSync(SCHEMA_FOLDER).toSorted()).toEqual(files.map(([name]) => name).toSorted());
  });

  test.each(files)('%s is what the code says (npm run schemas)', (name, text) => {
    expect(readFileSync(join(SCHEMA_FOLDER, name), 'utf8')).toBe(text);
  });

  test.each(files)('%s is a schema of draft 2020-12 that refuses what is none of its documents', (file, text) => {
    expect(JSON.parse(text)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    expect(violations(file.replace('.schema.json', ''), {})).not.toEqual([]);
  });
});

describe('the published schema of a record', () => {
  const samples = sha256('samples');
  const lines: readonly Unchained[] = [
    contextOf(),
    proofLine('p'),
    measuredLine('a', samples),
    skippedLine('b'),
    { kind: 'seal', finishedAt: FINISHED, lines: 4, samplesSha256: samples },
  ];
  const rows: string[] = [];
  for (const line of lines) rows.push(chainLine(line, rows.at(-1) ?? null));

  test('takes every line of a record that this program reads', () => {
    expect(inspectRecord(rows.map(row => `${row}\n`).join('')).status).toBe('sealed');
    expect(rows.flatMap(row => violations('record', JSON.parse(row)))).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a field of its own', '"kind":"context"', '"kind":"context","mine":1'],
    ['another schema', 'moebench.record/2', 'moebench.record/3'],
    ['a date that is none', '"startedAt":"2026-03-01', '"startedAt":"2026-02-30'],
    ['a hash too short', '"sha256":"', '"sha256":"0'],
    ['a workload without a seed', '"seed":1,', ''],
  ])('refuses a context with %s', (_, before, after) => {
    const [context = ''] = rows;
    expect(context).toContain(before);
    expect(violations('record', JSON.parse(context.replace(before, after)))).not.toEqual([]);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { note } from '../../results/note.ts';
import { createRun, readRecords, samplesPath } from '../../results/store.ts';
import { verifyRecord } from '../../results/verify.ts';
import { sha256 } from '../../suites/workload.ts';
import { contextOf, FINISHED, layerA, measuredLine, proofLine, skippedLine } from './small-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Changes = { readonly context?: Partial<ReturnType<typeof contextOf>>; readonly sealed?: boolean };

let runs = 0;
/** The path of a record with one measured and one skipped cell, sealed unless told otherwise. */
function written({ context = {}, sealed = true }: Changes = {}): string {
  runs += 1;
  const writer = createRun(join(folder, `runs-${runs}`), { ...contextOf(), ...context });
  writer.append(proofLine('p'));
  writer.append(measuredLine('a', writer.appendSamples('a', [4, 6, 5])));
  writer.append(skippedLine('b'));
  if (sealed) writer.seal(FINISHED);
  writer.close();
  return writer.path;
}

function verdict(path: string) {
  const { path: named, ...rest } = verifyRecord(path);
  expect(named).toBe(path);
  return rest;
}

describe('verify', () => {
  test('finds nothing wrong with a whole record', () => {
    expect(verdict(written())).toEqual({ status: 'sealed', lines: 5, problems: [], invalid: [] });
  });

  test('misses the samples of an attempt as it does those of a cell', () => {
    const writer = createRun(join(folder, 'attempted'), contextOf());
    const line = measuredLine('a', writer.appendSamples('a', [4, 6, 5]));
    if (line.kind !== 'cell' || line.outcome.status !== 'measured') throw new Error('not measured');
    const attempt = {
      ...line,
      kind: 'attempt',
      reason: note('disturbed-again', { causes: 'made up' }),
      outcome: line.outcome,
    } as const;
    writer.append(attempt);
    writer.append(line);
    expect(verdict(writer.path)).toMatchObject({ status: 'unsealed', lines: 3, problems: [] });
    const { measurement } = attempt.outcome;
    writer.append({
      ...attempt,
      outcome: { ...attempt.outcome, measurement: { ...measurement, samplesSha256: sha256('x') } },
    });
    writer.close();
    expect(verdict(writer.path).problems).toEqual(['a: its samples are not in the samples file']);
    const [record] = readRecords(writer.path).records;
    expect([record?.attempts.length, record?.cells.length]).toEqual([2, 1]);
  });

  test('calls a record without a seal unsealed and counts the lines that are intact', () => {
    expect(verdict(written({ sealed: false }))).toEqual({ status: 'unsealed', lines: 4, problems: [], invalid: [] });
  });

  test('calls a record cut off in its last line unsealed too', () => {
    const path = written({ sealed: false });
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -8));
    expect(verdict(path)).toEqual({ status: 'unsealed', lines: 3, problems: ['line 4: is cut off'], invalid: [] });
  });

  test('calls a run that was cut off before its first measurement unsealed', () => {
    const writer = createRun(join(folder, 'just-begun'), contextOf());
    writer.close();
    expect(verdict(writer.path)).toEqual({ status: 'unsealed', lines: 1, problems: [], invalid: [] });
  });

  test('calls a run that was cut off while it wrote samples unsealed', () => {
    const writer = createRun(join(folder, 'cut-in-samples'), contextOf());
    writer.append(measuredLine('a', writer.appendSamples('a', [4, 6, 5])));
    writer.appendSamples('b', [1, 2, 3]);
    writer.close();
    const samples = samplesPath(writer.path);
    writeFileSync(samples, readFileSync(samples).subarray(0, -9));
    expect(verdict(writer.path)).toEqual({ status: 'unsealed', lines: 2, problems: [], invalid: [] });
  });

  test('calls a run in which nothing could be measured sealed', () => {
    const writer = createRun(join(folder, 'all-skipped'), contextOf());
    writer.append(skippedLine('b'));
    writer.seal(FINISHED);
    writer.close();
    expect(verdict(writer.path)).toEqual({ status: 'sealed', lines: 3, problems: [], invalid: [] });
  });

  test('finds samples that were changed after the seal', () => {
    const path = written();
    writeFileSync(samplesPath(path), gzipSync('{"cell":"a","stepMs":[1,1,1]}\n'));
    expect(verdict(path)).toEqual({
      status: 'broken',
      lines: 5,
      problems: ['the samples file was changed after the seal'],
      invalid: [],
    });
  });

  test('finds samples of an unsealed record that are not those its cell names', () => {
    const path = written({ sealed: false });
    writeFileSync(samplesPath(path), gzipSync('{"cell":"a","stepMs":[1,1,1]}\n'));
    expect(verdict(path)).toMatchObject({
      status: 'broken',
      problems: ['a: its samples are not in the samples file'],
    });
  });

  test('says what is wrong with a samples file that is no gzip', () => {
    const path = written({ sealed: false });
    writeFileSync(samplesPath(path), 'not gzip');
    expect(verdict(path).problems[0]).toMatch(/^the samples file cannot be read \(incorrect header check\)$/);
  });

  test('allows the samples to be gone: pruning deletes only them', () => {
    const path = written();
    rmSync(samplesPath(path));
    expect(verdict(path)).toEqual({ status: 'sealed', lines: 5, problems: [], invalid: [] });
  });

  test('finds a case that bears the hash of another workload, though the chain holds', () => {
    const context = { cases: contextOf().cases.map(item => ({ ...item, sha256: sha256('another') })) };
    expect(verdict(written({ context }))).toMatchObject({
      status: 'broken',
      problems: [`case ${layerA.id}: its workload has another hash`],
    });
  });

  test('finds a case that bears the comparison hash of another workload', () => {
    const context = { cases: contextOf().cases.map(item => ({ ...item, comparisonSha256: sha256('another') })) };
    expect(verdict(written({ context })).problems).toEqual([`case ${layerA.id}: its comparison hash differs`]);
  });

  test('finds a plan for a target that is not there', () => {
    expect(verdict(written({ context: { targets: [] } })).problems[0]).toMatch(
      /^plan: cpu\/proof-\w+ names a case or target that is not here$/,
    );
  });

  test('names a cell that cannot be true, though every byte is as it was sealed', () => {
    const writer = createRun(join(folder, 'impossible'), contextOf());
    const cell = contextOf().plan[1]?.id ?? '';
    writer.append(measuredLine(cell, writer.appendSamples(cell, [4, 6, 5]), 20));
    writer.seal(FINISHED);
    writer.close();
    expect(verdict(writer.path)).toEqual({
      status: 'sealed',
      lines: 3,
      problems: [],
      invalid: [
        { cell, code: 'wall-time', message: 'graph, session, warm-up and steps took 60 ms, the whole cell 20 ms' },
      ],
    });
  });

  test('asks a caller who has a catalog, where there is one', () => {
    const invalid = [{ cell: 'a', code: 'above-peak', message: 'too fast' }];
    expect(verifyRecord(written(), () => invalid).invalid).toEqual(invalid);
  });

  test('does not call a record of a newer schema broken', () => {
    const path = written();
    writeFileSync(path, readFileSync(path, 'utf8').replace('moebench.record/2', 'moebench.record/3'));
    expect(verdict(path)).toMatchObject({
      status: 'newer',
      lines: 0,
      problems: [expect.stringContaining('update moebench')],
    });
  });
});

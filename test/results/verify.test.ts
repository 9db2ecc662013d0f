import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROBE_SUMS } from '../../results/schema/outcome.ts';
import { createRun, readRecords, samplesPath } from '../../results/store.ts';
import { PROMISES } from '../../results/verify/promise.ts';
import { isKept, verifyRecord } from '../../results/verify.ts';
import { sha256 } from '../../suites/identity.ts';
import { contextOf, layerA, layerB, target } from './small-record.ts';
import { CELL, folder, found, isTimed, measuring, NOW, place, summary, verified, written } from './verified.ts';
import { type Changes, type Line, openRecord, remeasured } from './whole-record.ts';

describe('a whole record', () => {
  test('keeps every promise that can be known, and says which cannot', () => {
    const path = written({ parts: { rounds: 3 } });
    expect(summary(path)).toEqual({ status: 'sealed', lines: 6, problems: [], invalid: [] });
    const { promises, sealSha256 } = verified(path);
    expect(promises.map(({ promise, status, code }) => [promise, status === 'holds' ? status : code])).toEqual([
      ...['chain', 'seal', 'hashes', 'samples', 'statistics', 'plan', 'times', 'physics', 'proofs'].map(name => [
        name,
        'holds',
      ]),
      ['signature', 'not-signed'],
      ['machine', 'nobody-vouches'],
      ['clock', 'no-other-clock'],
    ]);
    expect(promises.map(({ promise }) => promise)).toEqual(PROMISES);
    expect(isKept(verified(path))).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(`"ownSha256":"${sealSha256}"`);
    expect(readRecords(path).records).toMatchObject([{ sealed: true, sealSha256 }]);
  });

  test('keeps them with sustained cells, several targets and what was not measured', () => {
    const timing = { minWindowMs: 5, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 1000 };
    const parts = { targets: [target('cpu'), target('webgpu')], cases: [layerA, layerB], rounds: 2, sustained: timing };
    const everyMs = 10;
    const path = written({
      parts,
      lines: (line, cell) => {
        if (cell.kind !== 'sustained') return [line];
        const drift = {
          everyMs,
          parts: [
            { steps: 2, sumMs: 10 },
            { steps: 1, sumMs: 12 },
          ],
          steadyFrom: null,
        };
        return [remeasured(line, measurement => ({ ...measurement, drift }))];
      },
      stepsMs: cell => {
        if (cell.kind === 'sustained') return [4, 6, 12];
        return cell.target === 'webgpu' ? null : [4, 6, 5 + cell.round];
      },
    });
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
  });

  test('in which nothing could be measured is as good as any', () => {
    const path = written({ stepsMs: () => null, lines: line => [failedProof(line)] });
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
    expect(isKept(verified(path))).toBe(true);
  });

  test('asks a caller who has a catalog, where there is one', () => {
    const invalid = [{ cell: 'a', code: 'above-peak', why: { code: 'above-peak', values: {} } }];
    const verification = verifyRecord(written(), () => invalid, { now: NOW });
    expect(verification).toMatchObject({ status: 'sealed', problems: [], invalid });
    expect(isKept(verification)).toBe(false);
  });
});

const failedProof = (line: Line): Line => {
  const fault = { code: 'crash', message: 'made up', detail: '' } as const;
  return line.kind === 'proof' ? { ...line, outcome: { status: 'fault', fault, proof: null } } : line;
};

describe('a record that was cut off', () => {
  test('between two lines is unsealed, and the lines that are intact are counted', () => {
    const path = written({ finishedAt: null });
    expect(summary(path)).toEqual({ status: 'unsealed', lines: 3, problems: [], invalid: [] });
    expect(found(path, 'seal')).toBe('not-known not-sealed');
    expect(isKept(verified(path))).toBe(true);
  });

  test('in its last line is unsealed too', () => {
    const path = written({ finishedAt: null });
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -8));
    expect(summary(path)).toEqual({ status: 'unsealed', lines: 2, problems: ['line 3: is cut off'], invalid: [] });
    expect(found(path, 'plan')).toBe('not-known plan-open');
  });

  test('before its first measurement is unsealed', () => {
    const writer = createRun(place(), contextOf());
    writer.close();
    expect(summary(writer.path)).toEqual({ status: 'unsealed', lines: 1, problems: [], invalid: [] });
  });

  test('while it wrote samples, or between samples and their line, is unsealed', () => {
    for (const lost of [0, 9]) {
      const writer = openRecord(place(), {});
      writer.appendSamples('next', [1, 2, 3]);
      writer.close();
      const samples = samplesPath(writer.path);
      writeFileSync(samples, readFileSync(samples).subarray(0, readFileSync(samples).length - lost));
      expect(summary(writer.path), `${lost}`).toEqual({ status: 'unsealed', lines: 3, problems: [], invalid: [] });
    }
  });
});

describe('proofs', () => {
  test.each<[string, Changes['lines'], string]>([
    ['that is a mismatch', line => [failedProof(line)], 'proof-failed-there'],
    [
      'by a tolerance of its own',
      line =>
        line.kind === 'proof' && line.outcome.status === 'proven'
          ? [
              {
                ...line,
                outcome: {
                  ...line.outcome,
                  proof: {
                    ...line.outcome.proof,
                    tensors: line.outcome.proof.tensors.map(tensor => ({ ...tensor, error: 0.9, tolerance: 1e9 })),
                  },
                },
              },
            ]
          : [line],
      'proof-tensor-off',
    ],
  ])('a measured cell with a proof %s is unproven, though every byte is as it was sealed', (_, lines, code) => {
    const path = written(lines === undefined ? {} : { lines });
    const row = verified(path).promises.find(({ promise }) => promise === 'proofs');
    expect(row).toMatchObject({ status: 'broken', code: 'cells-unproven', values: { cells: 1, cell: CELL, code } });
    expect(isKept(verified(path))).toBe(false);
  });

  test('without probes in the timed steps, as in all records of schema 1, are not known to hold', () => {
    const path = written({ lines: measuring(m => ({ ...m, first: { ...m.first, probes: null } })) });
    expect(found(path, 'proofs')).toBe('not-known cells-without-probe');
    expect(PROBE_SUMS).toBe(16);
    expect(isKept(verified(path))).toBe(true);
  });
});

describe('what cannot be true, and what cannot be read', () => {
  test('names a cell that cannot be true, though every byte is as it was sealed', () => {
    const path = written({ lines: line => [isTimed(line) ? { ...line, wallMs: 20 } : line] });
    expect(verified(path)).toMatchObject({
      status: 'sealed',
      problems: [],
      invalid: [
        {
          cell: CELL,
          code: 'wall-time',
          // Graph 3 ms, session, warm-up and steps.
          why: { code: 'wall-time', values: { insideMs: 60.015625, wallMs: 20 } },
        },
      ],
    });
    expect(isKept(verified(path))).toBe(false);
  });

  test.each([
    ['the hash of another workload', 'sha256', `case ${layerA.id}: its workload has another hash`],
    ['the comparison hash of another workload', 'comparisonSha256', `case ${layerA.id}: its comparison hash differs`],
  ])('a case that bears %s is found, though the chain holds', (_, field, problem) => {
    const context = { cases: contextOf().cases.map(item => ({ ...item, [field]: sha256('another') })) };
    expect(summary(written({ context })).problems).toContain(problem);
  });

  test('a record of a newer schema is not called broken', () => {
    const path = written();
    writeFileSync(path, readFileSync(path, 'utf8').replace('moebench.record/2', 'moebench.record/3'));
    expect(verified(path)).toMatchObject({
      status: 'newer',
      lines: 0,
      problems: [expect.stringContaining('update moebench')],
    });
    expect(new Set(verified(path).promises.map(({ status }) => status))).toEqual(new Set(['not-known']));
  });

  test.each<[string, string, string]>([
    ['an empty file', '', 'line 1: the file is empty'],
    ['zeros alone', '\0'.repeat(4096), 'line 1: is cut off'],
    ['a text', 'hello\n', 'line 1: is not JSON'],
  ])('%s is broken, and nothing else of it is known', (_, text, problem) => {
    const path = join(folder, 'strange.jsonl');
    writeFileSync(path, text);
    expect(verified(path)).toMatchObject({ status: 'broken', lines: 0, problems: [problem] });
    expect(found(path, 'chain')).toBe('broken nothing-readable');
    expect(found(path, 'plan')).toBe('not-known nothing-readable');
  });

  test('a folder with the name of a record, and a link to nothing, are named', () => {
    const name = join(folder, 'odd');
    mkdirSync(join(name, 'folder.jsonl'), { recursive: true });
    symlinkSync(join(name, 'folder.jsonl'), join(name, 'link.jsonl'));
    symlinkSync(join(name, 'nowhere'), join(name, 'nothing.jsonl'));
    expect(verified(join(name, 'link.jsonl')).problems).toEqual(['is no file']);
    expect(verified(join(name, 'nothing.jsonl')).problems[0]).toMatch(/^cannot be read \(ENOENT/);
    expect(readRecords(name).unread.map(({ reason }) => reason.split(' (')[0])).toEqual([
      'is no file',
      'cannot be read',
    ]);
    expect(existsSync(join(name, 'folder.jsonl'))).toBe(true);
  });
});

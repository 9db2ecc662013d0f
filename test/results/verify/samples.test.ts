import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Measurement } from '../../../results/schema/outcome.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import { readRecords, readSampleLines, samplesPath } from '../../../results/store.ts';
import { isKept } from '../../../results/verify.ts';
import { sha256 } from '../../../suites/identity.ts';
import { measurementOf } from '../small-record.ts';
import { attemptOf, CELL, cellOf, found, isTimed, measuring, place, summary, verified, written } from '../verified.ts';
import { type Changes, type Line, openRecord, remeasured, startOf } from '../whole-record.ts';

describe('statistics that are not those of the step times beside them are found, with chain and seal remade', () => {
  const faster = (by: number) =>
    measuring(measurement => ({ ...measurement, stepMs: roundStatistics([4 / by, 6 / by, (5 + 1 / 64) / by]) }));
  const field = (change: Partial<Measurement['stepMs']>) =>
    measuring(measurement => ({ ...measurement, stepMs: { ...measurement.stepMs, ...change } }));
  const order = (change: Partial<NonNullable<Measurement['stepMs']['order']>>) =>
    measuring(measurement => {
      const { order: before } = measurement.stepMs;
      if (before === undefined) throw new Error('it has an order');
      return { ...measurement, stepMs: { ...measurement.stepMs, order: { ...before, ...change } } };
    });

  test.each<[string, NonNullable<Changes['lines']>, string]>([
    ['all ten times faster', faster(10), 'stepMs.sumMs is 1.5015625, by its samples 15.015625'],
    ['a thousandth faster', faster(1.001), 'stepMs.sumMs is '],
    ['a median', field({ medianMs: 4.9 }), 'stepMs.medianMs is 4.9, by its samples 5.015625'],
    ['a count', field({ steps: 4 }), 'stepMs.steps is 4, by its samples 3'],
    ['squares', field({ sumSquaresMs2: 78 }), 'stepMs.sumSquaresMs2 is 78, by'],
    ['outliers that are not there', field({ outliers: 1 }), 'stepMs.outliers is 1, by its samples 0'],
    ['a quantile', field({ p95Ms: 5.95 }), 'stepMs.p95Ms is 5.95, by'],
    ['a change along the window', order({ changeMs: 0 }), 'stepMs.order.changeMs is 0, by'],
    ["a clock's tick", order({ quantumMs: 1 }), 'stepMs.order.quantumMs is 1, by'],
  ])('%s', (_, lines, problem) => {
    const path = written({ lines });
    expect(verified(path)).toMatchObject({
      status: 'broken',
      problems: [expect.stringContaining(`${CELL}: ${problem}`)],
    });
    expect(found(path, 'chain')).toBe('holds');
    expect(found(path, 'statistics')).toBe('broken statistics-differ');
  });

  test('of an attempt', () => {
    const lines: Changes['lines'] = line =>
      isTimed(line) ? [attemptOf(faster(10)(line, cellOf())[0] ?? line), line] : [line];
    const path = writtenWithAttempt(lines);
    expect(verified(path).problems).toContainEqual(expect.stringContaining(`${CELL}: stepMs.sumMs is 1.5015625, by`));
  });

  test('of the drift of a sustained cell', () => {
    const timing = { minWindowMs: 5, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 1000 };
    const drift = {
      everyMs: 8,
      parts: [
        { steps: 2, sumMs: 9 },
        { steps: 2, sumMs: 11 },
      ],
      steadyFrom: null,
    };
    const path = written({
      parts: { sustained: timing },
      stepsMs: () => [4, 6, 5, 5],
      lines: (line, cell) => [
        cell.kind === 'sustained' ? remeasured(line, measurement => ({ ...measurement, drift })) : line,
      ],
    });
    expect(verified(path).problems[0]).toMatch(/sustained: drift\.parts\.0\.sumMs is 9, by its samples 10$/);
  });

  test('are not known where the samples were pruned: pruning deletes only them', () => {
    const path = written({ lines: faster(10) });
    rmSync(samplesPath(path));
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
    expect(found(path, 'statistics')).toBe('not-known samples-pruned');
    expect(found(path, 'samples')).toBe('not-known samples-pruned');
    expect(isKept(verified(path))).toBe(true);
  });
});

/** A record whose cell was taken twice: the step times of both lie beside it. */
function writtenWithAttempt(lines: NonNullable<Changes['lines']>): string {
  const writer = openRecord(place(), { lines: (line, cell) => (isTimed(line) ? [] : lines(line, cell)) });
  const again = [7, 8];
  const samplesSha256 = writer.appendSamples(CELL, again);
  const base: Line = {
    kind: 'cell',
    cell: CELL,
    startedAt: startOf(1),
    wallMs: 1000,
    outcome: {
      status: 'measured',
      measurement: { ...measurementOf([4, 6, 5 + 1 / 64]), samplesSha256: sha256(sampleLine(writer.path, 0)) },
    },
  };
  for (const line of lines(base, cellOf())) {
    if (line.kind === 'attempt') writer.append(line);
    else {
      const second = { ...measurementOf(again), window: { startMs: 909_000, endMs: 909_015 }, samplesSha256 };
      writer.append({ ...base, startedAt: startOf(2), outcome: { status: 'measured', measurement: second } });
    }
  }
  writer.seal(startOf(9));
  writer.close();
  return writer.path;
}

const sampleLine = (path: string, i: number): string => readSampleLines(samplesPath(path))[i] ?? '';

describe('samples', () => {
  test('of an attempt are as good as those of a cell', () => {
    const path = writtenWithAttempt(line => (isTimed(line) ? [attemptOf(line), line] : [line]));
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
    const [record] = readRecords(path).records;
    expect([record?.attempts.length, record?.cells.length]).toEqual([1, 1]);
  });

  test('that were changed after the seal are found', () => {
    const path = written();
    writeFileSync(samplesPath(path), gzipSync(`{"cell":"${CELL}","stepMs":[1,1,1]}\n`));
    expect(summary(path)).toMatchObject({
      status: 'broken',
      problems: [
        'the samples file was changed after the seal',
        `${CELL}: its samples are not in the samples file`,
        `samples line 1 of ${CELL}: no cell names it`,
      ],
    });
    expect(found(path, 'statistics')).toBe('not-known samples-lost');
  });

  test('of an open record that are not those its cell names are found', () => {
    const path = written({ finishedAt: null });
    writeFileSync(samplesPath(path), gzipSync(`{"cell":"${CELL}","stepMs":[1,1,1]}\n`));
    expect(summary(path)).toMatchObject({
      status: 'broken',
      problems: [`${CELL}: its samples are not in the samples file`],
    });
  });

  test('that are no gzip file are found', () => {
    const path = written({ finishedAt: null });
    writeFileSync(samplesPath(path), 'not gzip');
    expect(summary(path)).toMatchObject({
      status: 'broken',
      problems: [`${CELL}: its samples are not in the samples file`],
    });
  });

  test('in whose place a folder lies are lost', () => {
    const path = written();
    rmSync(samplesPath(path));
    mkdirSync(samplesPath(path));
    expect(found(path, 'samples')).toBe('broken samples-changed');
    expect(found(path, 'statistics')).toBe('not-known samples-lost');
  });

  test('of another cell are found by the cell they name', () => {
    const writer = openRecord(place(), { lines: (line, cell) => (cell.kind === 'proof' ? [line] : []) });
    const samplesSha256 = writer.appendSamples('cpu/another/round-1', [4, 6, 5]);
    const measurement = { ...measurementOf([4, 6, 5]), samplesSha256 };
    writer.append({
      kind: 'cell',
      cell: CELL,
      startedAt: startOf(2),
      wallMs: 99,
      outcome: { status: 'measured', measurement },
    });
    writer.close();
    expect(summary(writer.path).problems).toContain(`${CELL}: its samples are those of cpu/another/round-1`);
  });

  test('that two lines name are found', () => {
    const path = written({ lines: line => (isTimed(line) ? [attemptOf(line), line] : [line]) });
    expect(summary(path).problems).toContain(`${CELL}: its samples are those of another line`);
  });

  test('that no cell names, or that are there twice, are found in a sealed record', () => {
    const writer = openRecord(place(), {});
    writer.appendSamples('stray', [1]);
    writer.appendSamples(CELL, [4, 6, 5 + 1 / 64]);
    writer.seal(startOf(9));
    writer.close();
    expect(summary(writer.path).problems).toEqual([
      'samples line 2 of stray: no cell names it',
      `samples line 3 of ${CELL}: it is there twice`,
    ]);
  });

  test('of one damaged member are lost, and those of the other members still checked', () => {
    const path = written({ parts: { rounds: 3 }, finishedAt: null });
    const bytes = readFileSync(samplesPath(path));
    const second = bytes.indexOf(Buffer.from([0x1f, 0x8b, 0x08]), 1);
    bytes[second + 14] = (bytes[second + 14] ?? 0) ^ 0xff;
    writeFileSync(samplesPath(path), bytes);
    expect(readSampleLines(samplesPath(path)).map(line => JSON.parse(line).cell)).toEqual(
      [1, 3].map(round => CELL.replace('round-1', `round-${round}`)),
    );
    expect(summary(path).problems).toEqual([
      `${CELL.replace('round-1', 'round-2')}: its samples are not in the samples file`,
    ]);
  });
});

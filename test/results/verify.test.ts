import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../results/record.ts';
import { note } from '../../results/schema/note.ts';
import { type Measurement, PROBE_SUMS } from '../../results/schema/outcome.ts';
import { roundStatistics } from '../../results/statistics.ts';
import { createRun, readRecords, readSampleLines, samplesPath } from '../../results/store.ts';
import { PROMISES, type PromiseName } from '../../results/verify/promise.ts';
import { isKept, verifyRecord } from '../../results/verify.ts';
import { sha256 } from '../../suites/identity.ts';
import { contextOf, layerA, layerB, measurementOf, skippedLine, target } from './small-record.ts';
import { type Changes, type Line, openRecord, remeasured, startOf, wholeRecord } from './whole-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-03-02T00:00:00.000Z');

let runs = 0;
function place(): string {
  runs += 1;
  return join(folder, `runs-${runs}`);
}

const written = (changes: Changes = {}): string => wholeRecord(place(), changes);
const verified = (path: string) => verifyRecord(path, undefined, { now: NOW });

/** What was found of one promise: `holds`, or the status with its code. */
function found(path: string, promise: PromiseName): string {
  const row = verified(path).promises.find(item => item.promise === promise);
  return row?.status === 'holds' ? 'holds' : `${row?.status} ${row?.code}`;
}

function summary(path: string) {
  const { status, lines, problems, invalid } = verified(path);
  return { status, lines, problems, invalid };
}

const isTimed = (line: Line): boolean => line.kind === 'cell';
const [PROOF = '', CELL = ''] = contextOf().plan.map(({ id }) => id);
/** A change of every measured line. */
const measuring =
  (change: (measurement: Measurement, cell: Cell) => Measurement): NonNullable<Changes['lines']> =>
  (line, cell) => [remeasured(line, measurement => change(measurement, cell))];

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
    const invalid = [{ cell: 'a', code: 'above-peak', message: 'too fast' }];
    const verification = verifyRecord(written(), () => invalid, { now: NOW });
    expect(verification).toMatchObject({ status: 'sealed', problems: [], invalid });
    expect(isKept(verification)).toBe(false);
  });
});

const base = ({ cell, startedAt, wallMs }: Line) => ({ cell, startedAt, wallMs });

const skipped = (cell: string): Line => {
  const line = skippedLine(cell);
  if (line.kind !== 'cell') throw new Error('a skipped line is a cell');
  return { ...line, startedAt: startOf(500) };
};

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

const cellOf = (): Cell => {
  const cell = contextOf().plan[1];
  if (cell === undefined) throw new Error('a plan has a timed cell');
  return cell;
};

const attemptOf = (line: Line): Line => {
  if (line.kind !== 'cell' || line.outcome.status !== 'measured') throw new Error('not measured');
  return { ...line, kind: 'attempt', reason: note('disturbed-again', { causes: 'made up' }), outcome: line.outcome };
};

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

describe('plan and lines', () => {
  const two = { parts: { rounds: 2 } };
  const second = CELL.replace('round-1', 'round-2');

  test.each<[string, Changes, readonly string[]]>([
    [
      'a planned cell without a line',
      { ...two, lines: (line, cell) => (cell.id === second ? [] : [line]) },
      [`samples line 2 of ${second}: no cell names it`, `${second}: it is planned, and has no line`],
    ],
    [
      'a line that is not planned',
      { lines: (line, cell) => (cell.kind === 'proof' ? [line] : [line, { ...skipped('cpu/more') }]) },
      ['cpu/more: it has a line, and is not planned'],
    ],
    [
      'an attempt at what is not planned',
      { lines: line => (isTimed(line) ? [{ ...attemptOf(line), cell: 'cpu/more' }, skipped(CELL)] : [line]) },
      [`cpu/more: its samples are those of ${CELL}`, 'cpu/more: it has a line, and is not planned'],
    ],
    [
      'a second line of a cell',
      { lines: line => (isTimed(line) ? [line, { ...skipped(CELL) }] : [line]) },
      [`${CELL}: it has 2 lines`],
    ],
    [
      'a second line of a proof',
      { lines: line => (isTimed(line) ? [line] : [line, line]) },
      [`${PROOF}: it has 2 lines`],
    ],
    [
      'a proof in the place of a cell',
      { lines: line => (isTimed(line) ? [{ ...proofOf(written()), cell: CELL, startedAt: startOf(3) }] : [line]) },
      [`samples line 1 of ${CELL}: no cell names it`, `${CELL}: it is planned as time, its line is another`],
    ],
    [
      'a cell in the place of a proof',
      { lines: line => (isTimed(line) ? [line] : [{ ...skipped(PROOF), startedAt: line.startedAt }]) },
      [`${PROOF}: it is planned as proof, its line is another`],
    ],
    [
      'a round that the suite does not have',
      { ...two, context: { suite: { ...contextOf().suite, rounds: 1 } } },
      [`plan: ${second} is of round 2, and the suite has 1`],
    ],
    [
      'a cell that stands on no proof of the plan',
      {
        context: {
          plan: contextOf().plan.map(cell => (cell.kind === 'proof' ? cell : { ...cell, proof: 'cpu/none' })),
        },
      },
      [`plan: ${CELL} stands on cpu/none, which is no proof of the plan`],
    ],
    [
      'a cell that is planned twice',
      {
        context: { plan: [...contextOf().plan, cellOf()] },
        lines: (line, cell) => (line.startedAt === startOf(2) ? [] : [line].filter(() => cell !== undefined)),
      },
      [`samples line 2 of ${CELL}: no cell names it`, `plan: ${CELL} is there twice`],
    ],
  ])('%s is found', (_, changes, problems) => {
    const path = written(changes);
    expect(summary(path)).toMatchObject({ status: 'broken', problems });
    expect(found(path, 'plan')).toBe('broken plan-differs');
  });

  test('a proof behind the cell that stands on it is found', () => {
    const kept: Line[] = [];
    const path = written({
      lines: line => {
        if (!isTimed(line)) {
          kept.push({ ...line, startedAt: startOf(2) });
          return [];
        }
        return [line, ...kept];
      },
    });
    expect(summary(path).problems).toEqual([`${CELL}: its proof stands behind it`]);
    expect(found(path, 'proofs')).toBe('broken cells-unproven');
  });

  test('a plan for a target that is not there is found', () => {
    expect(summary(written({ context: { targets: [] } })).problems[0]).toMatch(
      /^plan: cpu\/proof-\w+ names a case or target that is not here$/,
    );
  });
});

function proofOf(path: string): Line {
  const [line] = readRecords(path).records[0]?.proofs ?? [];
  if (line === undefined) throw new Error('a record has a proof');
  const { previousSha256: _, ...unchained } = line;
  return unchained;
}

describe('times', () => {
  const moved =
    (n: number, change: Partial<Pick<Line, 'startedAt' | 'wallMs'>>): NonNullable<Changes['lines']> =>
    line => [line.startedAt === startOf(n) ? { ...line, ...change } : line];
  const three = { rounds: 3 };

  test.each<[string, Changes, RegExp]>([
    [
      'a cell before its run',
      { lines: moved(0, { startedAt: '2026-03-01T00:00:00.000Z' }) },
      /^cpu\/proof.*before its run/,
    ],
    [
      'a cell before the one that is told before it',
      { parts: three, lines: moved(2, { startedAt: startOf(0) }) },
      /round-2: it began .*; \S+round-1 before it began/,
    ],
    [
      'a cell that takes longer than there is until the next',
      { parts: three, lines: moved(1, { wallMs: 9000 }) },
      /round-2: it began .* and took 9000 ms$/,
    ],
    ['a cell behind the seal', { finishedAt: startOf(0) }, /it began .* and took 1000 ms, which is after the seal/],
    ['a seal before the run', { finishedAt: '2026-02-01T00:00:00.000Z' }, /before the run began/],
    [
      'a run that begins in the future',
      { context: { startedAt: '2099-01-01T00:00:00.000Z' } },
      /^2099-01-01T00:00:00.000Z is ahead of the clock here/,
    ],
    [
      'a cell in the future',
      { parts: three, lines: moved(3, { startedAt: '2099-01-01T00:00:00.000Z' }) },
      /is ahead of the clock here, 2026-03-02/,
    ],
    ['a seal in the future', { finishedAt: '2026-03-02T00:06:00.000Z' }, /is ahead of the clock here, 2026-03-02/],
    [
      'a window before that of the cell before',
      {
        parts: three,
        lines: measuring((measurement, cell) =>
          cell.round === 1 ? { ...measurement, window: { startMs: 902_000, endMs: 902_100 } } : measurement,
        ),
      },
      /round-2: its window begins before that of \S+round-1 ends/,
    ],
  ])('%s is found', (_, changes, problem) => {
    const path = written(changes);
    expect(summary(path).problems).toContainEqual(expect.stringMatching(problem));
    expect(found(path, 'times')).toBe('broken times-disordered');
  });

  test('are in order within what clocks are set by, and where the machine was started anew before going on', () => {
    const path = written({
      parts: three,
      finishedAt: '2026-03-02T00:04:00.000Z',
      lines: (line, cell) => {
        if (cell.round === 1) return [{ ...line, startedAt: new Date(Date.parse(line.startedAt) - 900).toISOString() }];
        if (cell.round !== 2) return [line];
        const later = { ...line, startedAt: '2026-03-01T09:00:00.000Z' };
        return [remeasured(later, measurement => ({ ...measurement, window: { startMs: 500, endMs: 520 } }))];
      },
    });
    expect(summary(path).problems).toEqual([]);
  });

  test('of a cell that failed for its disturbance are those of its attempt', () => {
    const fault = { code: 'disturbed', message: 'made up', detail: '' } as const;
    const path = written({
      lines: line => {
        if (!isTimed(line)) return [line];
        const long = { ...line, wallMs: 5000 };
        const failed: Line = { ...base(long), kind: 'cell', outcome: { status: 'fault', fault } };
        return [attemptOf(long), failed];
      },
    });
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
  });

  test('of cells that ran at once may overlap', () => {
    const parts = { targets: [target('cpu'), target('webgpu')], concurrent: true };
    const path = written({
      parts,
      lines: line => [isTimed(line) ? { ...line, startedAt: startOf(3), wallMs: 7000 } : line],
    });
    expect(summary(path)).toMatchObject({ status: 'sealed', problems: [] });
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
          message: 'graph, session, warm-up and steps took 60.015625 ms, the whole cell 20 ms',
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

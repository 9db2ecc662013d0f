/** What cannot be true by the data sheet of a chip. */
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import { bytesPerStep } from '../../../reports/rows/bytes.ts';
import { CACHE_BYTES, CHIP_CODES, physicsViolations } from '../../../reports/rows/physics.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { Violation } from '../../../results/physics/violations.ts';
import type { RunRecord } from '../../../results/record.ts';
import { type Reading, read } from '../../../results/schema/reading.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import type { StreamWorkload } from '../../../suites/workload.ts';
import { agreeingRecord, caseA, caseOf, fixtureRecord, largeMatmul, layerA, ROUNDS } from '../fixture.ts';
import { blockCase, partsRecord } from '../parts-fixture.ts';
import { catalog, idOf, onceOn, reference, sheets } from './chip-sheets.ts';

const spokenOf = (found: readonly Violation[]) => found.map(({ why, ...rest }) => ({ ...rest, why: factText(why) }));

test('the fixtures of the report can be true', () => {
  for (const record of [fixtureRecord(), agreeingRecord(), partsRecord()]) {
    expect(physicsViolations(record, catalog)).toEqual([]);
  }
});

describe('a data sheet', () => {
  test('is not asked of a device that is no chip of the catalog', () => {
    expect(physicsViolations(fixtureRecord(), { ...catalog, chips: [] })).toEqual([]);
  });

  test('that is itself in doubt condemns nothing', () => {
    const peakFlops = { ...reference.peakFlops, float32: 1 };
    expect(physicsViolations(agreeingRecord(), sheets({ peakFlops })).length).toBeGreaterThan(0);
    for (const confidence of ['low', 'unverified'] as const) {
      expect(physicsViolations(agreeingRecord(), sheets({ peakFlops, confidence }))).toEqual([]);
    }
  });

  test('has a peak in the dtype: 0.296 GFLOP in 9 to 11 ms are not to be had of 20 GFLOP/s', () => {
    const peakFlops = { float32: 20e9, tf32: 1e15, bfloat16: 1e15, float16: 1e15, float8: null };
    const found = physicsViolations(agreeingRecord(), sheets({ peakFlops }));
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['above-peak']));
    expect(spokenOf(found)).toContainEqual({
      cell: idOf(caseA.id, 1),
      code: 'above-peak',
      why: '296 MFLOP in 10 ms are 29.6 GFLOP/s; NVIDIA H20 in float32 has 20 GFLOP/s',
    });
  });

  test('may be exceeded by a tenth, as boards boost, and no more', () => {
    // The fastest of the fixture is the large product: 2·10⁹ in 20 ms.
    const peak = (float32: number) => sheets({ peakFlops: { ...reference.peakFlops, float32 } });
    const largest = (given: Catalog) => physicsViolations(agreeingRecord(), given).map(({ cell }) => cell);
    expect(largest(peak(100e9 / 1.09))).toEqual([]);
    expect(largest(peak(100e9 / 1.11))).toContain(idOf(largeMatmul.id, 0));
  });

  test('has no peak of a dtype that it does not state', () => {
    const peakFlops = { ...reference.peakFlops, float32: null };
    expect(physicsViolations(agreeingRecord(), sheets({ peakFlops }))).toEqual([]);
  });

  test('is not broken by one step that was timed short: median and mean are what is reported', () => {
    const record = fixtureRecord({
      change: onceOn(caseA.id, 0, measurement => ({ ...measurement, stepMs: roundStatistics([1e-6, 9, 9, 9]) })),
    });
    expect(physicsViolations(record, catalog)).toEqual([]);
  });

  test('counts no attention score behind the mask, which a kernel may skip: 3 · T·(S − 1)·heads·(16 + 16)', () => {
    // The block on the H20: 562,176,000 FLOPs in 20 ms, of which 3 · 1000·249·4·32 are behind the mask.
    const least = (3 * (187_392_000 - 31_872_000)) / 20e-3;
    const codes = (float32: number) =>
      physicsViolations(partsRecord(), sheets({ peakFlops: { ...reference.peakFlops, float32 } }))
        .filter(({ cell }) => cell === idOf(blockCase.id, 0))
        .map(({ code }) => code);
    expect(codes(least / 1.09)).toEqual([]);
    expect(codes(least / 1.11)).toEqual(['above-peak']);
  });

  describe('of memory', () => {
    const stream: StreamWorkload = {
      version: 1,
      part: 'stream',
      pass: 'forward',
      dtype: 'float32',
      seed: 7,
      elements: 2 ** 25,
    };
    const streamCase = caseOf('stream', null, stream, stream.elements, { kind: 'stream' });
    const streaming = (ms: number, chips: Catalog = catalog) =>
      physicsViolations(
        fixtureRecord({
          work: {
            cases: [streamCase],
            medians: { 'webgpu-0': { [streamCase.id]: Array<number>(ROUNDS).fill(ms) } },
            proofs: new Map(),
          },
        }),
        chips,
      );

    test('bounds what is streamed, less what the largest cache could keep: 402 − 268 MB in 10 ms', () => {
      const slow = sheets({ memoryBytesPerSecond: 10e9 });
      expect(spokenOf(streaming(10, slow))[0]).toEqual({
        cell: idOf('stream', 0),
        code: 'above-bandwidth',
        why: '134 MB in 10 ms are 13.4 GB/s; the memory of NVIDIA H20 has 10 GB/s',
      });
      expect(streaming(10, sheets({ memoryBytesPerSecond: 12.5e9 }))).toEqual([]);
      expect(streaming(10, sheets({ memoryBytesPerSecond: null }))).toEqual([]);
    });

    test('does not bound a step that fits a cache', () => {
      expect(bytesPerStep(layerA)).toBeLessThan(CACHE_BYTES);
      expect(physicsViolations(agreeingRecord(), sheets({ memoryBytesPerSecond: 1 }))).toEqual([]);
    });

    test('bounds a layer that does not: weights of 4.8 GB are read in no 10 ms at 4 TB/s', () => {
      const large = { ...layerA, pass: 'forward' as const, experts: 96, hidden: 4096, ffn: 1024 };
      // 2THE + 6HF·T·k
      const flops = 2 * 1000 * 4096 * 96 + 6 * 4096 * 1024 * 2000;
      const largeCase = caseOf('large', 'toy', large, flops, { kind: 'work' });
      const taking = (ms: number) =>
        physicsViolations(
          fixtureRecord({
            work: {
              cases: [largeCase],
              medians: { 'webgpu-0': { [largeCase.id]: Array<number>(ROUNDS).fill(ms) } },
              proofs: new Map(),
            },
          }),
          sheets({ memoryBytesPerSecond: 0.4e12 }),
        );
      expect(taking(10)[0]).toMatchObject({ code: 'above-bandwidth' });
      expect(taking(20)).toEqual([]);
    });
  });

  describe('of power', () => {
    const drawing = (meanPowerW: Reading): RunRecord =>
      fixtureRecord({ change: onceOn(caseA.id, 1, measurement => ({ ...measurement, meanPowerW })) });

    test('bounds the mean of a window, a tenth allowed', () => {
      const record = drawing(read(445, 'energy-counter', 'board'));
      expect(spokenOf(physicsViolations(record, sheets({ tdpWatts: 400 })))).toEqual([
        {
          cell: idOf(caseA.id, 1),
          code: 'above-power',
          why: 'it drew 445 W (board) on average; NVIDIA H20 may draw 400 W',
        },
      ]);
      expect(physicsViolations(record, sheets({ tdpWatts: 410 }))).toEqual([]);
      expect(physicsViolations(record, sheets({ tdpWatts: null }))).toEqual([]);
    });

    test('is not asked where the driver tells a limit of its own', () => {
      const told = { looks: 3, clocksMHz: {}, temperatureC: null, powerLimitW: 500, throttled: null, processes: null };
      const change = onceOn(caseA.id, 1, measurement => ({
        ...measurement,
        meanPowerW: read(445, 'energy-counter', 'board'),
        conditions: { available: true, ...told },
      }));
      expect(physicsViolations(fixtureRecord({ change }), sheets({ tdpWatts: 400 }))).toEqual([]);
    });

    test('is not that of a whole chassis', () => {
      const record = drawing(read(4000, 'power', 'chassis'));
      expect(physicsViolations(record, sheets({ tdpWatts: 400 }))).toEqual([]);
    });
  });

  test('leaves a rate without end, of a step in no time, as a text that JSON keeps', () => {
    const record = fixtureRecord({
      change: onceOn(caseA.id, 1, measurement => ({ ...measurement, stepMs: roundStatistics([0, 0, 0]) })),
    });
    const why = physicsViolations(record, catalog).find(({ code }) => code === 'above-peak')?.why;
    expect(why?.values.perSecond).toBe('Infinity');
    expect(why === undefined ? '' : factText(why)).toMatch(/^296 MFLOP in 0 ms are Infinity; NVIDIA H20 in float32/);
  });

  test('has an example of every rule here', () => {
    expect(CHIP_CODES).toEqual(['above-peak', 'above-bandwidth', 'above-power']);
  });
});

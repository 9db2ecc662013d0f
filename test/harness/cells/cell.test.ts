import { describe, expect, test } from 'vitest';
import { faultOf, parseResult } from '../../../harness/cells/cell.ts';
import type { Ending } from '../../../harness/child.ts';
import { measuredResult, provenResult } from '../../results/small-record.ts';

const exit = (code: number | null, signal: NodeJS.Signals | null = null): Ending => ({
  kind: 'exit',
  code,
  signal,
  oomKills: null,
});

describe('what killed a worker', () => {
  test.each<[string, Ending, string, string, string]>([
    ['our own clock', { kind: 'timeout', timeoutMs: 250 }, '', 'timeout', 'no result within 250 ms'],
    ['the kernel, for memory', exit(null, 'SIGKILL'), '', 'out-of-memory', 'the worker was killed for memory'],
    [
      'somebody, not for memory',
      { kind: 'exit', code: null, signal: 'SIGKILL', oomKills: false },
      '',
      'crash',
      'the worker ended with signal SIGKILL and no result',
    ],
    ['C++, for memory', exit(134), 'terminate: std::bad_alloc', 'out-of-memory', 'the worker was killed for memory'],
    ['V8, for memory', exit(134), 'JavaScript heap out of memory', 'out-of-memory', 'the worker was killed for memory'],
    [
      'a fault of memory access',
      exit(null, 'SIGSEGV'),
      '',
      'crash',
      'the worker ended with signal SIGSEGV and no result',
    ],
    ['an abort', exit(null, 'SIGABRT'), 'assertion', 'crash', 'the worker ended with signal SIGABRT and no result'],
    ['itself', exit(3), 'Error: no', 'crash', 'the worker ended with exit code 3 and no result'],
    ['nobody, but it left no result', exit(0), '', 'crash', 'the worker ended with exit code 0 and no result'],
    [
      'the system, which did not start it',
      { kind: 'not-started', reason: 'spawn EAGAIN' },
      '',
      'crash',
      'the worker could not be started: spawn EAGAIN',
    ],
  ])('is %s', (_, ending, lastWords, code, message) => {
    expect(faultOf(ending, lastWords)).toEqual({ code, message, detail: lastWords });
  });

  test('is told with the last 4 kB of what it said, where the reason stands', () => {
    const { detail } = faultOf(exit(1), `${'x'.repeat(9000)} the reason`);
    expect(detail).toHaveLength(4096);
    expect(detail.endsWith('x the reason')).toBe(true);
  });
});

describe('the result of a worker', () => {
  test.each([provenResult, measuredResult])('is taken as it is', result => {
    expect(parseResult(JSON.stringify(result))).toEqual(result);
  });

  test('that is no number anywhere is a fault which says where, not the end of the run', () => {
    if (measuredResult.kind !== 'measurement') throw new Error('a measurement is a measurement');
    const first = { loss: 0.25, norms: { y: Number.NaN } };
    const text = JSON.stringify({ ...measuredResult, measurement: { ...measuredResult.measurement, first } });
    expect(parseResult(text)).toMatchObject({
      kind: 'fault',
      fault: { code: 'internal', message: expect.stringMatching(/does not hold: measurement\.first\.norms\.y: /) },
    });
  });
});

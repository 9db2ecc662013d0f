import { describe, expect, test } from 'vitest';
import { formatRouting, parseRouting } from '../../../suites/request/routing-text.ts';
import { refusal } from '../../refusal.ts';

const noTrace = (path: string): never => {
  throw new Error(`read ${path}`);
};

describe('a routing', () => {
  const WORK = { model: 'mixtral-8x7b', tokens: 2, experts: 4, topK: 2 };

  test.each(['learned', 'balanced'] as const)('%s is itself', kind => {
    expect(parseRouting(kind, WORK, noTrace)).toEqual({ kind });
  });

  test('zipf carries its own table, worked by hand for four experts at exponent 1', () => {
    // Shares 1, 1/2, 1/3, 1/4 of 25/12: 0.48, 0.72, 0.88, 1 of 2²⁴.
    expect(parseRouting('zipf:1', WORK, noTrace)).toEqual({
      kind: 'zipf',
      exponent: 1,
      thresholds: [0.48, 0.72, 0.88, 1].map(share => Math.floor(share * 2 ** 24)),
    });
  });

  test('a trace is read by the reader that is passed in, for work of these dims', () => {
    const choices = { kind: 'trace', choices: 'AAAB' } as const;
    const readTrace = (path: string, work: unknown) => (path === 'run.json' && work === WORK ? choices : noTrace(path));
    expect(parseRouting('trace:run.json', WORK, readTrace)).toBe(choices);
  });

  test.each([
    'trace',
    'trace:',
    'zipf',
    'zipf:',
    'zipf:0',
    'zipf:-1',
    'zipf:8.1',
    'zipf:1e1',
    'zipf:.5',
    'zipf:1.',
    'zipf:NaN',
    'zipf: 1',
    'Balanced',
    'random',
    '',
  ])('%j is refused with what may be given', text => {
    expect(refusal(() => parseRouting(text, WORK, noTrace))).toBe(
      `routing '${text}': give learned, balanced, trace:<file> or zipf:<exponent> with 0 < exponent <= 8`,
    );
  });

  test.each(['learned', 'balanced', 'zipf:1.2', 'zipf:8'])('%s is spelt as it was given', text => {
    expect(formatRouting(parseRouting(text, WORK, noTrace))).toBe(text);
  });
});

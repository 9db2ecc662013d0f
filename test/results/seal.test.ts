import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainLine, inspectRecord, type Unchained } from '../../results/seal.ts';
import { sha256 } from '../../suites/identity.ts';
import { contextOf, FINISHED, measuredLine, proofLine, skippedLine } from './small-record.ts';

const SAMPLES = sha256('samples');
const seal = (lines: number): Unchained => ({ kind: 'seal', finishedAt: FINISHED, lines, samplesSha256: SAMPLES });
const body: readonly Unchained[] = [contextOf(), proofLine('p'), measuredLine('a', SAMPLES), skippedLine('b')];

/** The text of a record with these lines, chained. */
function recordOf(lines: readonly Unchained[]): string {
  let previous: string | null = null;
  let text = '';
  for (const line of lines) {
    previous = chainLine(line, previous);
    text += `${previous}\n`;
  }
  return text;
}

const sealed = recordOf([...body, seal(4)]);
const problemOf = (text: string) => {
  const { status, lines, problem } = inspectRecord(text);
  return { status, lines: lines.length, problem: problem && `${problem.line}: ${problem.message}` };
};

describe('a record', () => {
  test('whose every line follows from the line before, and that ends in a seal, is sealed', () => {
    const { status, lines, problem } = inspectRecord(sealed);
    expect({ status, problem }).toEqual({ status: 'sealed', problem: undefined });
    expect(lines.map(({ kind }) => kind)).toEqual(['context', 'proof', 'cell', 'cell', 'seal']);
  });

  test('carries in each line the SHA-256 of the text of the line before, and none in the first', () => {
    const rows = sealed.trimEnd().split('\n');
    const links = inspectRecord(sealed).lines.map(({ previousSha256 }) => previousSha256);
    expect(links).toEqual([null, ...rows.slice(0, -1).map(row => sha256(row))]);
  });

  test('without a seal is unsealed, and all its lines hold', () => {
    expect(problemOf(recordOf(body))).toEqual({ status: 'unsealed', lines: 4, problem: undefined });
  });

  test('whose last line was cut off is unsealed with the lines before it', () => {
    const cut = recordOf(body).slice(0, -20);
    expect(problemOf(cut)).toEqual({ status: 'unsealed', lines: 3, problem: '4: is cut off' });
  });

  test('cut off at any byte is never called sealed, and keeps every whole line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: sealed.length - 1 }), length => {
        const cut = sealed.slice(0, length);
        // A line is whole with its last brace; the seal with its line end alone.
        const ends = sealed
          .split('\n')
          .slice(0, -2)
          .map((_, i, rows) => rows.slice(0, i + 1).join('\n').length);
        const whole = ends.filter(end => end <= length).length;
        const { status, lines } = inspectRecord(cut);
        expect(lines).toHaveLength(whole);
        expect(status).toBe(whole === 0 ? 'broken' : 'unsealed');
      }),
    );
  });

  test.each([
    ['whose seal was changed', sealed.replace(FINISHED, '2026-03-01T03:00:00.000Z'), '5: the seal was changed'],
    ['that is empty', '', '1: the file is empty'],
    ['that is no JSON', 'hello\n', '1: is not JSON'],
    ['without its first line', sealed.slice(sealed.indexOf('\n') + 1), '1: does not follow from the line before it'],
    ['with a second context', recordOf([contextOf(), contextOf()]), '2: previousSha256: '],
    ['with a line behind the seal', recordOf([contextOf(), seal(1), skippedLine('b')]), '3: stands behind the seal'],
    ['with a line taken out', sealed.replace(/\n.*\n/, '\n'), '2: does not follow from the line before it'],
    ['whose seal counts wrongly', recordOf([...body, seal(3)]), '5: the seal counts other lines'],
    ['with a fault of no known code', recordOf(body).replace('"status":"skipped"', '"status":"lost"'), '4: outcome'],
  ])('%s is broken, and the line is named', (_, text, problem) => {
    const found = problemOf(text);
    expect(found.status).toBe('broken');
    expect(found.problem).toContain(problem);
  });

  test('of a newer schema is not called broken: it says to update moebench', () => {
    const newer = recordOf([contextOf()]).replace('moebench.record/2', 'moebench.record/3');
    expect(problemOf(newer)).toEqual({
      status: 'newer',
      lines: 0,
      problem: '1: has schema moebench.record/3, this moebench reads up to moebench.record/2: update moebench',
    });
  });
});

describe('a sealed record', () => {
  const bytes = Buffer.from(sealed);

  test('with any one byte changed is not sealed any more', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ difference;
        expect(inspectRecord(changed.toString('utf8')).status).not.toBe('sealed');
      }),
      { numRuns: 500 },
    );
  });

  test('with any digit of its seal changed is not sealed any more', () => {
    const start = sealed.lastIndexOf('{"kind":"seal"');
    for (let at = start; at < sealed.length; at += 1) {
      if (!/\d/.test(sealed[at] ?? '')) continue;
      const digit = (Number(sealed[at]) + 1) % 10;
      const changed = `${sealed.slice(0, at)}${digit}${sealed.slice(at + 1)}`;
      expect(inspectRecord(changed).status, changed.slice(start)).not.toBe('sealed');
    }
  });

  test('with any one byte taken out is not sealed any more', () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), at => {
        expect(inspectRecord(sealed.slice(0, at) + sealed.slice(at + 1)).status).not.toBe('sealed');
      }),
    );
  });
});

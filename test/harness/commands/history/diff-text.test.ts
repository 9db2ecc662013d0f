/** The text of a difference: the answer first, one screen, within the width of the terminal. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { diffText } from '../../../../harness/commands/history/diff-text.ts';
import { differenceOf } from '../../../../reports/difference/difference.ts';
import { recordOf, sideOf } from '../../../reports/difference/sides.ts';
import { contextOf, layerA, layerB, target } from '../../../results/small-record.ts';

const FLAT = [10, 10.01, 9.99, 10.01, 9.99, 10];
const { machine } = contextOf();

const before = recordOf(FLAT, { parts: { cases: [layerA, layerB] } });
const after = recordOf(
  FLAT.map(ms => ms * 1.05),
  { parts: { cases: [layerA] }, context: { machine: { ...machine, kernel: '6.8' } } },
);

function textOf(
  columns: number,
  verbose = false,
  sides = [sideOf('before.jsonl', [before]), sideOf('after.jsonl', [after])] as const,
) {
  const difference = differenceOf(...sides, 'runs');
  if (difference === null) throw new Error('nothing in common');
  return stripVTControlCharacters(diffText(difference, { columns, verbose }));
}

// 5 % by the means; the half width on logarithms is t(0.975, 4) · s ÷ √6 · √2 = 0.00156, s about the line.
test('says what got slower, of which runs, what changed, and what only one has', () => {
  expect(textOf(120)).toBe(`Step time of B beside A: 1 slower.
${layerA.id}, cpu: a step of B takes 5 % more time (4.84 to 5.16 %).
A: before.jsonl (lab-1, 2026-03-01 01:00 UTC)
B: after.jsonl (lab-1, 2026-03-01 01:00 UTC)
One run each: what differs between runs is not inside the intervals. Of two commands in quotes, run in turns, it is.

                    A        B  B ÷ A                  B is
${layerA.id}, cpu
  step          10 ms  10.5 ms  1.05 (1.048 to 1.052)  slower
  host memory  500 MB   500 MB  1 (1 to 1)             not separable

Without a verdict:
  energy/step: A has no reading: absent: no energy sensor here, so nothing samples
    (${layerA.id} on cpu)
  device memory: A has no reading: this provider does not tell (${layerA.id} on cpu)

Changed from A to B:
  machine.kernel: 6.1 → 6.8

Only in A:
  ${layerB.id}, cpu
`);
});

describe.each([60, 80, 120])('on a screen of %i columns', columns => {
  const many = Array.from({ length: 12 }, (_, i) => target(`webgpu-${i}`));
  const side = (name: string) => sideOf(name, [recordOf([10, 11, 12, 10, 11], { parts: { targets: many } })]);
  const sides = [side('a.jsonl'), side('b.jsonl')] as const;

  test('no line is longer, but for names that have no blank', () => {
    for (const line of [...textOf(columns, true).split('\n'), ...textOf(columns, true, sides).split('\n')]) {
      const isName = line
        .trim()
        .split(' ')
        .some(word => word.length > columns - 8);
      if (!isName) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  test('it is one screen, which says what it left out', () => {
    const lines = textOf(columns, false, sides).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines[0]).toBe('Step time of B beside A: 12 not separable.');
    expect(lines.at(-1)).toMatch(/^\d+ more lines with --verbose: /);
  });
});

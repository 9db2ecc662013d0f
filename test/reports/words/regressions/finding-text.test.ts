import { expect, test } from 'vitest';
import { findingText } from '../../../../reports/words/outputs/finding-text.ts';
import { finding, SERIES, STEP } from '../../outputs/made-document.ts';

const machine = { series: { ...SERIES, strategy: '*', workloadSha256: '*' }, role: 'machine', tonight: null } as const;

test('a machine that moved as a whole is not told as a work', () => {
  const moved = finding({ ...machine, case: 'machine', state: 'confirmed', step: STEP });
  expect(findingText(moved)).toBe(
    'Everything on cpu of lab-1 began to take 5 % more time per step (4 to 6 %) on 2026-03-07, confirmed by 2 nights: the products of the roofline moved alike, so the machine or the board changed. What changed: driver 550.54 → 560.35.',
  );
  expect(findingText(finding({ ...machine, case: 'machine-by-its-works' }))).toBe(
    'Step time of everything on cpu of lab-1: no figure tonight; the level of 30 nights is 5 ms.',
  );
});

/** What a user is told where nothing is left to run. */
import { expect, test } from 'vitest';
import { nothingLeftText } from '../../../../harness/commands/text/nothing-left-text.ts';
import { NothingLeft } from '../../../../harness/nothing-left.ts';
import { note } from '../../../../results/schema/note.ts';

const skipped = [
  { what: 'webgpu-1', ...note('software-target', { name: 'SwiftShader' }) },
  { what: 'cuda-0', ...note('not-resident', { provider: 'cuda' }) },
];

test('every target that was left out is named with its reason', () => {
  const reasons =
    'webgpu-1: SwiftShader is software, a CPU acting as a GPU: --include-software runs it; ' +
    'cuda-0: the cuda provider would copy every weight to the device at every step';
  expect(nothingLeftText(new NothingLeft('no-target-here', skipped))).toBe(`no target to run on (${reasons})`);
  expect(nothingLeftText(new NothingLeft('no-target-for-work', skipped))).toBe(
    `no target can do this work (${reasons}): see moebench detect`,
  );
  expect(nothingLeftText(new NothingLeft('only-target-concurrent', skipped, ['cpu']))).toBe(
    `--concurrent runs all targets at once, and cpu is the only one left (${reasons}): leave it out`,
  );
});

test('a suite without a workload, and one too large for the machine, each say so', () => {
  expect(nothingLeftText(new NothingLeft('no-workload', []))).toBe('nothing to run: the suite has no workload left');
  const tooLarge = { what: 'toy', ...note('too-large', { needed: '12 GiB', memory: '8 GiB' }) };
  expect(nothingLeftText(new NothingLeft('workload-too-large', [tooLarge]))).toBe(
    'toy needs about 12 GiB, the machine has 8 GiB: scale it down, or give --fit',
  );
});

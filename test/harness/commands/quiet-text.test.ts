import { expect, test } from 'vitest';
import { disturbedText, notQuietText } from '../../../harness/commands/quiet-text.ts';
import { note } from '../../../results/note.ts';
import type { CellQuiet, Disturbance } from '../../../results/quiet.ts';
import { unavailable } from '../../../results/reading.ts';
import type { AttemptLine, CellLine, ContextLine } from '../../../results/record.ts';
import type { DisturbedPolicy } from '../../../suites/suite.ts';
import { sha256 } from '../../../suites/workload.ts';
import { contextOf, measuredLine, QUIET_MACHINE } from '../../results/small-record.ts';

const context = (disturbed: DisturbedPolicy): ContextLine => ({ ...contextOf({ disturbed }), previousSha256: null });
const none = unavailable('not-asked');
const quietBut = (...codes: readonly Disturbance['code'][]): CellQuiet => ({
  loadAverage: none,
  otherCores: none,
  stolenCores: none,
  temperatureC: none,
  swappedInPages: none,
  otherProcesses: none,
  disturbed: codes.map(code => ({ code, values: {} })),
});

function cell(...codes: readonly Disturbance['code'][]): CellLine & { readonly outcome: AttemptLine['outcome'] } {
  const line = measuredLine('a', sha256('samples'));
  if (line.kind !== 'cell' || line.outcome.status !== 'measured') throw new Error('not measured');
  return { ...line, previousSha256: sha256('before'), outcome: { ...line.outcome, quiet: quietBut(...codes) } };
}
const attempt = (...codes: readonly Disturbance['code'][]): AttemptLine => ({
  ...cell(...codes),
  kind: 'attempt',
  reason: note('disturbed-again', { causes: 'made up' }),
});
const failed: CellLine = {
  ...cell(),
  outcome: { status: 'fault', fault: { code: 'disturbed', message: 'made up', detail: '' } },
};

test('a run that nobody disturbed has nothing to say', () => {
  expect(disturbedText({ context: context('warn'), cells: [cell(), cell()], attempts: [] })).toBe('');
  expect(notQuietText(QUIET_MACHINE, contextOf().machine)).toBe('');
});

test('cells that were kept are counted by what disturbed them, with what could be done', () => {
  const cells = [cell('cpu-others'), cell('cpu-others', 'swapping'), cell()];
  expect(disturbedText({ context: context('warn'), cells, attempts: [] })).toBe(
    '2 of 3 measured cells were disturbed by others (cpu-others 2, swapping 1): moebench detect says what is not quiet; --disturbed retry takes such a cell once more\n',
  );
});

test('cells that were taken again, and those that failed, are counted too', () => {
  const again = { context: context('retry'), cells: [cell(), cell('cpu-others')], attempts: [attempt('cpu-others')] };
  expect(disturbedText(again)).toBe(
    '1 disturbed cell was taken once more\n1 of 2 measured cells were disturbed by others (cpu-others 1): moebench detect says what is not quiet\n',
  );
  const fails = { context: context('fail'), cells: [failed, cell()], attempts: [attempt('swapping')] };
  expect(disturbedText(fails)).toBe('1 cell failed, disturbed by others\n');
});

test('what is not quiet is told before a run, a line each', () => {
  const governors = { available: true, cores: { powersave: 4 } } as const;
  expect(notQuietText({ ...QUIET_MACHINE, governors }, contextOf().machine)).toBe(
    'not quiet: governor powersave on 4 of 4 cores: sudo cpupower frequency-set -g performance\n',
  );
});

import { expect, test } from 'vitest';
import { disturbedText, notQuietText } from '../../../../harness/commands/text/quiet-text.ts';
import type { AttemptLine, CellLine, ContextLine } from '../../../../results/record.ts';
import { note } from '../../../../results/schema/note.ts';
import type { CellQuiet, Disturbance } from '../../../../results/schema/quiet.ts';
import { read, unavailable } from '../../../../results/schema/reading.ts';
import { sha256 } from '../../../../suites/identity.ts';
import type { DisturbedPolicy } from '../../../../suites/suite.ts';
import { contextOf, measuredLine, QUIET_MACHINE, target } from '../../../results/small-record.ts';

const context = (disturbed: DisturbedPolicy): ContextLine => ({ ...contextOf({ disturbed }), previousSha256: null });
const none = unavailable('not-asked');
const cores = read(0.01, '/proc/stat', 'host, 2 cores');
const quietBut = (...codes: readonly Disturbance['code'][]): CellQuiet => ({
  loadAverage: none,
  otherCores: cores,
  stolenCores: cores,
  temperatureC: none,
  swappedInPages: none,
  throttling: none,
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
  const state = { ...QUIET_MACHINE, otherCores: cores, stolenCores: cores };
  expect(notQuietText(state, contextOf().machine)).toBe('');
});

test('cells that were kept are counted by what disturbed them, with what could be done', () => {
  const cells = [cell('cpu-others'), cell('cpu-others', 'swapping'), cell()];
  expect(disturbedText({ context: context('warn'), cells, attempts: [] })).toBe(
    '2 of 3 measured cells were disturbed (cpu-others 2, swapping 1): moebench detect lists what disturbs this machine; --disturbed retry runs such cells once more\n',
  );
});

test('cells that were taken again, and those that failed, are counted too', () => {
  const again = { context: context('retry'), cells: [cell(), cell('cpu-others')], attempts: [attempt('cpu-others')] };
  expect(disturbedText(again)).toBe(
    '1 disturbed cell was run once more\n1 of 2 measured cells were disturbed (cpu-others 1): moebench detect lists what disturbs this machine\n',
  );
  const fails = { context: context('fail'), cells: [failed, cell()], attempts: [attempt('swapping')] };
  expect(disturbedText(fails)).toBe('1 cell failed because of disturbance\n');
});

test('what is not quiet is told before a run, a line each', () => {
  const governors = { available: true, cores: { powersave: 4 } } as const;
  const state = { ...QUIET_MACHINE, otherCores: cores, stolenCores: cores, governors };
  expect(notQuietText(state, contextOf().machine)).toBe(
    'not quiet: governor powersave on 4 of 4 cores: sudo cpupower frequency-set -g performance\n',
  );
});

test('a quota that stops cells is told without the advice to take them again, which would be stopped too', () => {
  expect(disturbedText({ context: context('warn'), cells: [cell('cpu-throttled')], attempts: [] })).toBe(
    '1 of 1 measured cells were disturbed (cpu-throttled 1): moebench detect lists what disturbs this machine\n',
  );
});

test('a machine that does not tell who uses it is not called quiet before a run', () => {
  const blind = { ...QUIET_MACHINE, otherCores: unavailable('stat-zeros') };
  expect(notQuietText(blind, contextOf().machine)).toBe(
    'warning: who else uses the CPUs is unknown: unsupported: /proc/stat is all zeros, as sandboxes write it\n',
  );
});

test('cells of which it cannot be told who disturbed them are counted after a run, by what matters to their target', () => {
  const gpu = target('gpu', {
    onnx: { provider: 'webgpu' },
    device: { vendor: 'amd', name: 'a made-up gpu', index: 0 },
  });
  const twoTargets = { ...contextOf({ targets: [target('cpu'), gpu] }), previousSha256: null };
  const [ofCpu, ofGpu] = ['cpu', 'gpu'].map(
    id => twoTargets.plan.find(({ target: planned, kind }) => planned === id && kind === 'time')?.id ?? 'not planned',
  );
  const blindTo = (id: string | undefined, readings: Partial<CellQuiet>): CellLine => ({
    ...cell(),
    cell: id ?? 'not planned',
    outcome: { ...cell().outcome, quiet: { ...quietBut(), ...readings } },
  });
  const text = (...cells: readonly CellLine[]) => disturbedText({ context: twoTargets, cells, attempts: [] });
  const noCount = { otherCores: unavailable('stat-frozen'), stolenCores: unavailable('stat-frozen') };
  const listed = { otherProcesses: read(0, 'nvml', 'board') };
  expect(text(blindTo(ofCpu, {}), blindTo(ofGpu, { ...noCount, ...listed }))).toBe('');
  expect(text(blindTo(ofCpu, noCount), blindTo(ofGpu, listed))).toBe(
    'unknown for 1 of 2 measured cells whether other processes disturbed them: frozen: /proc/stat did not move\n',
  );
  const unlisted = { otherProcesses: unavailable('processes-not-listed', { source: 'amd-smi' }) };
  expect(text(blindTo(ofCpu, {}), blindTo(ofGpu, unlisted))).toBe(
    'unknown for 1 of 2 measured cells whether other processes disturbed them: unsupported: amd-smi lists no processes\n',
  );
});

import { describe, expect, test } from 'vitest';
import { UsageError } from '../../harness/errors.ts';
import { selectTargets, type Wanted } from '../../harness/select.ts';
import { refusal } from '../refusal.ts';
import { target } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';

const cpu = target('cpu');
const gpu = target('webgpu-0', { onnx: { provider: 'webgpu' } });
const swiftShader = target('webgpu-1', {
  onnx: { provider: 'webgpu' },
  software: true,
  device: { vendor: null, name: 'SwiftShader', index: 1 },
});
const { onnx: _, ...none } = target('torch-cpu', { runner: 'torch' });
const process = { command: ['python3', 'server.py'], versions: { torch: '2.13.0' }, device: 'cpu', tried: [] };
const torchCpu = { ...none, process };
const torchGpu = { ...torchCpu, id: 'torch-cuda:0', process: { ...process, device: 'cuda:0' } };
const cuda = target('cuda-0', { onnx: { provider: 'cuda' } });

const select = (found: Parameters<typeof selectTargets>[0], wanted: Partial<Wanted> = {}) => {
  const { targets, skipped } = selectTargets(found, { targets: [], includeSoftware: false, ...wanted });
  return { ids: targets.map(({ id }) => id), skipped };
};

describe('the targets of a run', () => {
  test('are all hardware found here', () => {
    expect(select([cpu, gpu])).toEqual({ ids: ['cpu', 'webgpu-0'], skipped: [] });
  });

  test('leave out software that acts as a GPU, and say how to run it', () => {
    expect(spoken(select([cpu, swiftShader]))).toEqual({
      ids: ['cpu'],
      skipped: [
        { what: 'webgpu-1', reason: 'SwiftShader is software, a CPU acting as a GPU: --include-software runs it' },
      ],
    });
  });

  test('have the software with --include-software, and when it is asked for by name', () => {
    expect(select([cpu, swiftShader], { includeSoftware: true }).ids).toEqual(['cpu', 'webgpu-1']);
    expect(select([cpu, swiftShader], { targets: ['webgpu-1'] }).ids).toEqual(['webgpu-1']);
  });

  test('are those named, and the others are listed as not asked for', () => {
    expect(spoken(select([cpu, gpu], { targets: ['webgpu-0'] }))).toEqual({
      ids: ['webgpu-0'],
      skipped: [{ what: 'cpu', reason: 'not asked for' }],
    });
  });

  test('leave out PyTorch on the CPU unless it is named, and say why', () => {
    expect(spoken(select([cpu, torchCpu, torchGpu]))).toEqual({
      ids: ['cpu', 'torch-cuda:0'],
      skipped: [
        {
          what: 'torch-cpu',
          reason: 'runs only when named (--target torch-cpu): the CPU is measured by ONNX Runtime',
        },
      ],
    });
    expect(select([cpu, torchCpu], { targets: ['torch-cpu'] }).ids).toEqual(['torch-cpu']);
  });

  test('leave out a provider whose inputs would be copied at every step', () => {
    expect(spoken(select([cpu, cuda]).skipped)).toEqual([
      { what: 'cuda-0', reason: 'the cuda provider would copy every weight to the device at every step' },
    ]);
  });

  test('do not include a name that is not here, and the nearest is suggested', () => {
    const mistyped = () => select([cpu, gpu], { targets: ['webgpu0'] });
    expect(mistyped).toThrow(UsageError);
    expect(mistyped).toThrow("unknown target 'webgpu0': did you mean webgpu-0? (moebench detect)");
  });

  test('that come to none are refused, each with its reason', () => {
    expect(() => select([swiftShader])).toThrow(UsageError);
    expect(refusal(() => select([swiftShader]))).toMatch(/^no target to run on \(webgpu-1: SwiftShader is software/);
    expect(refusal(() => select([]))).toBe('no target to run on (none found)');
  });
});

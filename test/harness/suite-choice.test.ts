import { describe, expect, test } from 'vitest';
import { isAccelerator, suiteFor, targetsFor } from '../../harness/suite-choice.ts';
import { loadSuite } from '../../suites/suite-files.ts';
import { refusal } from '../refusal.ts';
import { target } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';

const cpu = target('cpu');
const gpu = target('webgpu', { onnx: { provider: 'webgpu' } });
const swiftShader = target('webgpu-1', { onnx: { provider: 'webgpu' }, software: true });
const forAccelerators = { name: 'accelerator', targets: 'accelerators' } as const;

describe('the suite of a machine where none is named', () => {
  test('is accelerator where one takes part, whatever else does', () => {
    expect(suiteFor([cpu, gpu], 'quick')).toBe('accelerator');
    expect(suiteFor([gpu], 'nightly')).toBe('accelerator');
  });

  test('is the other where only processors take part, or software that acts as a GPU', () => {
    expect(suiteFor([cpu], 'quick')).toBe('quick');
    expect(suiteFor([cpu, swiftShader], 'nightly')).toBe('nightly');
    expect([cpu, gpu, swiftShader].map(isAccelerator)).toEqual([false, true, false]);
  });

  test('is one that says for itself that it is for accelerators', () => {
    expect(loadSuite('accelerator')).toMatchObject(forAccelerators);
    expect(loadSuite('quick')).not.toHaveProperty('targets');
  });
});

describe('the targets of a suite', () => {
  const selection = (...targets: (typeof cpu)[]) => ({ targets, skipped: [] });

  test('are all where it does not say for which it is', () => {
    expect(targetsFor({ name: 'quick' }, selection(cpu, gpu), [])).toEqual(selection(cpu, gpu));
  });

  test('for accelerators are those alone; the others are in the record with the reason', () => {
    expect(spoken(targetsFor(forAccelerators, selection(cpu, gpu), []))).toEqual({
      targets: [gpu],
      skipped: [{ what: 'cpu', reason: 'suite accelerator is for accelerators: --target names others' }],
    });
  });

  test('are any that are named', () => {
    expect(targetsFor(forAccelerators, selection(cpu), ['cpu']).targets).toEqual([cpu]);
  });

  test('are refused where none is left, with both ways out', () => {
    expect(refusal(() => targetsFor(forAccelerators, selection(cpu), []))).toBe(
      'suite accelerator is for accelerators, and here is only cpu: give --suite quick, or name a target (--target)',
    );
  });
});

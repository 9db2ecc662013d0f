import { describe, expect, test } from 'vitest';
import { accountFor, type Measured } from '../../../harness/memory/account.ts';
import type { Memory } from '../../../results/schema/outcome.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { memoryAccount } from '../../../suites/account.ts';
import type { LayerWorkload } from '../../../suites/workload.ts';
import { layer, target } from '../../results/small-record.ts';
import { spoken } from '../../spoken.ts';
import { SMALL_TRAIN } from '../../suites/moe/small-workloads.ts';

const workload: LayerWorkload = { ...layer, pass: 'forward-backward' };
const cpu = target('cpu');
const measured: Measured = {
  resident: read(100e6, 'VmRSS', 'process'),
  peak: read(200e6, 'VmHWM', 'process, timed window'),
  inputsBytes: 10e6,
};

/** All parts of an account that are there. */
const total = ({ weightsBytes, optimizerBytes, ...readings }: Memory): number =>
  Object.values(readings).reduce(
    (sum, reading) => sum + (reading.available ? reading.value : 0),
    weightsBytes + optimizerBytes,
  );

describe('the account of a measured step', () => {
  test.each([workload, SMALL_TRAIN])('adds up to the measured peak: $part', timed => {
    const memory = accountFor(timed, cpu, measured);
    expect(memory.arenaSlackBytes).toMatchObject({ available: true, method: 'VmHWM', scope: 'process, timed window' });
    expect(total(memory)).toBe(200e6);
  });

  test('takes for the empty session what is resident before the first step, without the inputs', () => {
    const { emptySessionBytes } = accountFor(workload, cpu, measured);
    expect(emptySessionBytes).toEqual({ available: true, value: 90e6, method: 'VmRSS', scope: 'process' });
  });

  test('has the activations between and at both ends in one', () => {
    const { endsBytes, passingBytes } = memoryAccount(workload);
    expect(accountFor(workload, cpu, measured).activationsBytes).toMatchObject({ value: endsBytes + passingBytes });
  });

  test('says of training, never 0, that gradients are among the activations', () => {
    const { gradientsBytes } = accountFor(SMALL_TRAIN, cpu, measured);
    expect(gradientsBytes).toEqual(unavailable('freed-at-update'));
  });

  test('says nothing of activations in half types, nor of any slack that would follow from them', () => {
    const { activationsBytes, arenaSlackBytes, weightsBytes } = accountFor(
      { ...workload, dtype: 'float16' },
      cpu,
      measured,
    );
    expect(activationsBytes).toMatchObject({ available: false });
    expect(arenaSlackBytes).toEqual(activationsBytes);
    expect(weightsBytes).toBe(2 * (32 * 8 + 8 * 3 * 32 * 48));
  });

  test('of a device is what its step holds, without slack on the host', () => {
    const memory = accountFor(workload, target('webgpu-0', { onnx: { provider: 'webgpu' } }), measured);
    expect(memory.activationsBytes).toMatchObject({ available: true });
    expect(memory.arenaSlackBytes).toEqual(unavailable('not-on-host'));
  });

  test('has no slack where the kernel told no peak, and passes its reason on', () => {
    const memory = accountFor(workload, cpu, { ...measured, peak: unavailable('no-proc-status', { cause: 'ENOENT' }) });
    expect(memory.arenaSlackBytes).toEqual(unavailable('no-proc-status', { cause: 'ENOENT' }));
  });

  test('never says a slack below zero: one of the two is wrong then', () => {
    const { arenaSlackBytes } = accountFor(workload, cpu, { ...measured, peak: read(90e6, 'VmHWM', 'process') });
    expect(arenaSlackBytes).toMatchObject({ available: false });
    expect(JSON.stringify(spoken(arenaSlackBytes))).toMatch(
      /the account and the empty session, \d+ bytes, are more than the 90000000 that VmHWM says/,
    );
  });
});

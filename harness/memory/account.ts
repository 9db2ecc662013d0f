/** The account of a step's memory, with what was measured of it. Pure. */

import type { Target } from '../../results/record.ts';
import type { Memory } from '../../results/schema/outcome.ts';
import { type Reading, read, unavailable } from '../../results/schema/reading.ts';
import { type MemoryAccount, memoryAccount } from '../../suites/account.ts';
import { isHalf } from '../../suites/graph/tensor.ts';
import { storedType } from '../../suites/stored-type.ts';
import type { Workload } from '../../suites/workload.ts';
import { providerNamed } from '../providers.ts';

/** Host memory as it was measured: resident before the first step, the peak of the window, and the inputs' bytes. */
export type Measured = { readonly resident: Reading; readonly peak: Reading; readonly inputsBytes: number };

const METHOD = 'graph-liveness';

/** The account of a workload on a target; a part that cannot be known says why. */
export function accountFor(workload: Workload, { onnx }: Pick<Target, 'onnx'>, measured: Measured): Memory {
  const account = memoryAccount(workload);
  if (onnx === undefined) return statedAlone(workload, account);
  const rounded = isHalf(storedType(workload.dtype));
  const passing: Reading = rounded
    ? unavailable('casts-inserted')
    : read(account.endsBytes + account.passingBytes, METHOD, 'step');
  const onHost = providerNamed(onnx.provider).memory === 'host';
  const parts = {
    weightsBytes: account.weightsBytes,
    gradientsBytes: gradientsOf(workload, account),
    optimizerBytes: account.optimizerBytes,
    activationsBytes: passing,
    emptySessionBytes: less(measured.resident, measured.inputsBytes, 'the inputs'),
  };
  return {
    ...parts,
    arenaSlackBytes: onHost ? slackOf(measured.peak, parts) : unavailable('not-on-host'),
  };
}

/** For a runner without a graph of ours: what the workload alone determines. */
function statedAlone(workload: Workload, account: MemoryAccount): Memory {
  return {
    weightsBytes: account.weightsBytes,
    gradientsBytes: gradientsOf(workload, account),
    optimizerBytes: account.optimizerBytes,
    activationsBytes: unavailable('no-graph'),
    emptySessionBytes: unavailable('no-graph'),
    arenaSlackBytes: unavailable('no-graph'),
  };
}

function gradientsOf(workload: Workload, { gradientsBytes }: MemoryAccount): Reading {
  if (workload.part === 'train-step') return unavailable('freed-at-update');
  return read(gradientsBytes, METHOD, 'step');
}

function slackOf(peak: Reading, parts: Omit<Memory, 'arenaSlackBytes'>): Reading {
  const { weightsBytes, gradientsBytes, optimizerBytes, activationsBytes, emptySessionBytes } = parts;
  if (!activationsBytes.available) return activationsBytes;
  if (!emptySessionBytes.available) return emptySessionBytes;
  const gradients = gradientsBytes.available ? gradientsBytes.value : 0;
  const account = weightsBytes + gradients + optimizerBytes + activationsBytes.value;
  return less(peak, account + emptySessionBytes.value, 'the account and the empty session');
}

/** A reading less a part of it; where the part is more than the reading, one of the two is wrong. */
function less(reading: Reading, bytes: number, what: string): Reading {
  if (!reading.available) return reading;
  const { value, method, scope } = reading;
  if (value >= bytes) return { ...reading, value: value - bytes };
  return unavailable('parts-above-peak', { what, bytes, value, method, scope });
}

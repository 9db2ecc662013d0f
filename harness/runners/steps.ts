/** What a runner offers the worker that judges it, whichever framework computes and in whichever process. */

import type { Target } from '../../results/record.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import type { Reading } from '../../results/schema/reading.ts';
import type { FloatArray } from '../../suites/data.ts';
import type { Workload } from '../../suites/workload.ts';

/** Values of outputs by name, in host memory; gradients freed of their loss scale. */
export type Values = ReadonlyMap<string, FloatArray>;

/** What the last step returned. */
export type StepOutputs = {
  /** Loss, tensors, and the scores that experts were chosen by. */
  readonly values: Values;
  /** Chosen experts, [T,k] row-major in the order chosen, by the scope of their layer ('' where there is one). */
  readonly choices: ReadonlyMap<string, Int32Array>;
};

/** The outputs of the last step in a few numbers a tensor: a fingerprint of a step too large to be copied. */
export type StepSummary = {
  readonly loss: number | null;
  /** ‖·‖₂, and 16 signed sums (fingerprint.ts). NaN where a value is no number. */
  readonly tensors: readonly { readonly name: string; readonly l2: number; readonly probe: readonly number[] }[];
  /** null where the routing is forced. `nearTies`: null where the runner does not offer its scores. */
  readonly choices: { readonly sha256: string; readonly count: number; readonly nearTies: number | null } | null;
};

/** Steps that were timed together, and how long all of them took. */
export type Group = { readonly steps: number; readonly ms: number };

export type Steps = {
  /**
   * So many steps back to back, each from what the step before it left; all are finished on the device when it resolves. It waits
   * for the device once, behind the last. Times of the batch as a whole, or of each step where the device itself has a clock.
   */
  readonly run: (count: number) => Promise<readonly Group[]>;
  /** Waits for the device, as `run` does at its end; null where the worker computes and there is nothing to wait for. */
  readonly fence: (() => Promise<void>) | null;
  readonly outputs: () => Promise<StepOutputs>;
  readonly summary: () => Promise<StepSummary>;
  /** Releases all that it holds; a process of its own is gone when it resolves. */
  readonly close: () => Promise<void>;
};

export type Work = {
  readonly workload: Workload;
  readonly target: Target;
  readonly strategy: string;
  /** Operators whose sums have a fixed order, where there is a choice: for comparing, never for timing. */
  readonly deterministic: boolean;
};

/** A workload ready to be stepped: its inputs lie in the memory they are read from. */
export type Opened = {
  readonly steps: Steps;
  readonly open: Measurement['open'];
  readonly onnx?: Measurement['onnx'];
  readonly clock: Measurement['clock']['kind'];
  /** The processes that compute; none where this one does. */
  readonly pids: readonly number[];
  /** What a step is given, in host memory. */
  readonly inputsBytes: number;
  /** The most device memory since the window began, by the runner's own count. */
  readonly peakDeviceBytes: () => Promise<Reading>;
  /** Closes, and runs steps once more outside any window to see where their time goes: before or after, as the runner needs it. */
  readonly traceAndClose: () => Promise<Pick<Measurement, 'placement' | 'parts'>>;
};

/** Opens work: the one way for proofs and timed cells alike. */
export type Open = (work: Work) => Promise<Opened>;

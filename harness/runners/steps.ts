/** What a runner offers the worker that judges it: a workload ready to be stepped, whichever runtime computes it. */
import type { FloatArray } from '../../suites/data.ts';

/** Values of outputs by name, in host memory; gradients freed of their loss scale. */
export type Values = ReadonlyMap<string, FloatArray>;

/** What the last step returned. */
export type StepOutputs = {
  /** Loss, tensors, and the scores that experts were chosen by. */
  readonly values: Values;
  /** Chosen experts, [T,k] row-major in the order chosen, by the scope of their layer ('' where there is one). */
  readonly choices: ReadonlyMap<string, Int32Array>;
};

export type Steps = {
  /**
   * So many steps back to back, each from what the one before it left; all are finished on the device when it resolves. It waits
   * for the device once, behind the last.
   */
  readonly run: (count: number) => Promise<void>;
  /** Waits for the device, as `run` does at its end; null where the host computes and there is nothing to wait for. */
  readonly fence: (() => Promise<void>) | null;
  readonly outputs: () => Promise<StepOutputs>;
  /** Ends the session, and with it the trace if one was asked for. */
  readonly close: () => Promise<void>;
};

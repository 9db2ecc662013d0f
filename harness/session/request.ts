/** What a caller asks a session for, as plain options. */
import type { Only } from '../../suites/request/only-cases.ts';
import type { WorkloadRequest } from '../../suites/request/request.ts';
import type { DisturbedPolicy } from '../../suites/suite.ts';

/** Which targets take part, where the record goes, and under which name of the machine. */
type CommonRequest = {
  /** Targets by id; none: every accelerator here, and the CPU by ONNX Runtime. */
  readonly targets?: readonly string[];
  /** Software adapters too. */
  readonly includeSoftware?: boolean;
  /** Rounds in place of the suite's. */
  readonly rounds?: number;
  /** The folder for records. */
  readonly out: string;
  /** A name for a machine whose hostname changes. */
  readonly machine?: string;
  /** How long to wait for another measurement on this machine to end; not given: not at all. */
  readonly waitMinutes?: number;
  /** The command that would run it again, as the record keeps it. */
  readonly command: readonly string[];
};

export type RunRequest = CommonRequest & {
  /** A suite by name or path, or `auto`. */
  readonly suite: string;
  /** The suite that `auto` means on a machine without an accelerator; not given: `quick`. */
  readonly suiteWithoutAccelerator?: string;
  /** One workload in place of those of the suite. `fit`: cut it until it fits the memory. */
  readonly workload?: { readonly request: WorkloadRequest; readonly fit: boolean };
  /** Which cases of the suite; not given: all. */
  readonly only?: Only;
  /** Strategies by name; none: all there are. */
  readonly strategies?: readonly string[];
  readonly disturbed?: DisturbedPolicy;
  /** The minutes that the run may take, in place of the suite's: the plan is cut, and what is not run by then is skipped. */
  readonly maxMinutes?: number;
  /** All targets at once, a case at a time. */
  readonly concurrent?: boolean;
  /** Pythons that are asked for runners; none: those that are found. */
  readonly pythons?: readonly string[];
};

export type SelftestRequest = CommonRequest & {
  /** Comparisons of a layer with itself. */
  readonly pairs: number;
};

/** An interrupted record to go on with, and the command that has to have begun it. */
export type ResumeRequest = Pick<RunRequest, 'maxMinutes' | 'waitMinutes'> & {
  readonly path: string;
  readonly begunBy: 'run' | 'selftest';
};

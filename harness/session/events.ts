/** What a session reports while it goes on: facts. A command makes lines for a terminal of them; the session prints nothing. */
import type { Holder } from '../../results/record-file/lock-holder.ts';
import type { Progress, RunOptions } from '../cells/run-options.ts';
import type { LimitSetter } from '../plan-cuts.ts';
import type { Difference } from './setup.ts';

/** The suite of a run. */
export type SessionSuite = {
  readonly name: string;
  /** The accelerators it was chosen for, where no suite was named; null: it was named. */
  readonly chosenFor: readonly string[] | null;
  /** How long the run may take; null: any time. */
  readonly maxMinutes: number | null;
  /** Who says so: a user's limit ends the run. */
  readonly limitedBy: LimitSetter;
};

export type SessionEvent =
  /** A lock whose holder has ended without releasing it. `path`: of the record; null: the lock is the machine's. */
  | { readonly kind: 'lock-taken-over'; readonly path: string | null; readonly holder: Holder }
  /** The machine is held, and looked at: what is refused from here on is not the request's fault. */
  | { readonly kind: 'machine-held' }
  /** Another process holds what this session needs: `subject`, in the words of its refusal. */
  | { readonly kind: 'waiting'; readonly why: string; readonly minutes: number }
  /** What detection tries on a device just now; null: nothing any more. */
  | { readonly kind: 'trying'; readonly what: string | null }
  /** A new run, whose record exists. `suite`: null for a self-test. */
  | { readonly kind: 'started'; readonly context: RunOptions['context']; readonly suite: SessionSuite | null }
  /** An interrupted run that goes on. */
  | { readonly kind: 'resumed'; readonly context: RunOptions['context'] }
  /** A new run of the same work as the interrupted one at `path`, since what measures has changed. */
  | {
      readonly kind: 'restarted';
      readonly context: RunOptions['context'];
      readonly path: string;
      readonly differences: readonly Difference[];
      readonly newPath: string;
    }
  | { readonly kind: 'progress'; readonly progress: Progress };

export type ReportEvent = (event: SessionEvent) => void;

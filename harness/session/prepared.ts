/** What a session needs while it prepares a run, and the run that is ready. */
import type { RunOptions } from '../cells/run-options.ts';
import type { ReportEvent } from './events.ts';
import type { Surroundings } from './surroundings.ts';

/** A run that is ready to begin, or to go on. */
export type PreparedRun = Pick<RunOptions, 'context' | 'writer' | 'before' | 'limit'>;

/**
 * Checked: what a user gets wrong is reported before the machine is locked. The function looks at the machine and creates or opens the
 * record.
 */
export type Prepare = () => Promise<PreparedRun>;

/** Who is told of events, what interrupts the session, and the machine around it. */
export type SessionContext = {
  readonly report: ReportEvent;
  readonly interrupt: AbortSignal;
  readonly here: Surroundings;
};

/** What a run is carried out with: its plan, its record, and every seam to the machine. */
import type { Cell, ContextLine, RunRecord, Target } from '../../results/record.ts';
import type { Reading } from '../../results/schema/reading.ts';
import type { RunWriter } from '../../results/store.ts';
import type { Clock } from '../timing/clock.ts';
import type { Meeting } from '../timing/meeting.ts';
import type { Executor } from './cell.ts';
import type { RunLimit } from './run-limit.ts';
import type { OutcomeLine } from './run-state.ts';
import type { Instruments } from './timed-cell.ts';

export type RunOptions = {
  readonly context: Omit<ContextLine, 'previousSha256'>;
  readonly writer: RunWriter;
  readonly executor: Executor;
  readonly readSensors: Instruments['readSensors'];
  readonly lookAtHost: Instruments['lookAtHost'];
  /** The sampler's share of a core, in a self-test. */
  readonly samplerShare?: () => Reading;
  /** Where the cells of a group wait for each other. */
  readonly meet: (size: number) => Meeting;
  /** The socket of a target whose runner serves the whole run. */
  readonly serveOf?: (target: Target) => string | undefined;
  readonly clock: Clock;
  readonly interrupt: AbortSignal;
  /** When the run has to end; not given: it takes as long as its cells do. */
  readonly limit?: RunLimit;
  /** Lines of an interrupted run: their cells are not run again. */
  readonly before?: Pick<RunRecord, 'proofs' | 'cells' | 'attempts'>;
  /** Awaited before each cell. */
  readonly beforeCell?: (cell: Cell) => Promise<void>;
  /** Called when a cell starts, and when it has ended and is on disk. */
  readonly onProgress: (progress: Progress) => void;
};

export type Progress = {
  readonly cell: Cell;
  readonly status: 'started' | OutcomeLine['outcome']['status'];
  /** Cells that have ended, of `total`. */
  readonly done: number;
  readonly total: number;
  /** How long the cell took; null while it runs. */
  readonly wallMs: number | null;
};

export type RunSummary = {
  readonly status: 'finished' | 'interrupted';
  readonly measured: number;
  /** Cells that ended in a fault, without those of work that a target does not support. */
  readonly failed: number;
  /** Cells of work that a target does not support: an answer, not a failure. */
  readonly unsupported: number;
};

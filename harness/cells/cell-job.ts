/** What a worker is asked for a cell. */
import type { Cell, ContextLine, Target } from '../../results/record.ts';
import { shrink } from '../../suites/shrink.ts';
import type { Timing } from '../../suites/suite.ts';
import type { Job } from '../runners/job.ts';
import { OPENING_MS } from '../runners/process/open.ts';
import type { GroupPlace } from '../timing/meeting.ts';

type Context = Omit<ContextLine, 'previousSha256'>;

/** Steps for which a proof follows a train-step: enough for a wrong optimizer to show. */
const CURVE_STEPS = 20;

/** `place`: where the cell waits for those that run at once with it. `serve`: the socket of its runner. */
type Connections = { readonly place: GroupPlace | null; readonly serve: string | undefined };

export function jobOf(cell: Cell, context: Context, { place, serve }: Connections): Job {
  const workload = context.cases.find(({ id }) => id === cell.case)?.workload;
  if (workload === undefined) throw new Error(`${cell.id}: not among the cases`);
  const [target, timing] = [targetOf(cell, context), timingOf(cell, context)];
  const { strategy } = cell;
  const served = serve === undefined ? {} : { serve };
  const answers = target.process === undefined ? {} : { answerWithinMs: timing.timeoutMs, ...served };
  switch (cell.kind) {
    case 'proof':
      return { kind: 'prove', workload: shrink(workload), target, strategy, steps: CURVE_STEPS, ...answers };
    case 'overhead':
      return { kind: 'overhead', workload, target, strategy, ...answers, timing };
    case 'race':
    case 'time':
    case 'sustained': {
      const trace = cell.kind === 'time' && cell.round === 0;
      return {
        kind: 'time',
        workload,
        target,
        strategy,
        ...answers,
        timing,
        trace,
        ...(place === null ? {} : { group: place }),
      };
    }
  }
}

export function targetOf(cell: Cell, { targets }: Context): Target {
  const target = targets.find(({ id }) => id === cell.target);
  if (target === undefined) throw new Error(`${cell.id}: not among the targets`);
  return target;
}

/** A plan has sustained cells only where the suite says how long they take. */
export function timingOf(cell: Cell, { suite }: Context): Timing {
  return cell.kind === 'sustained' && suite.sustained !== null ? suite.sustained : suite.timing;
}

/** Until when a cell has to be done: its timing's limit, and what a runner in a process of its own may need to open. */
export function timeoutMsOf(cell: Cell, context: Context): number {
  const { timeoutMs } = timingOf(cell, context);
  return targetOf(cell, context).process === undefined ? timeoutMs : timeoutMs + OPENING_MS;
}

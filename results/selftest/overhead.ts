/** What the harness costs: a step, and a cell around its steps. Pure. */
import * as z from 'zod';
import type { RunRecord } from '../record.ts';
import { figure, intervalFields } from '../schema/figure.ts';
import type { OverheadBlock } from '../schema/overhead.ts';
import { absenceSchema, type Reading, readingSchema, unavailable } from '../schema/reading.ts';
import { mean, median, ratioIntervalOverRounds, rising } from '../statistics.ts';

const milliseconds = z.number();
const shareSchema = z.discriminatedUnion('available', [z.strictObject(intervalFields), absenceSchema]);

export const harnessCostSchema = z.strictObject({
  /** Fresh processes. */
  processes: z.int().nonnegative(),
  /** 0.001: the step time that is recorded is 0.1 % longer than a step of a bare loop. */
  recordedStep: shareSchema,
  /** As above, of all that a window takes, what is around its steps included. */
  wholeWindow: shareSchema,
  clock: z.strictObject({ tickMs: milliseconds, readingMs: milliseconds }).nullable(),
  /** Of one core. */
  samplerShare: readingSchema,
});

export type HarnessCost = Readonly<z.infer<typeof harnessCostSchema>>;

/** In each process the middle of its blocks, half of which had the bare loop first; the interval is over processes. */
export function harnessCost({ context, cells }: Pick<RunRecord, 'context' | 'cells'>, target: string): HarnessCost {
  const planned = new Set(context.plan.flatMap(cell => (cell.target === target ? [cell.id] : [])));
  const seen = cells.flatMap(({ cell, outcome }) =>
    outcome.status === 'overhead' && planned.has(cell) ? [outcome.overhead] : [],
  );
  const share = (of: (block: OverheadBlock) => number): Readonly<z.infer<typeof shareSchema>> =>
    seen.length === 0
      ? unavailable('not-measured')
      : figure(rising(ratioIntervalOverRounds(seen.map(({ blocks }) => middle(blocks, of))), ratio => ratio - 1));
  return {
    processes: seen.length,
    recordedStep: share(({ recordedMs, bareMs }) => recordedMs / bareMs),
    wholeWindow: share(({ windowMs, bareMs }) => windowMs / bareMs),
    clock:
      seen.length === 0
        ? null
        : {
            tickMs: Math.min(...seen.map(({ clock }) => clock.tickMs)),
            readingMs: median(seen.map(({ clock }) => clock.readingMs)),
          },
    samplerShare: lastShare(seen.map(({ samplerShare }) => samplerShare)),
  };
}

/** On logarithms, so that it does not matter which of the two is above the line. */
function middle(blocks: readonly OverheadBlock[], ratio: (block: OverheadBlock) => number): number {
  return Math.exp(median(blocks.map(block => Math.log(ratio(block)))));
}

/** The share is since the sampler started: the last covers most. */
function lastShare(shares: readonly Reading[]): Reading {
  return shares.at(-1) ?? unavailable('not-measured');
}

export const cellCostSchema = z.strictObject({
  /** The proof on which the cells stand, once a run. */
  proofMs: milliseconds.nullable(),
  /** Means of the cells; those below add up to the first. */
  cellMs: milliseconds,
  graphMs: milliseconds,
  sessionMs: milliseconds,
  warmupMs: milliseconds,
  windowMs: milliseconds,
  /** Process start and end, data, fingerprints, job and result files, and waiting for sensors. */
  restMs: milliseconds,
});

export type CellCost = Readonly<z.infer<typeof cellCostSchema>>;

/** Where the time of a timed cell goes; first rounds, which trace a step more, left out. null: no other was measured. */
export function cellCost(
  { context, proofs, cells }: Pick<RunRecord, 'context' | 'proofs' | 'cells'>,
  target: string,
): CellCost | null {
  const plan = new Map(context.plan.map(cell => [cell.id, cell]));
  const timed = cells.flatMap(({ cell, wallMs, outcome }) => {
    const planned = plan.get(cell);
    if (planned?.kind !== 'time' || planned.target !== target || planned.round === 0) return [];
    return outcome.status === 'measured' ? [{ wallMs, ...outcome.measurement }] : [];
  });
  if (timed.length === 0) return null;
  const parts = {
    cellMs: mean(timed.map(({ wallMs }) => wallMs)),
    graphMs: mean(timed.map(({ onnx }) => onnx?.graph.buildMs ?? 0)),
    sessionMs: mean(timed.map(({ open }) => open.createMs)),
    warmupMs: mean(timed.map(({ warmup }) => warmup.ms)),
    windowMs: mean(timed.map(({ window }) => window.endMs - window.startMs)),
  };
  const restMs = parts.cellMs - parts.graphMs - parts.sessionMs - parts.warmupMs - parts.windowMs;
  const proof = proofs.find(({ cell }) => plan.get(cell)?.target === target);
  return { proofMs: proof?.wallMs ?? null, ...parts, restMs };
}

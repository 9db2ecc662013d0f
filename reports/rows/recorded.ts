/** What a row shows as its record has it: rounds, memory, the traced step, the proof. Pure. */
import { unavailable } from '../../results/schema/reading.ts';
import type { ReportRow } from '../report/row-schema.ts';
import type { MeasuredRound, Pool } from './pool.ts';

/** One round as rows show it. */
export function roundOf({
  round,
  measurement: { stepMs, clock, warmup, open, onnx },
}: MeasuredRound): ReportRow['rounds'][number] {
  return {
    round,
    steps: stepMs.steps,
    effectiveSteps: stepMs.order?.effectiveSteps ?? null,
    medianMs: stepMs.medianMs,
    meanMs: stepMs.sumMs / stepMs.steps,
    p05Ms: stepMs.p05Ms,
    p95Ms: stepMs.p95Ms,
    outliers: stepMs.outliers,
    stepsPerBatch: clock.stepsPerBatch,
    stepsPerSample: clock.stepsPerSample,
    fenceShare: fenceShareOf({ stepMs, clock }),
    warmupSteps: warmup.steps,
    warmupMs: warmup.ms,
    settled: warmup.settled,
    graphBuildMs: onnx?.graph.buildMs ?? null,
    sessionCreateMs: open.createMs,
  };
}

/** What of a batch is the wait for the device at its end; null where there is none, or it was not measured. */
function fenceShareOf({ stepMs, clock }: Pick<MeasuredRound['measurement'], 'stepMs' | 'clock'>): number | null {
  const { fenceMs, stepsPerBatch } = clock;
  return fenceMs.available && stepMs.medianMs > 0 ? fenceMs.value / (stepMs.medianMs * stepsPerBatch) : null;
}

/** The account of the round with the greatest peak, to which it adds up. */
export function memoryOf({ rounds }: Pool): ReportRow['memory'] {
  const peak = ({ measurement: { peakHostBytes } }: MeasuredRound) =>
    peakHostBytes.available ? peakHostBytes.value : Number.NEGATIVE_INFINITY;
  const [greatest] = rounds.toSorted((a, b) => peak(b) - peak(a));
  if (greatest === undefined) throw new Error('a pool has a round');
  return greatest.measurement.memory;
}

/** The traced step of the first round that has one; else why the first has none. */
export function partsOf({ rounds }: Pool): ReportRow['parts'] {
  const readings = rounds.map(({ measurement }) => measurement.parts);
  return readings.find(({ available }) => available) ?? readings[0] ?? unavailable('no-step-traced');
}

/** The parity proof this pool's cells stand on; null when the run holds none. */
export function proofOf({ record, target, workloadCase, strategy }: Pool): ReportRow['proof'] {
  const planned = record.context.plan.find(
    cell =>
      cell.kind === 'time' && cell.target === target.id && cell.case === workloadCase.id && cell.strategy === strategy,
  );
  return record.proofs.find(line => line.cell === planned?.proof)?.outcome ?? null;
}

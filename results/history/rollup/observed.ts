/** The observations of a roll-up: as observe.ts makes them from the records. */
import * as z from 'zod';
import { isAhead } from '../../ahead.ts';
import { type Observation, observationSchema } from '../observation.ts';
import { type DuckDb, withDatabase } from './duckdb.ts';
import { OBSERVATIONS, PLACES, RUNS } from './tables.ts';

const QUERY = `
SELECT r.machine, o.target, o.board, o.strategy, o.workload_sha256, r.concurrent, o.power_limit_w, r.run_id,
  epoch_ms(r.started_at)::DOUBLE AS started_ms, epoch_ms(r.latest_at)::DOUBLE AS latest_ms, p.run_order, o.case_id, o.role,
  o.compute_kernel, o.unusable, o.rounds, o.planned_rounds, o.round_step_ms, o.energy_j_per_step, o.peak_host_bytes,
  o.peak_device_bytes, o.clock_mhz, o.setup
FROM ${OBSERVATIONS.name} o JOIN ${RUNS.name} r USING (file)
  JOIN (SELECT *, count(*) OVER (PARTITION BY machine) AS runs FROM ${PLACES.name} JOIN ${RUNS.name} USING (file)) p USING (file)
WHERE p.run_order >= p.runs - $nights
ORDER BY r.machine, p.run_order, o.seq`;

export type NightsAsked = {
  /** Of each machine the newest so many runs. */
  readonly lastNights: number;
  /** By the clock of whoever asks. */
  readonly now: Date;
};

/** The observations of the newest runs of every machine: machine by machine, each in the order of its runs. */
export function observationsIn(
  duckDb: DuckDb,
  database: string,
  { lastNights, now }: NightsAsked,
): Promise<readonly Observation[]> {
  return withDatabase(duckDb, database, 'read', async connection => {
    const found = await connection.runAndReadAll(QUERY, { nights: lastNights });
    return z
      .array(rowSchema)
      .parse(found.getRowObjectsJS())
      .map(row => observationOf(row, now));
  });
}

const rowSchema = z.object({
  ...observationSchema.pick({
    machine: true,
    target: true,
    board: true,
    strategy: true,
    concurrent: true,
    role: true,
    unusable: true,
    rounds: true,
  }).shape,
  workload_sha256: z.string(),
  power_limit_w: z.number().nullable(),
  run_id: z.string(),
  started_ms: z.number(),
  latest_ms: z.number(),
  run_order: z.int(),
  case_id: z.string(),
  compute_kernel: z.string().nullable(),
  planned_rounds: z.int(),
  round_step_ms: z.array(z.number()),
  energy_j_per_step: z.number().nullable(),
  peak_host_bytes: z.number().nullable(),
  peak_device_bytes: z.number().nullable(),
  clock_mhz: z.number().nullable(),
  setup: z.string(),
});

const setupSchema = z.record(z.string(), z.string());

/** Works of a run share their surroundings: each text is read once. */
const SETUPS = new Map<string, Observation['setup']>();

function setupIn(text: string): Observation['setup'] {
  const known = SETUPS.get(text) ?? setupSchema.parse(JSON.parse(text));
  SETUPS.set(text, known);
  return known;
}

function observationOf(row: z.infer<typeof rowSchema>, now: Date): Observation {
  return {
    machine: row.machine,
    target: row.target,
    board: row.board,
    strategy: row.strategy,
    workloadSha256: row.workload_sha256,
    concurrent: row.concurrent,
    powerLimitW: row.power_limit_w,
    runId: row.run_id,
    startedAt: new Date(row.started_ms).toISOString(),
    order: row.run_order,
    case: row.case_id,
    role: row.role,
    computeKernel: row.compute_kernel,
    unusable: isAhead(new Date(row.latest_ms).toISOString(), now) ? 'ahead-of-clock' : row.unusable,
    rounds: row.rounds,
    plannedRounds: row.planned_rounds,
    roundStepMs: row.round_step_ms,
    energyJPerStep: row.energy_j_per_step,
    peakHostBytes: row.peak_host_bytes,
    peakDeviceBytes: row.peak_device_bytes,
    clockMHz: row.clock_mhz,
    setup: setupIn(row.setup),
  };
}

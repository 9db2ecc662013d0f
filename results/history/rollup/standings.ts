/** The runs of a roll-up as a report chooses among them: as lane-standing.ts makes them from the records. */
import * as z from 'zod';
import { groupedBy } from '../../grouped.ts';
import type { LaneStanding } from '../lane-standing.ts';
import type { RunStanding } from '../runs-to-read.ts';
import { type DuckDb, withDatabase } from './duckdb.ts';
import { CELLS, FILES, OBSERVATIONS, PLACES, RUNS } from './tables.ts';

const RUN_QUERY = `SELECT r.file, f.path, r.machine, r.run_id, epoch_ms(r.started_at)::DOUBLE AS started_ms,
  epoch_ms(r.latest_at)::DOUBLE AS latest_ms, r.concurrent, r.self_test
FROM ${PLACES.name} p JOIN ${RUNS.name} r USING (file) JOIN ${FILES.name} f USING (file) ORDER BY f.path`;

/** A lane is that of an observation: the same plan, the same lost races left out. */
const LANE_QUERY = `WITH kernels AS (
  SELECT file, target, workload_sha256, strategy, compute_kernel, count(*) FILTER (status = 'measured') AS measured,
    bool_or(impossible IS NOT NULL) AS impossible,
    bool_or(proof = 'unproven' AND proof_reason <> 'no-probe') AS unproven, bool_or(proof_reason = 'no-probe') AS no_probe
  FROM ${CELLS.name} WHERE kind = 'time' GROUP BY ALL),
lanes AS (
  SELECT file, target, workload_sha256, strategy, max(measured) AS measured, bool_or(impossible) AS impossible,
    bool_or(unproven) AS unproven, bool_or(no_probe) AS no_probe FROM kernels GROUP BY ALL),
races AS (SELECT DISTINCT file, target, workload_sha256, true AS raced FROM ${CELLS.name} WHERE kind = 'race')
SELECT o.file, o.target, o.workload_sha256, o.strategy, coalesce(races.raced, false) AS raced,
  coalesce(lanes.measured, 0)::INTEGER AS measured, o.planned_rounds, coalesce(lanes.impossible, false) AS impossible,
  CASE WHEN lanes.unproven THEN 'unproven' WHEN lanes.no_probe THEN 'no-probe' ELSE 'proven' END AS proof
FROM ${OBSERVATIONS.name} o LEFT JOIN lanes USING (file, target, workload_sha256, strategy)
  LEFT JOIN races USING (file, target, workload_sha256)
ORDER BY o.file, o.seq`;

const UNREAD_QUERY = `SELECT path FROM ${FILES.name} WHERE state = 'unread' ORDER BY path`;

export type RolledUpRuns = {
  /** Each run once. */
  readonly runs: readonly RunStanding[];
  /** Files of which nothing can be used. */
  readonly unread: readonly string[];
};

/** Paths are below the folder of the roll-up. */
export function standingsIn(duckDb: DuckDb, database: string): Promise<RolledUpRuns> {
  return withDatabase(duckDb, database, 'read', async connection => {
    const rowsOf = async (query: string) => (await connection.runAndReadAll(query)).getRowObjectsJS();
    const lanes = groupedBy(z.array(laneSchema).parse(await rowsOf(LANE_QUERY)), ({ file }) => String(file));
    const runs = z.array(runSchema).parse(await rowsOf(RUN_QUERY));
    const unread = z.array(z.object({ path: z.string() })).parse(await rowsOf(UNREAD_QUERY));
    return {
      runs: runs.map(({ file, ...run }) => ({
        ...run,
        lanes: (lanes.get(String(file)) ?? []).map(({ lane }) => lane),
      })),
      unread: unread.map(({ path }) => path),
    };
  });
}

const timeText = (ms: number): string => new Date(ms).toISOString();

const runSchema = z
  .object({
    file: z.int(),
    path: z.string(),
    machine: z.string(),
    run_id: z.string(),
    started_ms: z.number(),
    latest_ms: z.number(),
    concurrent: z.boolean(),
    self_test: z.boolean(),
  })
  .transform(({ file, path, machine, run_id: runId, started_ms, latest_ms, concurrent, self_test: selftest }) => ({
    file,
    path,
    machine,
    runId,
    startedAt: timeText(started_ms),
    latestAt: timeText(latest_ms),
    concurrent,
    selftest,
  }));

const laneSchema = z
  .object({
    file: z.int(),
    target: z.string(),
    workload_sha256: z.string(),
    strategy: z.string(),
    raced: z.boolean(),
    measured: z.int(),
    planned_rounds: z.int(),
    impossible: z.boolean(),
    proof: z.enum(['unproven', 'no-probe', 'proven']),
  })
  .transform(({ file, workload_sha256: workloadSha256, planned_rounds: planned, ...lane }) => ({
    file,
    lane: { ...lane, workloadSha256, planned } satisfies LaneStanding,
  }));

/** The views that people ask: docs/HISTORY.md has every column. Tables are named *_rows, views are named for what a row is. */
import { CLOCK_ALLOWANCE_MS } from '../../ahead.ts';
import { CELLS, FILES, OBSERVATIONS, PLACES, RENTS, RUNS } from './tables.ts';

export type View = { readonly name: string; readonly select: string };

/** Whether a run is dated after the clock of whoever asks. */
const AHEAD = `epoch_ms(r.latest_at) > epoch_ms(now()) + ${CLOCK_ALLOWANCE_MS}`;

/** Each run once. */
const RUNS_SELECT = `
SELECT r.machine, r.run_id, r.started_at, p.run_order, f.path, r.seal, r.lost_lines, ${AHEAD} AS ahead_of_clock,
  r.imported, r.self_test, r.concurrent, r.suite, r.suite_sha256, r.rounds, r.disturbed_policy, r.planned_cells,
  r.measured_cells, r.failed_cells, r.previous_run_id, r.program_version, r.program_origin, r.runtimes, r.drivers,
  r.hostname, r.os, r.kernel, r.cpu, r.cores, r.memory_bytes, r.command, r.seal_sha256
FROM ${RUNS.name} r JOIN ${PLACES.name} p USING (file) JOIN ${FILES.name} f USING (file)`;

/** Every line of a record that is of a planned cell or proof. */
const CELLS_SELECT = `
SELECT r.machine, r.run_id, r.started_at AS run_started_at, p.run_order, c.cell, c.kind, c.case_id, c.role,
  c.workload_sha256, c.dtype, c.target, c.runner, c.device, c.board, c.driver, r.runtimes, c.strategy, c.compute_kernel,
  r.concurrent, c.round, c.started_at, c.wall_ms, c.status, c.reason, r.seal, c.proof, c.proof_reason, c.impossible,
  c.disturbed, c.power_limit_w, c.clock_mhz, c.temperature_c, c.steps, c.mean_ms, c.median_ms, c.min_ms, c.p05_ms,
  c.p25_ms, c.p75_ms, c.p95_ms, c.max_ms, c.outliers, c.settled, c.energy_j, c.energy_method, c.energy_scope,
  c.mean_power_w, c.peak_host_bytes, c.peak_device_bytes
FROM ${CELLS.name} c JOIN ${RUNS.name} r USING (file) JOIN ${PLACES.name} p USING (file)`;

/** One row a run and work: what a check of the nights is made from. */
const MEDIANS_SELECT = `
SELECT r.machine, r.run_id, r.started_at, p.run_order, o.case_id, o.role, o.workload_sha256, o.dtype, o.tokens, o.target,
  o.vendor, o.device, o.board, o.strategy, o.compute_kernel, r.concurrent, o.power_limit_w,
  CASE WHEN ${AHEAD} THEN 'ahead-of-clock' ELSE o.unusable END AS unusable, r.seal, o.rounds, o.planned_rounds,
  o.round_step_ms, o.mean_step_ms, o.median_step_ms, o.energy_j_per_step, o.peak_host_bytes, o.peak_device_bytes,
  o.clock_mhz, CAST(CAST(o.setup AS JSON) AS MAP(VARCHAR, VARCHAR)) AS setup, o.is_whole_chip
FROM ${OBSERVATIONS.name} o JOIN ${RUNS.name} r USING (file) JOIN ${PLACES.name} p USING (file)`;

/** Hours of a device for 10¹² tokens through the layer: 10¹² ÷ tokens × hours a step; and the rent of them. */
const HOURS = 'm.mean_step_ms / 3.6e6 * 1e12 / m.tokens';
const COSTS_SELECT = `
SELECT m.machine, m.run_id, m.started_at, m.run_order, m.case_id, m.workload_sha256, m.dtype, m.target, m.device, m.strategy,
  m.unusable, m.mean_step_ms, m.tokens, ${HOURS} AS device_hours_per_1e12_tokens, t.chip, t.rent_low, t.rent_high, t.currency,
  t.rent_kind, t.rent_date, t.rent_source, ${HOURS} * t.rent_low AS cost_low_per_1e12_tokens,
  ${HOURS} * t.rent_high AS cost_high_per_1e12_tokens
FROM medians m LEFT JOIN ${RENTS.name} t
  ON t.device = m.device AND t.vendor IS NOT DISTINCT FROM m.vendor AND m.is_whole_chip
WHERE m.role = 'work' AND m.tokens IS NOT NULL AND m.mean_step_ms IS NOT NULL`;

/** What of a work's surroundings is not as it was in the run before it that measured the same. */
const CHANGES_SELECT = `
WITH nights AS (
  SELECT machine, target, strategy, workload_sha256, case_id, concurrent, run_id, started_at, run_order, mean_step_ms,
    map_concat(setup, map_from_entries(list_filter([
      {'k': 'board', 'v': board},
      {'k': 'power-limit-w', 'v': power_limit_w::VARCHAR},
      {'k': 'compute-kernel', 'v': compute_kernel}
    ], lambda entry: entry.v IS NOT NULL))) AS setup
  FROM medians WHERE rounds > 0
), pairs AS (
  SELECT *, lag(run_id) OVER night AS previous_run_id, lag(started_at) OVER night AS previous_started_at,
    lag(mean_step_ms) OVER night AS previous_mean_step_ms, lag(setup) OVER night AS previous_setup
  FROM nights
  WINDOW night AS (PARTITION BY machine, target, strategy, workload_sha256, concurrent ORDER BY run_order)
), named AS (
  SELECT *, unnest(list_sort(list_distinct(list_concat(map_keys(setup), map_keys(previous_setup))))) AS what
  FROM pairs WHERE previous_run_id IS NOT NULL AND setup IS DISTINCT FROM previous_setup
)
SELECT machine, target, strategy, workload_sha256, case_id, concurrent, run_id, started_at, run_order, previous_run_id,
  previous_started_at, what, previous_setup[what] AS before, setup[what] AS now,
  mean_step_ms / previous_mean_step_ms AS step_ratio
FROM named WHERE previous_setup[what] IS DISTINCT FROM setup[what]`;

/** Every record file, those that cannot be read and copies of a run among them. */
const FILES_SELECT = `
SELECT f.path, f.state, f.problem, p.file IS NOT NULL AS counts, f.sha256
FROM ${FILES.name} f LEFT JOIN ${PLACES.name} p USING (file)`;

/** In this order: a later one may ask an earlier one. */
export const VIEWS: readonly View[] = [
  { name: 'files', select: FILES_SELECT },
  { name: 'runs', select: RUNS_SELECT },
  { name: 'cells', select: CELLS_SELECT },
  { name: 'medians', select: MEDIANS_SELECT },
  { name: 'costs', select: COSTS_SELECT },
  { name: 'changes', select: CHANGES_SELECT },
];

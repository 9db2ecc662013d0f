/** The tables of the roll-up: what is kept of each record file, run, cell and observation. Views are made over them (views.ts). */

export type Kind = 'VARCHAR' | 'DOUBLE' | 'INTEGER' | 'BOOLEAN' | 'TIMESTAMP' | 'DOUBLE[]';

export type Table<Columns extends Readonly<Record<string, Kind>> = Readonly<Record<string, Kind>>> = {
  readonly name: string;
  readonly columns: Columns;
};

/** A value of a column. A TIMESTAMP is UTC, in milliseconds since 1970. */
export type Value = string | number | boolean | readonly number[] | null;
export type RowOf<Made extends Table> = Readonly<Record<keyof Made['columns'], Value>>;

const table = <const Columns extends Readonly<Record<string, Kind>>>(name: string, columns: Columns) => ({
  name,
  columns,
});

/** `file`: a number that joins the tables. `stat`: size and times of the record and of its origin; other ones are read again. */
export const FILES = table('file_rows', {
  file: 'INTEGER',
  path: 'VARCHAR',
  stat: 'VARCHAR',
  sha256: 'VARCHAR',
  state: 'VARCHAR',
  problem: 'VARCHAR',
});

export const RUNS = table('run_rows', {
  file: 'INTEGER',
  machine: 'VARCHAR',
  machine_id: 'VARCHAR',
  run_id: 'VARCHAR',
  started_at: 'TIMESTAMP',
  latest_at: 'TIMESTAMP',
  previous_run_id: 'VARCHAR',
  previous_started_at: 'TIMESTAMP',
  imported: 'BOOLEAN',
  seal: 'VARCHAR',
  seal_sha256: 'VARCHAR',
  lines: 'INTEGER',
  lost_lines: 'INTEGER',
  self_test: 'BOOLEAN',
  suite: 'VARCHAR',
  suite_sha256: 'VARCHAR',
  rounds: 'INTEGER',
  disturbed_policy: 'VARCHAR',
  concurrent: 'BOOLEAN',
  planned_cells: 'INTEGER',
  measured_cells: 'INTEGER',
  failed_cells: 'INTEGER',
  program_version: 'VARCHAR',
  program_origin: 'VARCHAR',
  hostname: 'VARCHAR',
  os: 'VARCHAR',
  kernel: 'VARCHAR',
  cpu: 'VARCHAR',
  cores: 'INTEGER',
  memory_bytes: 'DOUBLE',
  drivers: 'VARCHAR',
  runtimes: 'VARCHAR',
  command: 'VARCHAR',
});

export const CELLS = table('cell_rows', {
  file: 'INTEGER',
  cell: 'VARCHAR',
  kind: 'VARCHAR',
  target: 'VARCHAR',
  runner: 'VARCHAR',
  device: 'VARCHAR',
  board: 'VARCHAR',
  driver: 'VARCHAR',
  case_id: 'VARCHAR',
  role: 'VARCHAR',
  workload_sha256: 'VARCHAR',
  dtype: 'VARCHAR',
  strategy: 'VARCHAR',
  compute_kernel: 'VARCHAR',
  round: 'INTEGER',
  started_at: 'TIMESTAMP',
  wall_ms: 'DOUBLE',
  status: 'VARCHAR',
  reason: 'VARCHAR',
  proof: 'VARCHAR',
  proof_reason: 'VARCHAR',
  impossible: 'VARCHAR',
  disturbed: 'VARCHAR',
  power_limit_w: 'DOUBLE',
  clock_mhz: 'DOUBLE',
  temperature_c: 'DOUBLE',
  steps: 'INTEGER',
  mean_ms: 'DOUBLE',
  median_ms: 'DOUBLE',
  min_ms: 'DOUBLE',
  p05_ms: 'DOUBLE',
  p25_ms: 'DOUBLE',
  p75_ms: 'DOUBLE',
  p95_ms: 'DOUBLE',
  max_ms: 'DOUBLE',
  outliers: 'INTEGER',
  settled: 'BOOLEAN',
  energy_j: 'DOUBLE',
  energy_method: 'VARCHAR',
  energy_scope: 'VARCHAR',
  mean_power_w: 'DOUBLE',
  peak_host_bytes: 'DOUBLE',
  peak_device_bytes: 'DOUBLE',
});

/** An observation but for its order, which other files decide. `seq`: its place within its run. */
export const OBSERVATIONS = table('observation_rows', {
  file: 'INTEGER',
  seq: 'INTEGER',
  target: 'VARCHAR',
  board: 'VARCHAR',
  strategy: 'VARCHAR',
  workload_sha256: 'VARCHAR',
  power_limit_w: 'DOUBLE',
  case_id: 'VARCHAR',
  role: 'VARCHAR',
  compute_kernel: 'VARCHAR',
  unusable: 'VARCHAR',
  rounds: 'INTEGER',
  planned_rounds: 'INTEGER',
  round_step_ms: 'DOUBLE[]',
  mean_step_ms: 'DOUBLE',
  median_step_ms: 'DOUBLE',
  energy_j_per_step: 'DOUBLE',
  peak_host_bytes: 'DOUBLE',
  peak_device_bytes: 'DOUBLE',
  clock_mhz: 'DOUBLE',
  setup: 'VARCHAR',
  dtype: 'VARCHAR',
  vendor: 'VARCHAR',
  device: 'VARCHAR',
  is_whole_chip: 'BOOLEAN',
  tokens: 'DOUBLE',
});

/** Of the files that count (each run once), the place of the run among those of its machine. */
export const PLACES = table('place_rows', { file: 'INTEGER', run_order: 'INTEGER' });

/** The newest rent of a device's chip, as the catalog of the program that made the roll-up has it. */
export const RENTS = table('rent_rows', {
  vendor: 'VARCHAR',
  device: 'VARCHAR',
  chip: 'VARCHAR',
  rent_low: 'DOUBLE',
  rent_high: 'DOUBLE',
  currency: 'VARCHAR',
  rent_kind: 'VARCHAR',
  rent_date: 'VARCHAR',
  rent_source: 'VARCHAR',
});

/** What the roll-up was made by: another program, schema or catalog makes it anew. */
export const MADE_BY = table('made_by', { name: 'VARCHAR', value: 'VARCHAR' });

export const TABLES: readonly Table[] = [FILES, RUNS, CELLS, OBSERVATIONS, PLACES, RENTS, MADE_BY];

/** The names of a table's columns, without the first so many. */
export const columnsOf = ({ columns }: Table, from = 0): readonly string[] => Object.keys(columns).slice(from);

/** The values of a row in the order of columns. */
export const valuesOf = (columns: readonly string[], row: Readonly<Record<string, Value>>): readonly Value[] =>
  columns.map(column => row[column] ?? null);

export const createTable = ({ name, columns }: Table): string =>
  `CREATE TABLE ${name} (${Object.entries(columns)
    .map(([column, kind]) => `${column} ${kind}`)
    .join(', ')})`;

/** What help and docs/CLI.md say of a command beside its options: examples, and what its exit codes mean. */
import { EXIT } from '../../errors.ts';

/** Codes that a command may end with, beside those of every command. */
type Exits = Readonly<Record<number, string>>;

export type ManualEntry = {
  /** Command lines, each as a user types it behind `npx`. */
  readonly examples: readonly string[];
  readonly exits: Exits;
};

/** Of every command. */
export const COMMON_EXITS: Exits = {
  [EXIT.done]: 'done',
  [EXIT.cellsFailed]: 'a bug, with its stack',
  [EXIT.usage]: 'bad usage or bad input: one line says what is wrong and what to do',
};

const CELLS_FAILED = { [EXIT.cellsFailed]: 'some cells failed' };
const NOTHING_MEASURED = { [EXIT.nothingMeasured]: 'nothing was measured' };
const INTERRUPTED = { [EXIT.interrupted]: 'interrupted; what was measured is on disk' };

export const MANUAL: Readonly<Record<string, ManualEntry>> = {
  detect: {
    examples: ['moebench detect', 'moebench detect --python /opt/cuda/bin/python --fresh'],
    exits: INTERRUPTED,
  },
  list: {
    examples: ['moebench list chips', 'moebench list models --verbose', 'moebench list models --config config.json'],
    exits: {},
  },
  run: {
    examples: [
      'moebench run --suite quick',
      'moebench run --model mixtral-8x7b --tokens 1024 --hidden 1024 --ffn 1408',
      'moebench run --model deepseek-v3 --part train-step --fit',
      'moebench run --experts 8 --top-k 2 --hidden 512 --ffn 256',
    ],
    exits: { ...CELLS_FAILED, ...NOTHING_MEASURED, ...INTERRUPTED },
  },
  nightly: {
    examples: [
      'moebench nightly',
      'moebench nightly --suite accelerator --machine lab-h20 --max-minutes 120 --outputs outputs',
      'moebench nightly --previous "node /old/dist/harness/cli.js" --notify-command "mail -s moebench ops@lab"',
    ],
    exits: {
      [EXIT.cellsFailed]: 'some cells failed, the run broke off, or a later stage failed',
      [EXIT.policy]: 'a confirmed regression is open',
      ...NOTHING_MEASURED,
      ...INTERRUPTED,
    },
  },
  diff: {
    examples: [
      'moebench diff results/runs/lab/monday.jsonl results/runs/lab/tuesday.jsonl',
      'moebench diff "run --suite quick --target cpu" "run --suite quick --target webgpu-0"',
      'moebench diff "node /old/dist/harness/cli.js run --suite quick" "run --suite quick" --turns 12',
    ],
    exits: { [EXIT.cellsFailed]: 'a command measured nothing; the turns before it are kept', ...INTERRUPTED },
  },
  check: {
    examples: ['moebench check', 'moebench check --as-of 2026-11-20', 'moebench check --machine lab-h20 --json'],
    exits: { [EXIT.policy]: 'a confirmed step for the worse is open', [EXIT.nothingMeasured]: 'there is no run' },
  },
  export: {
    examples: [
      'moebench export --format junit --out junit.xml',
      'moebench export --format openmetrics --out /var/lib/node_exporter/moebench.prom',
      'moebench export --format github-annotations',
    ],
    exits: { [EXIT.nothingMeasured]: 'there is no run, and nothing is written' },
  },
  accept: {
    examples: [
      'moebench accept --case ling-lite-balanced --reason "driver 560 is what we ship"',
      'moebench accept --target torch-cuda-0 --all --reason "new board" --by "A. Turing"',
    ],
    exits: {},
  },
  report: {
    examples: [
      'moebench report',
      'moebench report --reference nvidia-h100 --price-per-kwh 0.62CNY --pue 1.3',
      'moebench report --single-file report.html --markdown report.md',
    ],
    exits: NOTHING_MEASURED,
  },
  serve: { examples: ['moebench serve', 'moebench serve --results results/runs --port 0'], exits: {} },
  compare: {
    examples: [
      'moebench compare docs/cases/domestic.yaml',
      'moebench compare --model ling-plus --tokens 9T --offer "H800 20 CNY/h" --offer "910B2 7 CNY/h mfu 0.2..0.3"',
      'moebench compare docs/cases/owned.yaml --sheet decision.html',
    ],
    exits: {},
  },
  reproduce: { examples: ['moebench reproduce ling-2025'], exits: {} },
  sql: {
    examples: [
      'moebench sql "SELECT started_at, median_step_ms FROM medians ORDER BY started_at DESC LIMIT 30"',
      'moebench sql "SELECT * FROM cells" --parquet cells.parquet',
    ],
    exits: {},
  },
  conform: {
    examples: [
      'moebench conform --model mixtral-8x7b --tokens 64 --hidden 64 --ffn 96 --target cpu',
      'moebench conform --command "python3 my_runner.py"',
    ],
    exits: {
      [EXIT.cellsFailed]: 'the target or runner does not hold, or the oracle failed',
      ...INTERRUPTED,
    },
  },
  selftest: {
    examples: ['moebench selftest', 'moebench selftest --pairs 200'],
    exits: { [EXIT.cellsFailed]: 'a check does not hold, or some cells failed', ...NOTHING_MEASURED, ...INTERRUPTED },
  },
  verify: {
    examples: ['moebench verify', 'moebench verify results/reference --signers allowed_signers'],
    exits: { [EXIT.cellsFailed]: 'a promise of a record is broken, or a record is of a newer schema' },
  },
  sign: { examples: ['moebench sign results/runs/lab/night.jsonl --key ~/.ssh/id_ed25519'], exits: {} },
  import: { examples: ['moebench import /media/stick/night.jsonl'], exits: {} },
  prune: { examples: ['moebench prune --keep 90d --dry-run', 'moebench prune --keep 30'], exits: {} },
  completion: {
    examples: ['moebench completion bash', 'moebench completion fish'],
    exits: {},
  },
  bundle: { examples: ['moebench bundle --out moebench.tar.xz'], exits: {} },
};

/** Every code a command may end with, in order: what it means of this command, then of every command. */
export function exitsOf(name: string): readonly (readonly [number, string])[] {
  const exits = MANUAL[name]?.exits ?? {};
  const codes = [...new Set([...Object.keys(COMMON_EXITS), ...Object.keys(exits)].map(Number))].toSorted(
    (a, b) => a - b,
  );
  return codes.map(code => [code, [exits[code], COMMON_EXITS[code]].filter(text => text !== undefined).join('; ')]);
}

/** `moebench list`: the models, suites, chips and metrics that are known. */
import { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { METRICS } from '../../reports/analysis/metrics.ts';
import { loadCatalog } from '../../reports/catalog/catalog.ts';
import { loadSuite, suiteNames } from '../../suites/suite.ts';
import { unknownName } from '../errors.ts';
import { formatSpan } from '../overrun.ts';
import { modelRows, modelText } from './model-list.ts';
import { aligned } from './terminal.ts';

export const LIST_SCHEMA = 'moebench.list/1';

export const listSchema = z.strictObject({
  schema: z.literal(LIST_SCHEMA),
  what: z.string(),
  rows: z.array(z.record(z.string(), z.string())),
});

type Row = Readonly<Record<string, string>>;

type List = {
  /** Rows of equal columns. */
  readonly rows: () => readonly Row[];
  /** Where every column is too much for a terminal. */
  readonly text?: (rows: readonly Row[]) => string;
};

const LISTS: Readonly<Record<string, List>> = {
  models: { rows: modelRows, text: modelText },
  suites: {
    rows: () =>
      suiteNames().map(name => {
        const { rounds, workloads, sustained } = loadSuite(name);
        return {
          suite: name,
          rounds: String(rounds),
          parts: distinct(workloads.map(({ part }) => part)),
          models: distinct(workloads.map(({ model }) => model)),
          dtypes: distinct(workloads.flatMap(({ dtypes }) => dtypes)),
          sustained: sustained === null ? '' : formatSpan(sustained.minWindowMs),
        };
      }),
  },
  chips: {
    rows: () =>
      loadCatalog().chips.map(({ id, name, peakFlops, memoryBytes, confidence }) => ({
        chip: id,
        name,
        bf16: teraflops(peakFlops.bfloat16),
        fp32: teraflops(peakFlops.float32),
        memory: memoryBytes === null ? '–' : `${Math.round(memoryBytes / 1e9)} GB`,
        confidence,
      })),
  },
  metrics: { rows: () => METRICS.map(({ id, unit, meaning }) => ({ metric: id, unit, meaning })) },
};

export function listCommand(): Command {
  return new Command('list')
    .description('what is known: models, suites, chips, metrics')
    .argument('<what>', Object.keys(LISTS).join(', '))
    .option('--json', 'print one JSON document (docs/schemas/list.schema.json)')
    .action((what: string, { json }: { json?: boolean }) => {
      const list = LISTS[what];
      if (list === undefined) throw unknownName('list', what, Object.keys(LISTS));
      const rows = list.rows();
      const document = { schema: LIST_SCHEMA, what, rows };
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : (list.text ?? listText)(rows));
    });
}

function listText(rows: readonly Row[]): string {
  const [head, ...body] = aligned([Object.keys(rows[0] ?? {}), ...rows.map(row => Object.values(row))]);
  return `${[pc.bold(head ?? ''), ...body].join('\n')}\n`;
}

function distinct(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

function teraflops(flops: number | null): string {
  return flops === null ? '–' : `${Math.round(flops / 1e11) / 10} TFLOP/s`;
}

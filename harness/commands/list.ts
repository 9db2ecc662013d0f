/** `moebench list`: the models, suites, chips and metrics that are known. */
import { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { loadCatalogWith } from '../../reports/catalog/load.ts';
import { METRICS } from '../../reports/report/metrics.ts';
import { loadSuite, suiteNames } from '../../suites/suite-files.ts';
import { formatSpan } from '../cells/overrun.ts';
import { UsageError, unknownName } from '../errors.ts';
import { dayOf, today } from './options/day.ts';
import { chipText, listedChipSchema, listedChips } from './text/chip-list.ts';
import { modelRows, modelText } from './text/model-list.ts';
import { aligned } from './text/terminal.ts';

export const LIST_SCHEMA = 'moebench.list/1';

const rowsSchema = z.array(z.record(z.string(), z.string()));

export const listSchema = z.discriminatedUnion('what', [
  z.strictObject({
    schema: z.literal(LIST_SCHEMA),
    what: z.literal('chips'),
    /** The day that the ages of prices are reckoned on. */
    asOf: z.string(),
    rows: z.array(listedChipSchema),
  }),
  z.strictObject({
    schema: z.literal(LIST_SCHEMA),
    what: z.enum(['models', 'suites', 'metrics']),
    rows: rowsSchema,
  }),
]);

export type List = Readonly<z.infer<typeof listSchema>>;

type Row = Readonly<Record<string, string>>;

export type ListOptions = { readonly catalog?: string; readonly asOf?: string };

type Listing = { readonly document: List; readonly text: string };

const LISTS: Readonly<Record<List['what'], (options: ListOptions) => Listing>> = {
  models: () => listing('models', modelRows(), modelText),
  suites: () => listing('suites', suiteRows()),
  chips: ({ catalog, asOf: asked }) => {
    const asOf = asked === undefined ? today() : dayOf(asked);
    const rows = listedChips(loadCatalogWith(catalog), asOf);
    return { document: { schema: LIST_SCHEMA, what: 'chips', asOf, rows: [...rows] }, text: chipText(rows, asOf) };
  },
  metrics: () =>
    listing(
      'metrics',
      METRICS.map(({ id, unit, meaning }) => ({ metric: id, unit, meaning })),
    ),
};

export function listCommand(): Command {
  return new Command('list')
    .description('what is known: models, suites, chips, metrics')
    .argument('<what>', Object.keys(LISTS).join(', '))
    .option('--catalog <file>', 'of chips: chips and prices of your own, as YAML, laid over the shipped ones')
    .option('--as-of <date>', 'of chips: the day to reckon the age of a price on (default: today)')
    .option('--json', 'print one JSON document (docs/schemas/list.schema.json)')
    .action((what: string, { json, ...options }: ListOptions & { json?: boolean }) => {
      const { document, text } = list(what, options);
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : text);
    });
}

/** The list of that name, as a document and as text. UsageError for one there is not, or for options it cannot use. */
export function list(what: string, options: ListOptions): Listing {
  const names = Object.keys(LISTS);
  const make = new Map(Object.entries(LISTS)).get(what);
  if (make === undefined) throw unknownName('list', what, names);
  const [stray] = Object.keys(options);
  if (what !== 'chips' && stray !== undefined) {
    throw new UsageError(`--${stray === 'asOf' ? 'as-of' : stray} is of chips; moebench list ${what} has no prices`);
  }
  return make(options);
}

function listing(what: 'models' | 'suites' | 'metrics', rows: readonly Row[], text = listText): Listing {
  return { document: { schema: LIST_SCHEMA, what, rows: [...rows] }, text: text(rows) };
}

function suiteRows(): readonly Row[] {
  return suiteNames().map(name => {
    const { rounds, workloads, sustained } = loadSuite(name);
    return {
      suite: name,
      rounds: String(rounds),
      parts: distinct(workloads.map(({ part }) => part)),
      models: distinct(workloads.map(({ model }) => model)),
      dtypes: distinct(workloads.flatMap(({ dtypes }) => dtypes)),
      sustained: sustained === null ? '' : formatSpan(sustained.minWindowMs),
    };
  });
}

function listText(rows: readonly Row[]): string {
  const [head, ...body] = aligned([Object.keys(rows[0] ?? {}), ...rows.map(row => Object.values(row))]);
  return `${[pc.bold(head ?? ''), ...body].join('\n')}\n`;
}

function distinct(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

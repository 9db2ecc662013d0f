/** `moebench list`: the models, suites, chips, rates and metrics that are known. */
import { Command } from 'commander';
import * as z from 'zod';
import { chipsCalled, unknownChip } from '../../reports/catalog/chip-names.ts';
import { loadCatalogWith, loadPower } from '../../reports/catalog/load.ts';
import { METRICS } from '../../reports/report/metrics.ts';
import type { Language } from '../../reports/words/language.ts';
import { ZH_METRICS } from '../../reports/words/zh/metrics.ts';
import { configPathOf, readConfigFile } from '../../suites/models.ts';
import { OWN_SIZE } from '../../suites/request/own-size.ts';
import { loadSuite, suiteNames } from '../../suites/suite-files.ts';
import { formatSpan } from '../cells/overrun.ts';
import { UsageError, unknownName } from '../errors.ts';
import { dayOf, today } from './options/day.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { chipText } from './text/list/chip-list.ts';
import { chipSheetText } from './text/list/chip-sheet.ts';
import { configList, configListSchema, configText } from './text/list/config-list.ts';
import { droppedText, fittedTable, type Table } from './text/list/fitted-table.ts';
import { inLanguage } from './text/list/list-heads.ts';
import { type ListedChip, listedChipSchema, listedChips } from './text/list/listed-chip.ts';
import { modelRows, modelText } from './text/list/model-list.ts';
import { rateRows } from './text/list/rate-list.ts';
import { staleChips, staleText } from './text/list/stale-list.ts';
import { answer, type Screen, screenText } from './text/screen.ts';
import { hanging } from './text/terminal.ts';

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
    what: z.enum(['models', 'suites', 'rates', 'metrics']),
    rows: rowsSchema,
  }),
  z.strictObject({ schema: z.literal(LIST_SCHEMA), what: z.literal('config'), ...configListSchema.shape }),
]);

export type List = Readonly<z.infer<typeof listSchema>>;

type Row = Readonly<Record<string, string>>;

export type ListOptions = {
  readonly catalog?: string;
  readonly asOf?: string;
  readonly chip?: string;
  readonly stale?: boolean;
  readonly config?: string;
};

type ListPrinting = { readonly json?: boolean; readonly verbose?: boolean; readonly lang?: Language };

type Listing = { readonly document: List; readonly text: (screen: Screen) => string };

const LISTS: Readonly<Record<Exclude<List['what'], 'config'>, (options: ListOptions) => Listing>> = {
  models: ({ config }) => (config === undefined ? listing('models', modelRows(), modelText) : listedConfig(config)),
  suites: () => listing('suites', suiteRows(), (rows, screen) => rowText('suites', rows, screen)),
  chips: options => {
    const asOf = dayAsked(options);
    const rows = chipsAsked(listedChips(loadCatalogWith(options.catalog), asOf), options);
    return {
      document: { schema: LIST_SCHEMA, what: 'chips', asOf, rows: [...rows] },
      text: screen => textOfChips(rows, asOf, options, screen),
    };
  },
  rates: options => {
    const { rates } = loadCatalogWith(options.catalog);
    const rowsIn = (language: Language) => rateRows(rates, loadPower(), dayAsked(options), language);
    return listing('rates', rowsIn('en'), (_, screen) => rowText('rates', rowsIn(screen.language ?? 'en'), screen));
  },
  metrics: () =>
    listing('metrics', metricRows('en'), (_, screen) =>
      rowText('metrics', metricRows(screen.language ?? 'en'), screen),
    ),
};

/** What can be listed. */
export const LIST_KINDS: readonly string[] = Object.keys(LISTS);

export function listCommand(): Command {
  return new Command('list')
    .description('list the models, suites, chips, rates or metrics that moebench knows')
    .argument('<what>', LIST_KINDS.join(', '))
    .option('--catalog <file>', 'list chips: your own chips and prices (YAML), added to the shipped catalog')
    .option(
      '--chip <name>',
      'list chips: one chip with all its prices and sources, by its id or a part of it (h800, 910B2)',
    )
    .option('--stale', 'list chips: only the prices that are due to be renewed, the oldest first')
    .option('--as-of <date>', 'list chips or rates: the day from which ages are counted (default: today)')
    .option('--config <file>', 'list models: what is understood of a config.json, field by field, and what of it runs')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/list.schema.json)')
    .action((what: string, { json, verbose, lang, ...options }: ListOptions & ListPrinting) => {
      const { document, text } = list(what, options);
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : text(screenOf(verbose, lang)));
    });
}

/** The list of that name, as a document and as text. UsageError for one there is not, or for options it cannot use. */
export function list(what: string, options: ListOptions): Listing {
  const names = Object.keys(LISTS);
  const make = new Map(Object.entries(LISTS)).get(what);
  if (make === undefined) throw unknownName('list', what, names);
  const stray = Object.keys(options).find(option => !(OPTIONS_OF[what] ?? []).includes(option));
  if (stray !== undefined) {
    const owner = Object.keys(OPTIONS_OF).find(list => OPTIONS_OF[list]?.includes(stray));
    throw new UsageError(
      `--${stray === 'asOf' ? 'as-of' : stray} is of ${owner}; moebench list ${what} has no ${OF[stray]}`,
    );
  }
  return make(options);
}

/** Options that one list alone has, and what they are about. */
const OPTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  chips: ['catalog', 'asOf', 'chip', 'stale'],
  rates: ['catalog', 'asOf'],
  models: ['config'],
};
const OF: Readonly<Record<string, string>> = {
  catalog: 'prices',
  asOf: 'prices',
  chip: 'prices',
  stale: 'prices',
  config: 'configs',
};

function listedConfig(path: string): Listing {
  const file = configPathOf(path) ?? path;
  const list = configList(file, readConfigFile(file));
  return { document: { schema: LIST_SCHEMA, what: 'config', ...list }, text: screen => configText(list, screen) };
}

const dayAsked = ({ asOf }: ListOptions): string => (asOf === undefined ? today() : dayOf(asOf));

/** All chips, or those that a name fits; with --stale only those with prices to renew. UsageError for a name that fits none. */
function chipsAsked(chips: readonly ListedChip[], { chip, stale }: ListOptions): readonly ListedChip[] {
  if (chip === undefined) return stale === true ? staleChips(chips) : chips;
  const called = new Set(chipsCalled(chips, chip).map(({ id }) => id));
  if (called.size === 0)
    throw unknownChip(
      chip,
      chips.map(({ id }) => id),
    );
  const rows = chips.filter(({ id }) => called.has(id));
  return stale === true ? staleChips(rows) : rows;
}

function textOfChips(rows: readonly ListedChip[], asOf: string, { chip, stale }: ListOptions, screen: Screen): string {
  if (stale === true) return staleText(rows, asOf, screen);
  return chip === undefined ? chipText(rows, asOf, screen) : chipSheetText(rows, chip, asOf, screen);
}

function listing(
  what: 'models' | 'suites' | 'rates' | 'metrics',
  rows: readonly Row[],
  textOf: (rows: readonly Row[], screen: Screen) => string,
): Listing {
  return { document: { schema: LIST_SCHEMA, what, rows: [...rows] }, text: screen => textOf(rows, screen) };
}

function suiteRows(): readonly Row[] {
  return suiteNames().map(name => {
    const { rounds, workloads, sustained } = loadSuite(name);
    return {
      suite: name,
      rounds: String(rounds),
      parts: distinct(workloads.map(({ part }) => part)),
      models: distinct(workloads.map(({ model }) => model ?? OWN_SIZE)),
      dtypes: distinct(workloads.flatMap(({ dtypes }) => dtypes)),
      sustained: sustained === null ? '' : formatSpan(sustained.minWindowMs),
    };
  });
}

function metricRows(language: Language): readonly Row[] {
  return METRICS.map(({ id, unit, meaning }) => ({
    metric: id,
    unit,
    meaning: language === 'zh' ? ZH_METRICS[id] : meaning,
  }));
}

/** What a list does to fit a narrow terminal. */
const CONCESSIONS: Readonly<Record<'suites' | 'rates' | 'metrics', Table['concessions']>> = {
  suites: [
    { wrap: 'models' },
    { wrap: 'dtypes' },
    { wrap: 'parts' },
    { drop: 'sustained' },
    { drop: 'rounds' },
    { drop: 'parts' },
  ],
  rates: [{ wrap: 'of' }, { drop: 'source' }],
  metrics: [{ wrap: 'meaning' }],
};

function rowText(list: keyof typeof CONCESSIONS, rows: readonly Row[], screen: Screen): string {
  const columns = Object.keys(rows[0] ?? {}).map(head => ({ head }));
  const table = { columns, rows: rows.map(row => Object.values(row)), concessions: CONCESSIONS[list], name: 'rows' };
  const { section, dropped } = fittedTable(inLanguage(table, list, screen.language), screen);
  const left = droppedText(dropped, screen.language).flatMap(line => hanging(line, screen.columns));
  return screenText([section, answer(left)], screen);
}

function distinct(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

/** `moebench report`: from the records of a folder to the site. */
import { Command } from 'commander';
import { type Catalog, type Chip, DEFAULT_REFERENCE } from '../../reports/catalog/catalog.ts';
import { chipCalled } from '../../reports/catalog/chip-names.ts';
import { loadCatalog, loadCatalogWith, loadLinks, loadPower } from '../../reports/catalog/load.ts';
import { parsePowerPrice, parsePue, type UsedPowerPrice, type UsedPue } from '../../reports/catalog/power.ts';
import { recordFile } from '../../reports/pages/runs/record-file.ts';
import type { SiteData } from '../../reports/pages/site-data.ts';
import { readScripts } from '../../reports/pages/writer/files.ts';
import { checkSingleFile, pictureIn, writeSingleFile } from '../../reports/pages/writer/single-file.ts';
import { writeSite } from '../../reports/pages/writer/site.ts';
import { buildReport } from '../../reports/report/report.ts';
import type { Report } from '../../reports/report/schema.ts';
import { runFactsOf } from '../../reports/runs/run-facts.ts';
import type { Language } from '../../reports/words/language.ts';
import { jsonWithTexts, reportDocument } from '../../reports/words/report/report-document.ts';
import { onDisk, onDiskInTurns } from '../../results/disk.ts';
import { EXIT } from '../errors.ts';
import { dayOf } from './options/day.ts';
import { DEFAULT_NEWEST_RUNS, type NewestRuns, newestRuns } from './options/newest-runs.ts';
import { siteAddress } from './options/site-address.ts';
import { trainedModel, trainedModelOption, trainingOf } from './options/trained-model.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { calculatorOf } from './site/calculator.ts';
import { siteClaims } from './site/claims.ts';
import { siteDocuments } from './site/documents.ts';
import { historySources } from './site/history-sources.ts';
import { checkMarkdown, writeMarkdown } from './site/markdown-file.ts';
import { siteRecords } from './site/site-records.ts';
import { rowSamples } from './site/step-samples.ts';
import { reportMarkdown } from './text/chart/report-markdown.ts';
import { reportText } from './text/report-text.ts';

export type ReportOptions = {
  readonly results: string;
  readonly reference: string;
  readonly out: string;
  /** Also the whole site in one HTML file. */
  readonly singleFile?: string;
  /** true: printed in place of the text. */
  readonly markdown?: string | true;
  /** Where the site will be published. */
  readonly baseUrl?: string;
  /** Of the single file; the site has every language. */
  readonly lang?: Language;
  readonly catalog?: string;
  readonly asOf?: string;
  /** Of each machine; left out: `DEFAULT_NEWEST_RUNS`. */
  readonly runs?: NewestRuns;
  /** Whose training cost is given where no saving was measured; left out: of the default. */
  readonly model?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
} & PowerOptions;

/** The price of power where the machine stands, instead of the catalog's. */
export type PowerOptions = { readonly pricePerKwh?: UsedPowerPrice; readonly pue?: UsedPue };

export function addPowerOptions(command: Command): Command {
  return command
    .option(
      '--price-per-kwh <amount>',
      "price of one kWh, for example 0.62CNY (default: the catalog's)",
      parsePowerPrice,
    )
    .option('--pue <ratio>', "power of the building ÷ power of its machines (default: the catalog's)", parsePue);
}

/** The `report` command for the program's command line. */
export function reportCommand(): Command {
  return addPowerOptions(new Command('report'))
    .description('build the site from records: speed and cost of every target beside a reference chip')
    .option('--results <folder>', 'folder with the records', 'results/runs')
    .option('--reference <chip>', 'reference chip (moebench list chips)', DEFAULT_REFERENCE)
    .option('--out <folder>', 'folder to write the site to', 'reports/site')
    .option(
      '--single-file <file>',
      'also write the whole site as one HTML file to mail (at most 2 MB, no request leaves it)',
    )
    .option('--markdown [file]', 'print the answer, its chart and its table as Markdown, or write them to a file')
    .option('--base-url <url>', 'where the site will be published: links to its pages then show a picture', siteAddress)
    .option('--catalog <file>', 'your own chips and prices (YAML), added to the shipped catalog')
    .option('--as-of <date>', 'the day from which ages are counted (default: the newest record)')
    .option(
      '--runs <count>',
      'of each machine the newest runs to read, beside the older ones that a row stands on; all: every record',
      newestRuns,
      DEFAULT_NEWEST_RUNS,
    )
    .addOption(trainedModelOption())
    .addOption(verboseOption())
    .option('--json', 'print the report as one JSON document (docs/schemas/report.schema.json)')
    .action(async (options: ReportOptions) => {
      checkMarkdown(options);
      const { report, page } = await makeReport(options);
      const { markdown, lang = 'en' } = options;
      if (typeof markdown === 'string') writeMarkdown(markdown, reportMarkdown(report, lang));
      process.stdout.write(printed(report, page, options));
      if (report.rows.length === 0) process.exitCode = EXIT.nothingMeasured;
    });
}

function printed(report: Report, page: string, { json, markdown, verbose, lang = 'en' }: ReportOptions): string {
  if (json === true) return `${jsonWithTexts(reportDocument(report))}\n`;
  return markdown === true ? reportMarkdown(report, lang) : reportText(report, page, screenOf(verbose, lang));
}

/** Reads the records, writes the site, and returns the report with the path of its page. UsageError for what a person can mend. */
export async function makeReport(
  options: ReportOptions,
  scripts?: string,
): Promise<{ readonly report: Report; readonly page: string }> {
  if (options.singleFile !== undefined) checkSingleFile(options.singleFile);
  const catalog = loadCatalogWith(options.catalog);
  const reference = referenceChip(options.reference, catalog);
  const asOf = options.asOf === undefined ? null : dayOf(options.asOf);
  const { results, runs = DEFAULT_NEWEST_RUNS } = options;
  const { records, unread, observations, runsNotRead } = await siteRecords(results, runs, new Date());
  const power = { rows: loadPower(), price: options.pricePerKwh ?? null, pue: options.pue ?? null };
  const training = trainingOf(trainedModel(options.model), catalog);
  const report = buildReport({ records, unread, runsNotRead, catalog, reference, asOf, power, training });
  const recordPaths = new Map(
    records.map(({ path, context }) => [recordFile({ machine: context.machine.id, id: context.runId }), path]),
  );
  const data = {
    report,
    ...historySources(results, observations),
    runs: runFactsOf(records, report),
    samples: rowSamples(report, records),
    calculator: calculatorOf({ report, catalog, reference, training }),
    claims: siteClaims(records),
    catalog: { catalog, power: power.rows, links: loadLinks() },
    documents: siteDocuments(),
  };
  const sources = {
    data,
    recordPaths,
    ...(scripts === undefined ? {} : { scripts }),
    ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
  };
  const page = await onDiskInTurns(options.out, () => writeSite(options.out, sources));
  writeSingle(options, data, scripts);
  return { report, page };
}

/** With the pictures of the site that was just written. */
function writeSingle(
  { singleFile, out, lang = 'en' }: ReportOptions,
  data: SiteData,
  scripts: string | undefined,
): void {
  if (singleFile === undefined) return;
  const sources = { data, language: lang, scripts: readScripts(scripts), picture: pictureIn(out) } as const;
  onDisk(singleFile, () => writeSingleFile(singleFile, sources));
}

/** The chip that is called so, as H800; UsageError with the nearest ids if there is none, or several. */
export function referenceChip(id: string, { chips }: Catalog = loadCatalog()): Chip {
  return chipCalled(chips, id);
}

/** `moebench report`: from the records of a folder to the site. */
import { Command } from 'commander';
import { type Catalog, type Chip, DEFAULT_REFERENCE } from '../../reports/catalog/catalog.ts';
import { chipCalled } from '../../reports/catalog/chip-names.ts';
import { loadCatalog, loadCatalogWith, loadLinks, loadPower } from '../../reports/catalog/load.ts';
import { parsePowerPrice, parsePue, type UsedPowerPrice, type UsedPue } from '../../reports/catalog/power.ts';
import { recordFile } from '../../reports/pages/runs/record-file.ts';
import { writeSite } from '../../reports/pages/writer/site.ts';
import { buildReport } from '../../reports/report/report.ts';
import type { Report } from '../../reports/report/schema.ts';
import { jsonWithTexts, reportDocument } from '../../reports/words/report/report-document.ts';
import { markAhead } from '../../results/ahead.ts';
import { onDisk } from '../../results/disk.ts';
import { distinctRuns } from '../../results/history/runs.ts';
import { readRecords } from '../../results/store.ts';
import { EXIT } from '../errors.ts';
import { LAST_NIGHTS } from './history/check.ts';
import { observationsOfRecords } from './history/observations.ts';
import { dayOf } from './options/day.ts';
import { trainedModel, trainedModelOption, trainingOf } from './options/trained-model.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { siteClaims } from './site/claims.ts';
import { siteDocuments } from './site/documents.ts';
import { historySources } from './site/history-sources.ts';
import { reportText } from './text/report-text.ts';

export type ReportOptions = {
  readonly results: string;
  readonly reference: string;
  readonly out: string;
  readonly catalog?: string;
  readonly asOf?: string;
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
    .option('--catalog <file>', 'your own chips and prices (YAML), added to the shipped catalog')
    .option('--as-of <date>', 'the day from which ages are counted (default: the newest record)')
    .addOption(trainedModelOption())
    .addOption(verboseOption())
    .option('--json', 'print the report as one JSON document (docs/schemas/report.schema.json)')
    .action(async (options: ReportOptions) => {
      const { report, page } = await makeReport(options);
      process.stdout.write(
        options.json === true
          ? `${jsonWithTexts(reportDocument(report))}\n`
          : reportText(report, page, screenOf(options.verbose)),
      );
      if (report.rows.length === 0) process.exitCode = EXIT.nothingMeasured;
    });
}

/** Reads the records, writes the site, and returns the report with the path of its page. UsageError for what a person can mend. */
export async function makeReport(
  options: ReportOptions,
  scripts?: string,
): Promise<{ readonly report: Report; readonly page: string }> {
  const catalog = loadCatalogWith(options.catalog);
  const reference = referenceChip(options.reference, catalog);
  const asOf = options.asOf === undefined ? null : dayOf(options.asOf);
  const { records: found, unread } = readRecords(options.results);
  const records = distinctRuns(markAhead(found, new Date()));
  const power = { rows: loadPower(), price: options.pricePerKwh ?? null, pue: options.pue ?? null };
  const training = trainingOf(trainedModel(options.model), catalog);
  const report = buildReport({ records, unread, catalog, reference, asOf, power, training });
  const recordPaths = new Map(
    records.map(({ path, context }) => [recordFile({ machine: context.machine.id, id: context.runId }), path]),
  );
  const data = {
    report,
    ...historySources(options.results, observationsOfRecords(records, LAST_NIGHTS)),
    claims: siteClaims(records),
    catalog: { catalog, power: power.rows, links: loadLinks() },
    documents: siteDocuments(),
  };
  const sources = { data, recordPaths, ...(scripts === undefined ? {} : { scripts }) };
  return { report, page: onDisk(options.out, () => writeSite(options.out, sources)) };
}

/** The chip that is called so, as H800; UsageError with the nearest ids if there is none, or several. */
export function referenceChip(id: string, { chips }: Catalog = loadCatalog()): Chip {
  return chipCalled(chips, id);
}

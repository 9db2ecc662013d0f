/** `moebench compare CASE.yaml`: what each chip of a buyer's case costs beside the reference, and how sure that is. */
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { standsOnResults } from '../../reports/case/from-results.ts';
import { parseCase, type ReadCase } from '../../reports/case/read.ts';
import { resolveCase } from '../../reports/case/resolve.ts';
import { speedSources } from '../../reports/case/speed/sources.ts';
import { shippedChips } from '../../reports/catalog/catalog.ts';
import { loadCatalogWith, loadLinks } from '../../reports/catalog/load.ts';
import { compare } from '../../reports/money/comparison.ts';
import type { Comparison } from '../../reports/money/schema.ts';
import { writeSheet } from '../../reports/pages/sheet-file.ts';
import { fitProjection } from '../../reports/projection/project.ts';
import { shellWord } from '../../reports/report/command.ts';
import { writtenComparison } from '../../reports/words/compare-document.ts';
import { jsonWithTexts } from '../../reports/words/report/report-document.ts';
import { markAhead, newestTime } from '../../results/ahead.ts';
import { onDisk } from '../../results/disk.ts';
import { printableInColour } from '../../results/printable.ts';
import type { RunRecord } from '../../results/record.ts';
import { damageText } from '../../results/record-file/damage-text.ts';
import { readRecords } from '../../results/store.ts';
import { UsageError } from '../errors.ts';
import { withConfiguredModel } from './case-model.ts';
import { dayOf } from './options/day.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { comparisonText } from './text/compare-text.ts';

const DEFAULT_RESULTS = 'results/runs';

export type CompareOptions = {
  readonly catalog?: string;
  readonly results?: string;
  readonly asOf?: string;
  readonly sheet?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
};

export function compareCommand(): Command {
  return new Command('compare')
    .description('compare the cost of training on each chip of a case with the reference chip, with intervals')
    .argument('<case>', 'the case, a YAML file (docs/COST.md; examples in docs/cases)')
    .option('--catalog <file>', 'your own chips and prices (YAML), added to the shipped catalog')
    .option('--results <folder>', 'folder with the records from which the case takes speeds and watts', DEFAULT_RESULTS)
    .option('--as-of <date>', 'the day from which ages are counted (default: the newest date in the case)')
    .option('--sheet <file>', 'also write the decision sheet: one HTML page that prints on A4')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/compare.schema.json)')
    .action((path: string, options: CompareOptions) => {
      const comparison = compareFile(path, options);
      const { sheet } = options;
      if (sheet !== undefined) onDisk(sheet, () => writeSheet(sheet, comparison, commandOf(path, options)));
      const text = () => comparisonText(comparison, screenOf(options.verbose));
      process.stdout.write(
        options.json === true ? `${jsonWithTexts(writtenComparison(comparison))}\n` : printableInColour(text()),
      );
    });
}

/** The command that compares this case again, without what it writes. */
function commandOf(path: string, { catalog, results, asOf }: CompareOptions): string {
  const options = [
    ...(catalog === undefined ? [] : ['--catalog', catalog]),
    ...(results === undefined || results === DEFAULT_RESULTS ? [] : ['--results', results]),
    ...(asOf === undefined ? [] : ['--as-of', asOf]),
  ];
  return ['moebench', 'compare', path, ...options].map(shellWord).join(' ');
}

/** Reads a case file and compares. UsageError for what a person can mend. */
export function compareFile(path: string, { catalog: overlay, results, asOf }: CompareOptions): Comparison {
  if (!existsSync(path)) throw new UsageError(`case ${path}: no such file`);
  const { read, models } = withConfiguredModel(
    parseCase(
      onDisk(path, () => readFileSync(path, 'utf8')),
      path,
    ),
  );
  const catalog = loadCatalogWith(overlay);
  const { anchors } = catalog;
  const records = asksForResults(read) ? recordsIn(results ?? DEFAULT_RESULTS) : [];
  const projector = () => fitProjection(anchors, shippedChips(catalog));
  const brief = resolveCase(read, {
    catalog,
    models,
    speeds: speedSources({ catalog, links: loadLinks(), anchors, projector, records }),
    asOf: asOf === undefined ? null : dayOf(asOf),
    newestRecord: newestTime(records),
  });
  return compare(brief);
}

/** The records of a folder; none where nothing was run yet. Files that cannot be read are named and left out. */
function recordsIn(folder: string): readonly RunRecord[] {
  if (folder === DEFAULT_RESULTS && !existsSync(folder)) return [];
  const { records, unread } = readRecords(folder);
  for (const { path, reason } of unread) process.stderr.write(`not read: ${path}: ${reason}\n`);
  const marked = markAhead(records, new Date());
  for (const { path, aheadOfClock } of marked) {
    if (aheadOfClock === true) {
      process.stderr.write(`${path}: dated later than this clock; it replaces no other record\n`);
    }
  }
  for (const { path, damaged } of records) {
    if (damaged !== undefined) process.stderr.write(`damaged: ${path}: ${damageText(damaged)}\n`);
  }
  return marked;
}

function asksForResults({ buyerCase: { candidates } }: ReadCase): boolean {
  return candidates.some(standsOnResults);
}

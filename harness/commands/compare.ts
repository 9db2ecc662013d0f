/** `moebench compare`: what each chip of a buyer's case, or of offers, costs compared with the reference, and how sure that is. */
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
import { writeSheet } from '../../reports/pages/sheet/sheet-file.ts';
import { fitProjection } from '../../reports/projection/project.ts';
import { shellWord } from '../../reports/report/command.ts';
import { writtenComparison } from '../../reports/words/compare-document.ts';
import { jsonWithTexts } from '../../reports/words/report/report-document.ts';
import { newestTime } from '../../results/ahead.ts';
import { onDisk } from '../../results/disk.ts';
import { printableInColour } from '../../results/printable.ts';
import { UsageError } from '../errors.ts';
import { withConfiguredModel } from './case-model.ts';
import { canAsk, withAsker } from './compare/asker.ts';
import { addOfferOptions, caseOfOffers, type OfferOptions, strayOption } from './compare/offers-option.ts';
import { DEFAULT_RESULTS, recordsIn } from './compare/records.ts';
import { saveCase, savedText } from './compare/save.ts';
import { dayOf } from './options/day.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { comparisonText } from './text/compare/compare-text.ts';
import { COMPARE_TEXT_WORDS } from './words/compare-text-words.ts';

export type CaseOptions = { readonly catalog?: string; readonly results?: string; readonly asOf?: string };

export type CompareOptions = CaseOptions &
  OfferOptions & {
    readonly sheet?: string;
    readonly verbose?: boolean;
    readonly json?: boolean;
  };

export function compareCommand(): Command {
  const command = new Command('compare')
    .description(
      'compare the cost of training on each chip of a case, or of offers, with the reference chip, with intervals',
    )
    .argument('[case]', 'the case, a YAML file (docs/COST.md; examples in docs/cases)')
    .option('--catalog <file>', 'your own chips and prices (YAML), added to the shipped catalog')
    .option('--results <folder>', 'folder with the records from which the case takes speeds and watts', DEFAULT_RESULTS)
    .option(
      '--as-of <date>',
      'the day from which ages are counted (default: the newest date in the case; of offers today)',
    )
    .option('--sheet <file>', 'also write the decision sheet: one HTML page that prints on A4')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/compare.schema.json)');
  return addOfferOptions(command).action(async (path: string | undefined, options: CompareOptions) => {
    if (path === undefined) return answerOffers(options);
    const stray = strayOption(options);
    if (stray !== null) throw new UsageError(`--${stray} is of offers, and ${path} is a case; leave one of them out`);
    answer(compareFile(path, options), commandOf([path], options), options);
  });
}

/** Compares offers; asks where somebody can be asked. */
async function answerOffers(options: CompareOptions): Promise<void> {
  if (options.new !== true && options.offer.length === 0 && options.model === undefined) {
    throw new UsageError(
      'give a case (examples in docs/cases), or --model, --tokens and --offer, or --new to be asked',
    );
  }
  const asks = canAsk() && options.json !== true;
  const {
    read,
    offered,
    options: asked,
  } = asks ? await withAsker(ask => caseOfOffers(options, ask)) : await caseOfOffers(options, null);
  const command = commandOf(offerWords(asked), options);
  const { value, readings } = offered;
  const comparison = { ...compareRead(read, options), offered: { case: value, readings: [...readings] } };
  if (options.save !== undefined) {
    saveCase(options.save, savedText(offered, command));
    process.stderr.write(`${COMPARE_TEXT_WORDS[options.lang ?? 'en'].kept(options.save)}\n`);
  }
  answer(comparison, command, options);
}

function answer(comparison: Comparison, command: string, options: CompareOptions): void {
  const { sheet, json, verbose, lang } = options;
  if (sheet !== undefined) onDisk(sheet, () => writeSheet(sheet, comparison, command, lang));
  const screen = screenOf(verbose, lang);
  process.stdout.write(
    json === true
      ? `${jsonWithTexts(writtenComparison(comparison))}\n`
      : printableInColour(comparisonText(comparison, screen)),
  );
}

/** The command that compares the same again, without what it writes. */
function commandOf(of: readonly string[], { catalog, results, asOf }: CaseOptions): string {
  const options = [
    ...(catalog === undefined ? [] : ['--catalog', catalog]),
    ...(results === undefined || results === DEFAULT_RESULTS ? [] : ['--results', results]),
    ...(asOf === undefined ? [] : ['--as-of', asOf]),
  ];
  return ['moebench', 'compare', ...of, ...options].map(shellWord).join(' ');
}

function offerWords({ model, tokens, offer, reference, currency, rate, dtype }: OfferOptions): readonly string[] {
  const named = { model, tokens: tokens === undefined ? undefined : countText(tokens), reference, currency, dtype };
  return [
    ...Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
    ...offer.flatMap(text => ['--offer', text]),
    ...rate.flatMap(text => ['--rate', text]),
  ];
}

/** 9000000000000 is typed as 9e12. */
const countText = (tokens: number): string =>
  tokens >= 1e9 ? tokens.toExponential().replace('+', '') : String(tokens);

/** Reads a case file and compares. UsageError for what a person can mend. */
export function compareFile(path: string, options: CaseOptions): Comparison {
  if (!existsSync(path)) throw new UsageError(`case ${path}: no such file`);
  const read = parseCase(
    onDisk(path, () => readFileSync(path, 'utf8')),
    path,
  );
  return compareRead(read, options);
}

/** Compares a case that was read, whether from a file or from offers. */
export function compareRead(written: ReadCase, { catalog: overlay, results, asOf }: CaseOptions): Comparison {
  const { read, models } = withConfiguredModel(written);
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

function asksForResults({ buyerCase: { candidates } }: ReadCase): boolean {
  return candidates.some(standsOnResults);
}

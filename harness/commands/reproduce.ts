/** `moebench reproduce`: a published claim recomputed from its own numbers. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { loadCatalog } from '../../reports/catalog/load.ts';
import { CLAIM_NAMES, reproduce } from '../../reports/reproduce/claims.ts';
import type { Language } from '../../reports/words/language.ts';
import { jsonWithTexts } from '../../reports/words/report/report-document.ts';
import { reproductionDocument } from '../../reports/words/reproduce/document.ts';
import { markAhead } from '../../results/ahead.ts';
import type { RunRecord } from '../../results/record.ts';
import { readRecords } from '../../results/store.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { reproductionText } from './text/reproduce-text.ts';

type ReproduceOptions = {
  readonly results?: string;
  readonly verbose?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
};

export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('recompute a published claim: what its source states, what follows, what is inferred')
    .argument('<name>', CLAIM_NAMES.join(', '))
    .option('--results <folder>', 'folder with records of the same work (default: results/runs and results/reference)')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/reproduction.schema.json)')
    .action((name: string, { results, verbose, lang, json }: ReproduceOptions) => {
      const claim = reproduce(name, loadCatalog(), recordsIn(results));
      process.stdout.write(
        json === true
          ? `${jsonWithTexts(reproductionDocument(claim))}\n`
          : reproductionText(reproductionDocument(claim, lang), screenOf(verbose, lang)),
      );
    });
}

/** Records that were measured here, and records that are shipped. */
const DEFAULT_FOLDERS = ['results/runs', 'results/reference'];

function recordsIn(requested: string | undefined): readonly RunRecord[] {
  const folders = requested === undefined ? DEFAULT_FOLDERS.filter(folder => existsSync(folder)) : [requested];
  return markAhead(
    folders.flatMap(folder => readRecords(folder).records),
    new Date(),
  );
}

/** `moebench reproduce`: a published claim recomputed from its own numbers. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { loadCatalog } from '../../reports/catalog/load.ts';
import { CLAIM_NAMES, reproduce } from '../../reports/reproduce/claims.ts';
import { markAhead } from '../../results/ahead.ts';
import type { RunRecord } from '../../results/record.ts';
import { readRecords } from '../../results/store.ts';
import { reproductionText } from './text/reproduce-text.ts';
import { textColumns } from './text/terminal.ts';

export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('recompute a published claim: what its source says, what follows, what is inferred')
    .argument('<name>', CLAIM_NAMES.join(', '))
    .option(
      '--results <folder>',
      'records to look into for the same work (default: results/runs and results/reference)',
    )
    .option('--json', 'print one JSON document (docs/schemas/reproduction.schema.json)')
    .action((name: string, { results, json }: { results?: string; json?: boolean }) => {
      const claim = reproduce(name, loadCatalog(), recordsIn(results));
      process.stdout.write(
        json === true ? `${JSON.stringify(claim)}\n` : reproductionText(claim, textColumns(process.stdout)),
      );
    });
}

/** Where records lie that nobody named: measured here, and shipped. */
const USUAL = ['results/runs', 'results/reference'];

function recordsIn(named: string | undefined): readonly RunRecord[] {
  const folders = named === undefined ? USUAL.filter(folder => existsSync(folder)) : [named];
  return markAhead(
    folders.flatMap(folder => readRecords(folder).records),
    new Date(),
  );
}

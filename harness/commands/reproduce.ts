/** `moebench reproduce`: a published claim recomputed from its own numbers. */
import { Command } from 'commander';
import { loadCatalog } from '../../reports/catalog/catalog.ts';
import { CLAIM_NAMES, reproduce } from '../../reports/reproduce/claims.ts';
import { reproductionText } from './reproduce-text.ts';
import { textColumns } from './terminal.ts';

export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('recompute a published claim: what its source says, what follows, what is inferred')
    .argument('<name>', CLAIM_NAMES.join(', '))
    .option('--json', 'print one JSON document (docs/schemas/reproduction.schema.json)')
    .action((name: string, { json }: { json?: boolean }) => {
      const claim = reproduce(name, loadCatalog());
      process.stdout.write(
        json === true ? `${JSON.stringify(claim)}\n` : reproductionText(claim, textColumns(process.stdout)),
      );
    });
}

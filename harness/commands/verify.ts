/** `moebench verify`: are these records complete and unchanged, and are their values possible? */
import { Command } from 'commander';
import * as z from 'zod';
import { loadCatalog } from '../../reports/catalog/load.ts';
import { physicsViolations } from '../../reports/rows/physics.ts';
import type { Language } from '../../reports/words/language.ts';
import { printableInColour } from '../../results/printable.ts';
import { recordFiles } from '../../results/store.ts';
import { isKept, verificationSchema, verifyRecord } from '../../results/verify.ts';
import { EXIT } from '../errors.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { verificationText, withTexts } from './text/verify-text.ts';

export const VERIFICATION_SCHEMA = 'moebench.verification/2';

export const verificationDocumentSchema = z.strictObject({
  schema: z.literal(VERIFICATION_SCHEMA),
  /** No promise of any record is broken. */
  holds: z.boolean(),
  records: z.array(verificationSchema),
});

type VerifyCommandOptions = {
  readonly signers?: string;
  readonly verbose?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
};

export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'check the promises of records: chain, seal, samples, statistics, plan, times, physics, proofs, signature',
    )
    .argument('[path]', 'a record or a folder of records', 'results/runs')
    .option('--signers <file>', 'allowed signers (ssh-keygen(1)); a record that none of them signed does not hold')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/verification.schema.json)')
    .action((path: string, { signers, verbose, lang, json }: VerifyCommandOptions) => {
      const catalog = loadCatalog();
      const options = { now: new Date(), signers: signers ?? null };
      const records = recordFiles(path).map(file =>
        verifyRecord(file, record => physicsViolations(record, catalog), options),
      );
      const holds = records.every(isKept);
      process.stdout.write(
        json === true
          ? `${JSON.stringify({ schema: VERIFICATION_SCHEMA, holds, records: records.map(withTexts) })}\n`
          : printableInColour(verificationText(records, screenOf(verbose, lang))),
      );
      if (!holds) process.exitCode = EXIT.cellsFailed;
    });
}

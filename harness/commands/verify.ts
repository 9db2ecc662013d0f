/** `moebench verify`: are the records here whole and unchanged, and can they be true? */
import { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { physicsViolations } from '../../reports/analysis/physics.ts';
import { loadCatalog } from '../../reports/catalog/catalog.ts';
import { recordFiles } from '../../results/store.ts';
import { type Verification, verificationSchema, verifyRecord } from '../../results/verify.ts';
import { EXIT } from '../errors.ts';
import { displayPath } from './terminal.ts';

export const VERIFICATION_SCHEMA = 'moebench.verification/1';

export const verificationDocumentSchema = z.strictObject({
  schema: z.literal(VERIFICATION_SCHEMA),
  holds: z.boolean(),
  records: z.array(verificationSchema),
});

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check chains, seals, schemas and physics of records')
    .argument('[path]', 'a record or a folder of records', 'results/runs')
    .option('--json', 'print one JSON document (docs/schemas/verification.schema.json)')
    .action((path: string, { json }: { json?: boolean }) => {
      const catalog = loadCatalog();
      const records = recordFiles(path).map(file => verifyRecord(file, record => physicsViolations(record, catalog)));
      const holds = records.every(
        ({ status, invalid }) => (status === 'sealed' || status === 'unsealed') && invalid.length === 0,
      );
      const document = { schema: VERIFICATION_SCHEMA, holds, records };
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : verificationText(records));
      if (!holds) process.exitCode = EXIT.cellsFailed;
    });
}

function verificationText(records: readonly Verification[]): string {
  if (records.length === 0) return 'No records here.\n';
  const paint = { sealed: pc.green, unsealed: pc.yellow, broken: pc.red, newer: pc.red };
  return records
    .map(({ path, status, lines, problems, invalid }) => {
      const what = status === 'unsealed' ? `unsealed, ${lines} lines intact` : `${status}, ${lines} lines`;
      const details = problems.map(problem => `\n  ${problem}`).join('');
      const impossible = invalid.map(
        ({ cell, code, message }) => `\n  ${pc.red('invalid')} ${cell} (${code}): ${message}`,
      );
      return `${paint[status](what)}  ${displayPath(path)}${details}${impossible.join('')}\n`;
    })
    .join('');
}

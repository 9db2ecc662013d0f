/** `moebench import`: someone else's record into ours, marked as theirs. */
import { Command } from 'commander';
import { z } from 'zod';
import { importRecord } from '../../results/import.ts';
import { displayPath } from './terminal.ts';

export const importDocumentSchema = z.strictObject({
  schema: z.literal('moebench.import/1'),
  path: z.string(),
  sha256: z.string(),
  machine: z.string(),
  runId: z.string(),
  sealed: z.boolean(),
  samples: z.boolean(),
  signature: z.boolean(),
  alreadyThere: z.boolean(),
});

type ImportDocument = Readonly<z.infer<typeof importDocumentSchema>>;

export function importCommand(): Command {
  return new Command('import')
    .description('take in a record of another machine: checked, marked as imported, never overwritten')
    .argument('<file>', 'the record (.jsonl); its .samples.gz and .jsonl.sig come along from beside it')
    .option('--out <folder>', 'folder for the records', 'results/runs')
    .option('--json', 'print one JSON document (docs/schemas/import.schema.json)')
    .action((file: string, { out, json }: { out: string; json?: boolean }) => {
      const document: ImportDocument = { schema: 'moebench.import/1', ...importRecord(file, out, new Date()) };
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : importText(document));
    });
}

function importText({ path, sealed, samples, signature, alreadyThere }: ImportDocument): string {
  if (alreadyThere) return `Already there, byte for byte: ${displayPath(path)}\n`;
  const seal = sealed ? 'sealed' : 'unsealed: its run was cut off';
  const steps = samples ? 'with its step times' : 'without its step times (no .samples.gz beside it)';
  const signed = signature ? ', with its signature (verify --signers says whose)' : '';
  return `Imported, ${seal}, ${steps}${signed}: ${displayPath(path)}\n`;
}

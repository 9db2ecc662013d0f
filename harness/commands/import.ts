/** `moebench import`: someone else's record into ours, marked as theirs. */
import { Command } from 'commander';
import * as z from 'zod';
import { chipOfTarget } from '../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../reports/catalog/load.ts';
import type { Language } from '../../reports/words/language.ts';
import { type Imported, importRecord } from '../../results/import.ts';
import { printable } from '../../results/printable.ts';
import { broughtRecord, importReference, targetsOf } from '../../results/reference-record.ts';
import { UsageError } from '../errors.ts';
import { displayPath } from './text/terminal.ts';
import { RECORD_COMMAND_WORDS } from './words/record-command-words.ts';

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
    .description('copy a record of another machine into results: checked, marked as imported, never overwritten')
    .argument('<file>', 'the record (.jsonl) or its folder; its .samples.gz and .jsonl.sig are copied too')
    .option('--out <folder>', 'folder for the record (default: results/runs; with --reference: results/reference)')
    .option('--reference [chip]', 'store it as a reference record of its chip, or of the chip named here')
    .option('--json', 'print one JSON document (docs/schemas/import.schema.json)')
    .action((file: string, { json, lang, ...options }: ImportOptions & { json?: boolean; lang?: Language }) => {
      const document: ImportDocument = { schema: 'moebench.import/1', ...imported(file, options) };
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : printable(importText(document, lang)));
    });
}

type ImportOptions = { readonly out?: string; readonly reference?: string | true };

function imported(file: string, { out, reference }: ImportOptions): Imported {
  if (reference === undefined) return importRecord(broughtRecord(file), out ?? 'results/runs', new Date());
  const chip = reference === true ? chipOf(broughtRecord(file)) : reference;
  return importReference(file, chip, out ?? 'results/reference', new Date());
}

/** The one chip of the catalog that a record's targets are. UsageError where they are none, or several. */
function chipOf(record: string): string {
  const catalog = loadCatalog();
  const targets = targetsOf(record);
  const ids = [...new Set(targets.flatMap(target => chipOfTarget(catalog, target)?.id ?? []))];
  const [chip] = ids;
  if (chip !== undefined && ids.length === 1) return chip;
  const devices = [...new Set(targets.map(({ device }) => device.name))].join(', ');
  const why =
    ids.length === 0
      ? `no chip of the catalog is among its devices (${devices || 'none'})`
      : `it ran on ${ids.join(' and ')}`;
  throw new UsageError(`${record}: ${why}: say where it belongs, as in --reference nvidia-h100`);
}

function importText({ alreadyThere, ...facts }: ImportDocument, language: Language = 'en'): string {
  const words = RECORD_COMMAND_WORDS[language];
  const path = displayPath(facts.path);
  return alreadyThere ? words.alreadyThere(path) : words.imported({ ...facts, path });
}

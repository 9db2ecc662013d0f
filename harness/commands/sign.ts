/** `moebench sign`: a record is signed with an SSH key by whoever measured it. */
import { Command } from 'commander';
import * as z from 'zod';
import type { Language } from '../../reports/words/language.ts';
import { inspectRecord } from '../../results/seal.ts';
import { textOf } from '../../results/store.ts';
import { signRecord } from '../../results/verify/signature.ts';
import { sha256 } from '../../suites/identity.ts';
import { UsageError } from '../errors.ts';
import { displayPath } from './text/terminal.ts';
import { RECORD_COMMAND_WORDS } from './words/record-command-words.ts';

export const signatureDocumentSchema = z.strictObject({
  schema: z.literal('moebench.signature/1'),
  record: z.string(),
  signature: z.string(),
  /** Of the record's bytes, which were signed. */
  sha256: z.string(),
  sealSha256: z.string(),
});

type SignatureDocument = Readonly<z.infer<typeof signatureDocumentSchema>>;

export function signCommand(): Command {
  return new Command('sign')
    .description('sign a sealed record with an SSH key, as RECORD.sig (checked by verify --signers)')
    .argument('<record>', 'the record (.jsonl)')
    .requiredOption('--key <file>', 'a private SSH key, or a public key whose private key is in the SSH agent')
    .option('--json', 'print one JSON document (docs/schemas/signature.schema.json)')
    .action((record: string, { key, json, lang }: { key: string; json?: boolean; lang?: Language }) => {
      const document = sign(record, key);
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : signatureText(document, lang));
    });
}

/** UsageError for a record that is not sealed: more may still be written to it. */
function sign(record: string, key: string): SignatureDocument {
  const text = textOf(record);
  if (!text.available) throw new UsageError(`${record}: ${text.reason}; give a sealed record (.jsonl)`);
  const { status, lines } = inspectRecord(text.value);
  const seal = lines.at(-1);
  if (status !== 'sealed' || seal?.kind !== 'seal') {
    throw new UsageError(`${record} is ${status}: only a sealed record can be signed; see moebench verify ${record}`);
  }
  return {
    schema: 'moebench.signature/1',
    record,
    signature: signRecord(record, key),
    sha256: sha256(text.value),
    sealSha256: seal.ownSha256,
  };
}

function signatureText({ record, signature, sealSha256 }: SignatureDocument, language: Language = 'en'): string {
  return RECORD_COMMAND_WORDS[language].signed(displayPath(record), sealSha256, displayPath(signature));
}

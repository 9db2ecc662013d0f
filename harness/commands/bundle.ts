/** `moebench bundle`: the program, its runtime and its dependencies as one archive for machines without a network. */
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import * as z from 'zod';
import type { Language } from '../../reports/words/language.ts';
import { sha256 } from '../../suites/identity.ts';
import { bundleContents } from '../bundle/contents.ts';
import { glibcText, manifestSchema } from '../bundle/origin.ts';
import { tarOf } from '../bundle/tar.ts';
import { assertWritable, compress, mebibytes, writeArchive } from '../bundle/write.ts';
import { programVersion } from '../context.ts';
import { UsageError } from '../errors.ts';
import { displayPath } from './text/terminal.ts';
import { RECORD_COMMAND_WORDS } from './words/record-command-words.ts';

export const bundleDocumentSchema = z.strictObject({
  schema: z.literal('moebench.bundled/1'),
  path: z.string(),
  bytes: z.int().positive(),
  sha256: z.string(),
  files: z.int().positive(),
  manifest: manifestSchema,
});

type BundleDocument = Readonly<z.infer<typeof bundleDocumentSchema>>;

/** The checkout: this module is dist/harness/commands/bundle.js in it. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

type BundleOptions = {
  readonly out: string;
  readonly cppLibraries?: string;
  readonly json?: boolean;
  readonly lang?: Language;
};

export function bundleCommand(): Command {
  return new Command('bundle')
    .description('pack moebench into one archive for a machine with no network and no Node (docs/OFFLINE.md)')
    .option('--out <file>', 'the archive to write', `moebench-${programVersion()}-linux-x64.tar.xz`)
    .option('--cpp-libraries <folder>', 'folder with the libstdc++ and libgcc to pack (default: those of this machine)')
    .option('--json', 'print one JSON document (docs/schemas/bundled.schema.json)')
    .action(({ out, cppLibraries, json, lang }: BundleOptions) => {
      assertBundlePlatform(process.platform, process.arch);
      assertWritable(out);
      const { files, manifest } = bundleContents(ROOT, cppLibraries);
      process.stderr.write(RECORD_COMMAND_WORDS[lang ?? 'en'].packing);
      const archive = compress(tarOf(files));
      writeArchive(out, archive);
      const document: BundleDocument = {
        schema: 'moebench.bundled/1',
        path: out,
        bytes: archive.length,
        sha256: sha256(archive),
        files: files.length,
        manifest,
      };
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : bundleText(document, lang));
    });
}

/** UsageError on any platform but the one bundles are made for: a bundle carries the Node it is made with. */
export function assertBundlePlatform(platform: string, arch: string): void {
  if (platform === 'linux' && arch === 'x64') return;
  throw new UsageError(
    `a bundle is made for linux-x64, on linux-x64; this is ${platform}-${arch}: run it on such a host`,
  );
}

function bundleText({ path, bytes, sha256: hash, manifest }: BundleDocument, language: Language = 'en'): string {
  const { glibc, node, libraries, contentSha256 } = manifest;
  return RECORD_COMMAND_WORDS[language].bundle({
    path: displayPath(path),
    size: mebibytes(bytes),
    node,
    sha256: hash,
    contents: contentSha256,
    libraries: Object.entries(libraries).map(([name, version]) => `${name} (${version})`),
    glibc: glibcText(glibc),
  });
}

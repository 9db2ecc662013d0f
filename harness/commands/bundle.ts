/** `moebench bundle`: the program, its runtime and its dependencies as one archive for machines without a network. */
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import * as z from 'zod';
import { sha256 } from '../../suites/identity.ts';
import { bundleContents } from '../bundle/contents.ts';
import { glibcText, manifestSchema } from '../bundle/origin.ts';
import { tarOf } from '../bundle/tar.ts';
import { assertWritable, compress, mebibytes, writeArchive } from '../bundle/write.ts';
import { programVersion } from '../context.ts';
import { UsageError } from '../errors.ts';
import { displayPath } from './text/terminal.ts';

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

export function bundleCommand(): Command {
  return new Command('bundle')
    .description('pack moebench into one archive for a machine with no network and no Node (docs/OFFLINE.md)')
    .option('--out <file>', 'the archive to write', `moebench-${programVersion()}-linux-x64.tar.xz`)
    .option('--cpp-libraries <folder>', 'folder with the libstdc++ and libgcc to pack (default: those of this machine)')
    .option('--json', 'print one JSON document (docs/schemas/bundled.schema.json)')
    .action(({ out, cppLibraries, json }: { out: string; cppLibraries?: string; json?: boolean }) => {
      assertBundlePlatform(process.platform, process.arch);
      assertWritable(out);
      const { files, manifest } = bundleContents(ROOT, cppLibraries);
      process.stderr.write('Packing; this takes about a minute.\n');
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
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : bundleText(document));
    });
}

/** UsageError on any platform but the one bundles are made for: a bundle carries the Node it is made with. */
export function assertBundlePlatform(platform: string, arch: string): void {
  if (platform === 'linux' && arch === 'x64') return;
  throw new UsageError(
    `a bundle is made for linux-x64, on linux-x64; this is ${platform}-${arch}: run it on such a host`,
  );
}

function bundleText({ path, bytes, sha256: hash, manifest }: BundleDocument): string {
  const { glibc, node, libraries, contentSha256 } = manifest;
  const carried = Object.entries(libraries).map(([name, version]) => `${name} (${version})`);
  return `${displayPath(path)}: ${mebibytes(bytes)}, for linux-x64, Node ${node}
sha256    ${hash}
contents  ${contentSha256}
carries   ${carried.join(', ')}
needs     ${glibcText(glibc)}, tar and xz
Next: carry it over, check its sha256, tar -xJf it, ./moebench detect (docs/OFFLINE.md)
`;
}

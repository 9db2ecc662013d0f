/** What a bundle is made of, as CycloneDX 1.6 JSON. No time and no random number in it: the same parts give the same bytes. */
import type { LockedPackage } from './packages.ts';

/** A part that npm does not know: the Node runtime, a library of the compiler. */
export type BinaryPart = {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly type: 'application' | 'library';
  readonly path: string;
  readonly sha256: string;
};

type Component = {
  readonly type: 'application' | 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly object[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
};

/** The SBOM's text. `license` of the program is null where its package.json says none. */
export function sbomText(
  program: { readonly version: string; readonly license: string | null },
  packages: readonly LockedPackage[],
  binaries: readonly BinaryPart[],
): string {
  const itself = component('application', 'moebench', program.version, program.license);
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: itself },
    components: [...binaries.map(binaryComponent), ...packages.map(packageComponent)],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function packageComponent({ folder, name, version, license, integrity }: LockedPackage): Component {
  const [algorithm, base64] = integrity?.split('-') ?? [];
  const published = component('library', name, version, license);
  return {
    ...published,
    // The same version may lie in two folders; a reference must be unique.
    'bom-ref': folder,
    ...(algorithm === 'sha512' && base64 !== undefined
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] }
      : {}),
  };
}

function binaryComponent({ name, version, license, type, path, sha256 }: BinaryPart): Component {
  const purl = `pkg:generic/${encodeURIComponent(name)}@${encodeURIComponent(version)}`;
  const part = component(type, name, version, license);
  return { ...part, 'bom-ref': path, purl, hashes: [{ alg: 'SHA-256', content: sha256 }] };
}

function component(type: Component['type'], name: string, version: string, license: string | null): Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type, 'bom-ref': purl, name, version, purl, ...(license === null ? {} : { licenses: licences(license) }) };
}

/** One word is an id of SPDX, several are an expression; `SEE LICENSE IN …` is neither. */
function licences(text: string): readonly object[] {
  if (/^SEE /i.test(text)) return [{ license: { name: text } }];
  return /^[A-Za-z0-9.-]+$/.test(text) ? [{ license: { id: text } }] : [{ expression: text }];
}

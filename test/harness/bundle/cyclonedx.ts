/** An SBOM held against the published schema of CycloneDX 1.6, as those who made it ship it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));

const read = (name: string) =>
  JSON.parse(readFileSync(join(LIBRARY, 'res/schema', `${name}.SNAPSHOT.schema.json`), 'utf8'));

// Not strict: it has keywords of its own. The formats are those of times and addresses, of which our SBOM has none.
const UNUSED = { 'date-time': true, 'idn-email': true, 'iri-reference': true, uri: true } as const;
const ajv = new Ajv({ strict: false, formats: UNUSED });
for (const name of ['spdx', 'jsf-0.82']) {
  ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
}
const validate = ajv.compile(read('bom-1.6'));
const SPDX = new Set<string>(read('spdx').enum);

/** What is wrong with an SBOM; nothing where it holds. The names in its expressions are looked up, too: the schema does not. */
export function violations(sbom: unknown): readonly string[] {
  const valid = validate(sbom);
  const schema = valid ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  const expressions = [...JSON.stringify(sbom).matchAll(/"expression":"([^"]*)"/g)].map(([, text = '']) => text);
  const names = expressions.flatMap(text => text.split(/ (?:AND|OR|WITH) |[()]/)).filter(name => name !== '');
  return [...schema, ...names.filter(name => !SPDX.has(name)).map(name => `${name} is no licence of SPDX`)];
}

/** The published schemas as a foreign reader would use them: from docs/, with Ajv, nothing of ours in between. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

export const SCHEMA_FOLDER = join(import.meta.dirname, '../../../docs/schemas');

// date-time is spelt out as a pattern beside it, so the format itself need not be checked again.
const ajv = new Ajv2020({ strict: true, strictTypes: false, formats: { 'date-time': true } });

/** What is wrong with a document by docs/schemas/<name>.schema.json; nothing where it holds. */
export function violations(name: string, document: unknown): readonly string[] {
  if (ajv.getSchema(name) === undefined) {
    ajv.addSchema(JSON.parse(readFileSync(join(SCHEMA_FOLDER, `${name}.schema.json`), 'utf8')), name);
  }
  if (ajv.validate(name, document)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** Configs of test/fixtures/configs, and configs with changed fields. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadConfig, readConfig } from '../../../suites/config/read.ts';
import { parseConfigText } from '../../../suites/config/text.ts';

export const CONFIGS = join(import.meta.dirname, '../../fixtures/configs');

const NAMES = { id: 'toy', name: 'toy', where: 'config toy.json' };

export function configText(name: string): string {
  return readFileSync(join(CONFIGS, `${name}.json`), 'utf8');
}

/** The config of that name, with fields changed; `undefined` leaves a field out. */
export function read(name: string, changes: Readonly<Record<string, unknown>> = {}): ReadConfig {
  return readConfig(JSON.stringify({ ...parseConfigText(configText(name), name), ...changes }), NAMES);
}

/** The same of its text_config. */
export function readInner(name: string, changes: Readonly<Record<string, unknown>>): ReadConfig {
  const outer = parseConfigText(configText(name), name);
  return read(name, { text_config: { ...Object(outer.text_config), ...changes } });
}

export function readText(text: string): ReadConfig {
  return readConfig(text, NAMES);
}

/** What was said of a field, of the text model where there are several. */
export function said({ fields }: ReadConfig, field: string) {
  return fields.find(row => row.field === field || row.field === `text_config.${field}`);
}

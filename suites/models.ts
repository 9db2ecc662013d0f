/** The models we know, one file each in models/ with its source, and those that a user has a config.json of. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type ReadConfig, readConfig } from './config/read.ts';
import { type Model, modelSchema } from './model.ts';
import { modelNamed, unknownModel } from './request/model-names.ts';
import { UsageError } from './usage-error.ts';

const FOLDER = new URL('./models/', import.meta.url);
const CONFIG = 'config.json';

let shipped: readonly Model[] | null = null;

/** Every model that is shipped, by id. */
export function loadModels(): readonly Model[] {
  shipped ??= readdirSync(FOLDER)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map(name => modelSchema.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))));
  return shipped;
}

/**
 * The model of that id or published name (`deepseek-ai/DeepSeek-V3`), or of the config.json at that path. UsageError, with the near
 * names, if there is none.
 */
export function findModel(text: string): Model {
  const path = configPathOf(text);
  return path === null ? listedModel(text) : readConfigFile(path).model;
}

/** The path of the config.json that a text means: it ends in .json, or is no model's name and exists; null: it is a name. */
export function configPathOf(text: string): string | null {
  if (text.endsWith('.json')) return text;
  if (modelNamed(text, loadModels()) !== null || !existsSync(text)) return null;
  return statSync(text).isDirectory() ? join(text, CONFIG) : text;
}

/** A config of a file, as it was understood. Its model is called by the file's name, or by its folder's where that is config.json. */
export function readConfigFile(path: string): ReadConfig {
  const where = `config ${path}`;
  const stem = basename(path) === CONFIG ? basename(dirname(resolve(path))) : basename(path, '.json');
  return readConfig(textOf(path, where), { id: freeId(stem), name: stem, where });
}

function listedModel(text: string): Model {
  const model = modelNamed(text, loadModels());
  if (model === null) throw unknownModel(text, loadModels());
  return model;
}

/** A name as an id that no shipped model has: figures published of those are not this one's. */
function freeId(stem: string): string {
  const id =
    stem
      .toLowerCase()
      .replaceAll(/[^a-z0-9.-]+/g, '-')
      .replace(/^[^a-z0-9]+/, '') || 'config';
  return loadModels().some(model => model.id === id) ? `${id}-config` : id;
}

function textOf(path: string, where: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    const reason =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder; give the file' : `cannot be read (${code})`;
    throw new UsageError(`${where}: ${reason}`, { cause });
  }
}

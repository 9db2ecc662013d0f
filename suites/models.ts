/** The models we know: one file each in models/, with its source. Adding a model is adding a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Model, modelSchema } from './model.ts';
import { unknownName } from './usage-error.ts';

const FOLDER = new URL('./models/', import.meta.url);

/** Every model, by id. */
export function loadModels(): readonly Model[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map(name => modelSchema.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))));
}

/** The model of that id; UsageError with the nearest ids if there is none. */
export function findModel(id: string): Model {
  const models = loadModels();
  const model = models.find(candidate => candidate.id === id);
  if (model === undefined) {
    throw unknownName(
      'model',
      id,
      models.map(candidate => candidate.id),
      'moebench list models',
    );
  }
  return model;
}

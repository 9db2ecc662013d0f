/** What a model is called where people read it: its published name, not its id. */
import { loadModels } from '../../../suites/models.ts';

/** `mixtral-8x7b` → `Mixtral 8×7B`. A model that is not shipped, of a person's own config.json, has its id alone. */
export function modelName(id: string): string {
  const published = loadModels().find(model => model.id === id)?.name ?? id;
  return published.replace(/-?\b(\d+)x(\d+)/g, (_, count: string, size: string) => ` ${count}×${size}`).trim();
}

/** How people call a model: by its id, by its name, or as a repository that publishes it. Pure. */

import { distance } from 'fastest-levenshtein';
import type { Model } from '../model.ts';
import { UsageError } from '../usage-error.ts';

/** What a repository's name adds to a model's without changing its shapes: its date, its number format, how it was tuned. */
const VARIANTS = /[-_](base|instruct|chat|it|hf|thinking|preview|text|fp8|bf16|gptq|awq|\d{4}|v0\.\d)$/;

/** The model of that name; case, the publishing organisation and the variant of a checkpoint do not matter. */
export function modelNamed(text: string, models: readonly Model[]): Model | null {
  const wanted = spellings(text);
  const called = models.map(model => ({
    model,
    names: new Set([model.id, plain(model.name), ...spellings(model.name)]),
  }));
  for (const spelling of wanted) {
    const found = called.find(({ names }) => names.has(spelling));
    if (found !== undefined) return found.model;
  }
  return null;
}

/** From the text as it is to what is left of it without organisation and variants, each a step. */
function spellings(text: string): readonly string[] {
  const names = [plain(text.slice(text.lastIndexOf('/') + 1))];
  for (let last = names[0] ?? ''; VARIANTS.test(last); names.push(last)) last = last.replace(VARIANTS, '');
  return names;
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');

const MOST_NEAR = 6;

/** The refusal of a name that no model has, with the near ones; a list that is cut says so. */
export function unknownModel(text: string, models: readonly Model[]): UsageError {
  const near = nearModels(text, models);
  const shown = near.slice(0, MOST_NEAR);
  const cut = near.length > shown.length ? ` (${shown.length} of ${near.length} near names)` : '';
  const guess =
    shown.length > 0 ? `did you mean ${shown.join(' or ')}?${cut}` : `none of the ${models.length} listed is near`;
  return new UsageError(
    `unknown model '${text}': ${guess} (moebench list models; any other: the path of its config.json)`,
  );
}

/** Ids with few edits between, or with the name inside, or that begin alike; best first. */
function nearModels(text: string, models: readonly Model[]): readonly string[] {
  const wanted = spellings(text).at(-1) ?? '';
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  return models
    .map(({ id }) => ({ id, edits: distance(wanted, id), alike: isInside(wanted, id) || beginsAlike(wanted, id) }))
    .filter(({ edits, alike }) => alike || edits <= reach)
    .toSorted((a, b) => Number(b.alike) - Number(a.alike) || a.edits - b.edits)
    .map(({ id }) => id);
}

const isInside = (wanted: string, id: string): boolean =>
  wanted.length > 2 && (id.includes(wanted) || wanted.includes(id));

/** Most of the name is how the id begins: `qwen3-next-90b`. */
function beginsAlike(wanted: string, id: string): boolean {
  const differing = [...wanted].findIndex((letter, index) => letter !== id[index]);
  const common = differing === -1 ? wanted.length : differing;
  return common > 3 && common >= 0.6 * wanted.length;
}

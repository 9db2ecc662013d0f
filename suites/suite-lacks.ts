/** What a suite's YAML lacks, in one line: the field, all that is needed there, and the smallest example. Pure. */
import type * as z from 'zod';
import { OWN_SIZE_DIMS } from './request/own-size.ts';

type Issue = z.core.$ZodIssue;
type Shape = Readonly<Record<string, z.ZodType>>;

const WORKLOAD_EXAMPLE =
  '{ scale: { experts: 8, topK: 2, hidden: 512, ffn: 256 }, passes: [forward-backward], routings: [balanced], dtypes: [float32] }';
const TIMING_EXAMPLE = '{ minWindowMs: 500, minSteps: 3, maxSteps: 1000, maxWarmupMs: 2000, timeoutMs: 60000 }';
/** The smallest suite there can be, as YAML of one line: a layer of an own size. */
export const SUITE_EXAMPLE = `{ name: mine, rounds: 5, timing: ${TIMING_EXAMPLE}, workloads: [${WORKLOAD_EXAMPLE}] }`;

/** What stands where in a suite, by the path in which a number is any place of a list. */
export type SuitePlace = { readonly path: string; readonly name: string; readonly shape: Shape };

const EXAMPLES: Readonly<Record<string, string>> = {
  '': SUITE_EXAMPLE,
  timing: TIMING_EXAMPLE,
  sustained: TIMING_EXAMPLE,
  'workloads.*': WORKLOAD_EXAMPLE,
};

/** The message of an issue; of a field that is missing, what is needed in its place. */
export function lackText({ code, path, message }: Issue, value: unknown, places: readonly SuitePlace[]): string {
  const isMissing = code === 'invalid_type' && valueAt(value, path) === undefined;
  // A document with nothing in it, or with a list, lacks everything.
  const parent = path.length === 0 ? path : path.slice(0, -1);
  const place = places.find(candidate => candidate.path === spelling(parent));
  if (!(isMissing || path.length === 0) || place === undefined || code !== 'invalid_type') return message;
  const needed = [...required(place.shape), ...(place.path === 'workloads.*' ? [WHAT_IT_IS_OF] : [])];
  const missing = path.length === 0 ? `not a ${place.name}` : 'missing';
  return `${missing}; a ${place.name} needs ${needed.join(', ')}; smallest example: ${EXAMPLES[place.path]}`;
}

const WHAT_IT_IS_OF = `and model, or scale with ${OWN_SIZE_DIMS.join(', ')}`;

/** What a workload without a model lacks; null: nothing. */
export function ownSizeLack(scale: Readonly<Partial<Record<string, number>>>): string | null {
  const missing = OWN_SIZE_DIMS.filter(name => scale[name] === undefined);
  if (missing.length === 0) return null;
  return `no model, and ${missing.join(', ')} missing; give model, or scale with ${OWN_SIZE_DIMS.join(', ')}; smallest example: ${WORKLOAD_EXAMPLE}`;
}

/** Fields that have to be there. */
function required(shape: Shape): readonly string[] {
  return Object.entries(shape).flatMap(([name, field]) =>
    field._zod.optin === 'optional' || field.safeParse(undefined).success ? [] : [name],
  );
}

const spelling = (path: readonly PropertyKey[]): string =>
  path.map(key => (typeof key === 'number' ? '*' : String(key))).join('.');

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }, value);
}

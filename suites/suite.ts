/** A suite: which layers, in which passes and routings, how often. Written in YAML, resolved to cases. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Case, layerCase, rooflineCases } from './cases.ts';
import { resolveLayer, SCALABLE } from './resolve.ts';
import { UsageError, unknownName } from './usage-error.ts';
import { canonicalJson, dtypeSchema, type LayerWorkload, passSchema, sha256 } from './workload.ts';

const milliseconds = z.number().nonnegative();

export const timingSchema = z.strictObject({
  /** A cell is timed until both are reached: this long, and this many steps (never more than `maxSteps`). */
  minWindowMs: milliseconds,
  minSteps: z.int().positive(),
  maxSteps: z.int().positive(),
  maxWarmupMs: milliseconds,
  /** A cell that is not done by then is a fault. */
  timeoutMs: z.number().positive(),
});
const checkedTimingSchema = timingSchema.refine(({ minSteps, maxSteps }) => minSteps <= maxSteps, {
  path: ['minSteps'],
  message: 'more than maxSteps',
});

export const suiteSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  rounds: z.int().positive(),
  seed: z.int().nonnegative().default(1),
  timing: checkedTimingSchema,
  layers: z
    .array(
      z.strictObject({
        model: z.string(),
        scale: z.partialRecord(z.enum(SCALABLE), z.int()).default({}),
        passes: z.array(passSchema).min(1),
        routings: z.array(z.string()).min(1),
        dtypes: z.array(dtypeSchema).min(1),
      }),
    )
    .min(1),
});

export type Timing = Readonly<z.infer<typeof timingSchema>>;
export type Suite = Readonly<z.infer<typeof suiteSchema>>;

const FOLDER = new URL('./', import.meta.url);

export function suiteNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .map(name => name.slice(0, -'.yaml'.length));
}

/** A suite of ours by name, or any by the path of its file. UsageError with path and line for one that does not hold. */
export function loadSuite(nameOrPath: string): Suite {
  if (suiteNames().includes(nameOrPath)) {
    return parseSuite(readFileSync(new URL(`${nameOrPath}.yaml`, FOLDER), 'utf8'), `${nameOrPath}.yaml`);
  }
  if (!/\.ya?ml$/.test(nameOrPath)) throw unknownName('suite', nameOrPath, suiteNames(), 'or give the path of a .yaml');
  if (!existsSync(nameOrPath)) throw new UsageError(`suite ${nameOrPath}: no such file`);
  return parseSuite(readFileSync(nameOrPath, 'utf8'), nameOrPath);
}

export function parseSuite(text: string, path: string): Suite {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw new UsageError(`${path}:${broken.linePos?.[0].line ?? 1}: ${broken.message.split('\n')[0]}`);
  }
  const parsed = suiteSchema.safeParse(plainValue(document, path));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  const keys = where.map(key => (typeof key === 'symbol' ? String(key) : key));
  const node = document.getIn(keys, true) ?? document.getIn(keys.slice(0, -1), true);
  const line = lineOf(node, lines);
  throw new UsageError(`${path}:${line}: ${keys.join('.') || 'suite'}: ${issue?.message ?? 'does not hold'}`);
}

/** The suite's layers, each pass × routing × dtype of each, and then the roofline under them. */
export function suiteCases(suite: Suite): readonly Case[] {
  const layers = suite.layers.flatMap(({ model, scale, passes, routings, dtypes }) =>
    dtypes.flatMap(dtype =>
      routings.flatMap(routing =>
        passes.map(pass => {
          const workload = resolveLayer({ model, scale, pass, dtype, routing, seed: suite.seed });
          return { workload, model, scale };
        }),
      ),
    ),
  );
  return casesOf(layers);
}

/** Cases of the given layers with the roofline under them, no layer twice. */
export function casesOf(
  layers: readonly { workload: LayerWorkload; model: string | null; scale: Readonly<Record<string, number>> }[],
): readonly Case[] {
  const unique = new Map(
    layers.map(({ workload, model, scale }) => [canonicalJson(workload), { workload, model, scale }]),
  );
  const cases = [...unique.values()].map(({ workload, model, scale }) => layerCase(workload, model, scale));
  return [...cases, ...rooflineCases([...unique.values()].map(({ workload }) => workload))];
}

export function suiteSha256(suite: Suite): string {
  return sha256(canonicalJson(suite));
}

/** An alias to nothing, or aliases that would unfold without end, are found only here. */
function plainValue(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new UsageError(`${path}:1: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

function lineOf(node: unknown, lines: LineCounter): number {
  const range = z.object({ range: z.array(z.number()) }).safeParse(node);
  return range.success ? lines.linePos(range.data.range[0] ?? 0).line : 1;
}

/** What a step returned in a runner's process: whole, by files, or as sums. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PROBE_SUMS } from '../../../results/schema/outcome.ts';
import type { FloatArray } from '../../../suites/data.ts';
import { fromHalf } from '../../../suites/half.ts';
import { LOSS, ROUTER_SCORES } from '../../../suites/moe/layer.ts';
import { moeScopes } from '../../../suites/moe/model.ts';
import { graphOf } from '../../../suites/parts.ts';
import { storedType } from '../../../suites/stored-type.ts';
import { isMoe, type MoeWorkload, type Workload } from '../../../suites/workload.ts';
import { nearTiesOf } from '../fingerprint.ts';
import type { StepOutputs, StepSummary } from '../steps.ts';
import { BrokenAnswer } from './broken.ts';
import type { Client } from './client.ts';
import { type FilesAnswer, filesAnswerSchema, summaryAnswerSchema } from './protocol.ts';

export type Requests = { readonly client: Client; readonly folder: string; readonly timeoutMs: number };

/** Every tensor whole. RunnerFault for one that is not as its shape and the workload say. */
export async function outputsOf(requests: Requests, workload: Workload): Promise<StepOutputs> {
  const shapes = shapesOf(workload);
  return withFiles(requests, {}, (answer, folder) => {
    for (const { name, shape } of answer.tensors) checkShape(name, shape, shapes.get(name));
    const values = valuesIn(answer, folder);
    if (answer.loss !== null) values.set(LOSS, Float64Array.of(answer.loss));
    return { values, choices: choicesIn(answer, workload, folder) };
  });
}

/** The shape of each tensor that a step returns. It is the same in every dtype, and only stored types have a graph. */
function shapesOf(workload: Workload): ReadonlyMap<string, string> {
  const { outputs } = graphOf({ ...workload, dtype: storedType(workload.dtype) });
  return new Map(outputs.map(({ name, tensor }) => [name, tensor.shape.join(', ')]));
}

function checkShape(name: string, shape: readonly number[], expected: string | undefined): void {
  const found = shape.join(', ');
  if (expected !== undefined && found !== expected) throw broken(`${name} has shape [${found}], and is [${expected}]`);
}

export async function summaryOf(requests: Requests, workload: Workload): Promise<StepSummary> {
  const { client, timeoutMs } = requests;
  const { tensors, loss, choicesSha256 } = await client.ask(
    { do: 'outputs', as: 'summary' },
    summaryAnswerSchema,
    timeoutMs,
  );
  const learned = isMoe(workload) && workload.routing.kind === 'learned';
  return {
    loss,
    tensors: tensors.map(({ name, l2, probe }) => ({
      name,
      l2: l2 ?? Number.NaN,
      probe: Array.from({ length: PROBE_SUMS }, (_, i) => probe[i] ?? Number.NaN),
    })),
    choices:
      !learned || choicesSha256 === null
        ? null
        : { sha256: choicesSha256, count: choiceCount(workload), nearTies: await nearTiesIn(requests, workload) },
  };
}

/** By the scores that the runner offers; null where it offers none. */
async function nearTiesIn(requests: Requests, workload: MoeWorkload): Promise<number | null> {
  const only = scopesOf(workload).map(scope => `${scope}${ROUTER_SCORES}`);
  return withFiles(requests, { only }, (answer, folder) => nearTiesOf(workload, valuesIn(answer, folder)));
}

async function withFiles<T>(
  { client, folder, timeoutMs }: Requests,
  fields: Readonly<Record<string, unknown>>,
  use: (answer: FilesAnswer, folder: string) => T,
): Promise<T> {
  const into = mkdtempSync(join(folder, 'outputs-'));
  try {
    const request = { do: 'outputs', as: 'files', folder: into, ...fields };
    const answer = await client.ask(request, filesAnswerSchema, timeoutMs);
    return client.checked(() => use(answer, into));
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

function valuesIn({ tensors }: FilesAnswer, folder: string): Map<string, FloatArray> {
  const values = new Map<string, FloatArray>();
  for (const { name, shape, dtype, file } of tensors) {
    if (values.has(name)) throw broken(`it gives ${name} twice`);
    const length = shape.reduce((product, size) => product * size, 1);
    values.set(name, valuesOf({ name, dtype, file, length }, folder));
  }
  return values;
}

/** How values of a dtype lie in a file, little-endian. */
const READ_AS: ReadonlyMap<string, { readonly bytes: number; readonly read: (bytes: ArrayBuffer) => FloatArray }> =
  new Map([
    ['float64', { bytes: 8, read: bytes => new Float64Array(bytes) }],
    ['float32', { bytes: 4, read: bytes => new Float32Array(bytes) }],
    ['float16', { bytes: 2, read: bytes => fromHalf('float16', new Uint16Array(bytes)) }],
    ['bfloat16', { bytes: 2, read: bytes => fromHalf('bfloat16', new Uint16Array(bytes)) }],
  ]);

type Written = { readonly name: string; readonly dtype: string; readonly file: string; readonly length: number };

function valuesOf({ name, dtype, file, length }: Written, folder: string): FloatArray {
  const form = READ_AS.get(dtype);
  if (form === undefined) throw broken(`${name} is of dtype ${dtype}; known are ${[...READ_AS.keys()].join(', ')}`);
  return form.read(bytesOf(name, file, form.bytes * length, folder));
}

/** Choices of all layers after each other, [T,k] each. Without a file of them there are none to compare. */
function choicesIn({ choices }: FilesAnswer, workload: Workload, folder: string): ReadonlyMap<string, Int32Array> {
  if (!isMoe(workload)) return new Map();
  if (choices === undefined) throw broken('it gives no choices, which every part with a router has');
  const count = choiceCount(workload);
  const all = new Int32Array(bytesOf('choices', choices, Int32Array.BYTES_PER_ELEMENT * count, folder));
  const each = workload.tokens * workload.topK;
  return new Map(scopesOf(workload).map((scope, layer) => [scope, all.subarray(layer * each, (layer + 1) * each)]));
}

const scopesOf = (workload: MoeWorkload): readonly string[] =>
  workload.part === 'train-step' ? moeScopes(workload) : [''];

const choiceCount = (workload: MoeWorkload): number => scopesOf(workload).length * workload.tokens * workload.topK;

/**
 * A file of so many bytes, in a buffer of its own: a typed array needs its alignment. Only a plain file in the folder is read: a pipe
 * or a device would never end.
 */
function bytesOf(name: string, file: string, bytes: number, folder: string): ArrayBuffer {
  try {
    const path = realpathSync(file);
    if (!path.startsWith(`${realpathSync(folder)}${sep}`))
      throw broken(`${name}: ${file} is not in the folder ${folder}`);
    const { size } = statSync(path);
    if (!statSync(path).isFile()) throw broken(`${name}: ${file} is no plain file`);
    if (size !== bytes) throw broken(`${name} has ${size} bytes, and its shape ${bytes}`);
    return new Uint8Array(readFileSync(path)).buffer;
  } catch (cause) {
    if (cause instanceof BrokenAnswer) throw cause;
    throw broken(`${name}: ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

const broken = (message: string) => new BrokenAnswer('outputs', message);

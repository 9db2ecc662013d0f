/** What a step returned in a runner's process: whole, by files, or as sums. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROBE_SUMS } from '../../../results/outcome.ts';
import type { FloatArray } from '../../../suites/data.ts';
import { fromHalf } from '../../../suites/half.ts';
import { LOSS, ROUTER_SCORES } from '../../../suites/moe/layer.ts';
import { moeScopes } from '../../../suites/moe/model.ts';
import { isMoe, type MoeWorkload, type Workload } from '../../../suites/workload.ts';
import { RunnerFault } from '../fault.ts';
import { nearTiesOf } from '../fingerprint.ts';
import type { StepOutputs, StepSummary } from '../steps.ts';
import type { Client } from './client.ts';
import { type FilesAnswer, filesAnswerSchema, summaryAnswerSchema } from './protocol.ts';

export type Requests = { readonly client: Client; readonly folder: string; readonly timeoutMs: number };

/** Every tensor whole. RunnerFault for a file that is not as large as its shape says. */
export async function outputsOf(requests: Requests, workload: Workload): Promise<StepOutputs> {
  return withFiles(requests, {}, answer => {
    const values = valuesIn(answer);
    if (answer.loss !== null) values.set(LOSS, Float64Array.of(answer.loss));
    return { values, choices: choicesIn(answer, workload) };
  });
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
  return withFiles(requests, { only }, answer => nearTiesOf(workload, valuesIn(answer)));
}

async function withFiles<T>(
  { client, folder, timeoutMs }: Requests,
  fields: Readonly<Record<string, unknown>>,
  use: (answer: FilesAnswer) => T,
): Promise<T> {
  const into = mkdtempSync(join(folder, 'outputs-'));
  try {
    return use(await client.ask({ do: 'outputs', as: 'files', folder: into, ...fields }, filesAnswerSchema, timeoutMs));
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

function valuesIn({ tensors }: FilesAnswer): Map<string, FloatArray> {
  return new Map(
    tensors.map(({ name, shape, dtype, file }) => [
      name,
      valuesOf(
        name,
        dtype,
        bytesOf(file),
        shape.reduce((product, size) => product * size, 1),
      ),
    ]),
  );
}

/** How values of a dtype lie in a file, little-endian. */
const READ_AS: Readonly<Record<string, { readonly bytes: number; readonly read: (bytes: ArrayBuffer) => FloatArray }>> =
  {
    float64: { bytes: 8, read: bytes => new Float64Array(bytes) },
    float32: { bytes: 4, read: bytes => new Float32Array(bytes) },
    float16: { bytes: 2, read: bytes => fromHalf('float16', new Uint16Array(bytes)) },
    bfloat16: { bytes: 2, read: bytes => fromHalf('bfloat16', new Uint16Array(bytes)) },
  };

function valuesOf(name: string, dtype: string, bytes: ArrayBuffer, length: number): FloatArray {
  const form = READ_AS[dtype];
  if (form === undefined) throw broken(`${name} is of dtype ${dtype}; known are ${Object.keys(READ_AS).join(', ')}`);
  if (bytes.byteLength !== form.bytes * length) {
    throw broken(`${name} has ${bytes.byteLength} bytes, and its shape ${form.bytes * length}`);
  }
  return form.read(bytes);
}

/** Choices of all layers after each other, [T,k] each. Without a file of them there are none to compare. */
function choicesIn({ choices }: FilesAnswer, workload: Workload): ReadonlyMap<string, Int32Array> {
  if (choices === undefined || !isMoe(workload)) return new Map();
  const all = new Int32Array(bytesOf(choices));
  const count = choiceCount(workload);
  if (all.length !== count) throw broken(`its choices are ${all.length}, and ${count} were made`);
  const each = workload.tokens * workload.topK;
  return new Map(scopesOf(workload).map((scope, layer) => [scope, all.subarray(layer * each, (layer + 1) * each)]));
}

const scopesOf = (workload: MoeWorkload): readonly string[] =>
  workload.part === 'train-step' ? moeScopes(workload) : [''];

const choiceCount = (workload: MoeWorkload): number => scopesOf(workload).length * workload.tokens * workload.topK;

/** A buffer of its own: a typed array needs its alignment. */
function bytesOf(file: string): ArrayBuffer {
  try {
    return new Uint8Array(readFileSync(file)).buffer;
  } catch (cause) {
    throw broken(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

const broken = (message: string) =>
  new RunnerFault({ code: 'protocol', message: `the answer to 'outputs' does not hold: ${message}`, detail: '' });

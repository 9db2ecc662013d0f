/** A PyTorch runner in a process of its own, asked over its standard streams, and the float64 oracle to hold it against. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { countFlips, layerFlips } from '../../../../harness/runners/choices.ts';
import { norm } from '../../../../harness/runners/fingerprint.ts';
import { type ImposedChoices, program } from '../../../../harness/runners/onnx/program.ts';
import { openSteps } from '../../../../harness/runners/onnx/steps.ts';
import { comparedNames, relativeError } from '../../../../harness/runners/parity.ts';
import type { StepOutputs } from '../../../../harness/runners/steps.ts';
import type { Target } from '../../../../results/record.ts';
import { scoreTolerance } from '../../../../results/tolerance.ts';
import type { FloatArray } from '../../../../suites/data.ts';
import { fromHalf } from '../../../../suites/half.ts';
import { batchesOf } from '../../../../suites/moe/batches.ts';
import { ROUTER_SCORES } from '../../../../suites/moe/layer.ts';
import { moeScopes } from '../../../../suites/moe/model.ts';
import { isMoe, type MoeWorkload, type Workload } from '../../../../suites/workload.ts';

export const SERVER = fileURLToPath(new URL('../../../../harness/runners/torch/server.py', import.meta.url));

export type Opening = {
  readonly strategy: string;
  readonly dtype?: string;
  readonly device?: string;
  readonly deterministic?: boolean;
  readonly files?: Readonly<Record<string, string>>;
};
type Request = { readonly do: string; readonly [field: string]: unknown };
type Child = ChildProcessByStdio<Writable, Readable, null>;

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const tensorSchema = z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.string(), file: z.string() });
const outputsSchema = z.object({
  tensors: z.array(tensorSchema),
  loss: z.number().nullable(),
  choicesSha256: z.string().nullable(),
  choices: z.string().optional(),
});

export const ORACLE_TARGET: Target = {
  id: 'oracle',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: 'cpu' },
  device: { vendor: null, name: 'float64 on the CPU', index: 0 },
  software: false,
  threads: 1,
};

/** Steps of a train-step that are compared; anything else has one. */
export const stepsOf = (workload: Workload): number => (workload.part === 'train-step' ? 3 : 1);

export class TorchRunner {
  readonly folder = mkdtempSync(join(tmpdir(), 'moebench-torch-'));
  readonly child: Child;
  readonly #lines: AsyncIterator<string>;

  constructor(python: string, env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(python, [SERVER], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
    });
    this.#lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask(request: Request): Promise<unknown> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`the runner ended before it answered '${request.do}'`);
    return JSON.parse(value);
  }

  /** As `ask`, where an error of the runner's is one of the test's. */
  async succeed(request: Request): Promise<unknown> {
    const answer = await this.ask(request);
    const error = errorSchema.safeParse(answer);
    if (error.success) throw new Error(`${request.do}: ${error.data.error.code}: ${error.data.error.message}`);
    return answer;
  }

  /** Opens the workload, which runs its first step, and runs the rest of those that are compared. */
  async stepped(workload: Workload, { strategy, dtype, device = 'cpu', deterministic, files = {} }: Opening) {
    await this.succeed({
      do: 'open',
      workload: { ...workload, dtype: dtype ?? workload.dtype },
      files: { ...this.#textFiles(workload), ...files },
      device,
      strategy,
      threads: 1,
      ...(deterministic === undefined ? {} : { deterministic }),
    });
    const choices: Int32Array[] = [];
    for (let step = 1; step < stepsOf(workload); step += 1) {
      choices.push((await this.outputs([])).choices ?? new Int32Array());
      await this.succeed({ do: 'steps', count: 1 });
    }
    const outputs = await this.outputs();
    return { ...outputs, choicesByStep: [...choices, outputs.choices ?? new Int32Array()] };
  }

  async outputs(only?: readonly string[]) {
    const request = { do: 'outputs', as: 'files', folder: this.folder, ...(only === undefined ? {} : { only }) };
    const { tensors, choices, loss } = outputsSchema.parse(await this.succeed(request));
    return {
      values: new Map(tensors.map(({ name, dtype, file }) => [name, valuesOf(dtype, bytesOf(file))])),
      shapes: new Map(tensors.map(({ name, shape }) => [name, shape])),
      choices: choices === undefined ? null : new Int32Array(bytesOf(choices)),
      loss,
    };
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await new Promise(resolve => (this.child.exitCode === null ? this.child.on('exit', resolve) : resolve(null)));
    rmSync(this.folder, { recursive: true });
  }

  #textFiles(workload: Workload): Record<string, string> {
    if (workload.part !== 'train-step') return {};
    const batchAt = batchesOf(workload);
    const batches = Array.from({ length: stepsOf(workload) }, (_, step) => batchAt(step));
    const files = { ids: join(this.folder, 'ids.i32'), targets: join(this.folder, 'targets.i32') };
    writeFileSync(files.ids, littleEndian(batches.map(({ ids }) => ids)));
    writeFileSync(files.targets, littleEndian(batches.map(({ targets }) => targets)));
    return files;
  }
}

export type TorchOutputs = Awaited<ReturnType<TorchRunner['stepped']>>;

/** The oracle after as many steps; with `imposed`, each step with the experts that the runner chose. */
export async function oracleOf(workload: Workload, imposed?: ImposedChoices): Promise<StepOutputs> {
  const options = { computeIn: 'float64', ...(imposed === undefined ? {} : { imposed }) } as const;
  const steps = await openSteps(program(workload, options), ORACLE_TARGET);
  await steps.run(stepsOf(workload));
  const { values, choices } = await steps.outputs();
  const kept = {
    values: new Map([...values].map(([name, data]) => [name, data.slice()])),
    choices: new Map([...choices].map(([scope, data]) => [scope, data.slice()])),
  };
  await steps.close();
  return kept;
}

/** The runner's choices by step and layer, as the oracle takes them. */
export function imposedBy(workload: MoeWorkload, { choicesByStep }: TorchOutputs): ImposedChoices {
  const scopes = workload.part === 'train-step' ? moeScopes(workload) : [''];
  const each = workload.tokens * workload.topK;
  return choicesByStep.map(
    choices => new Map(scopes.map((scope, layer) => [scope, choices.slice(layer * each, (layer + 1) * each)])),
  );
}

/** Choices of the first step that differ from the oracle's, and whose scores are no tie. */
export async function unexplainedFlips(workload: MoeWorkload, actual: TorchOutputs): Promise<number> {
  const steps = await openSteps(program(workload, { computeIn: 'float64' }), ORACLE_TARGET);
  await steps.run(1);
  const { values, choices } = await steps.outputs();
  const counts = [...(imposedBy(workload, actual)[0] ?? [])].map(([scope, chosen]) => {
    const [scores, expected] = [values.get(`${scope}${ROUTER_SCORES}`), choices.get(scope)];
    if (scores === undefined || expected === undefined) throw new Error(`the oracle has no layer '${scope}'`);
    return layerFlips(workload, { scores, expected, chosen }, scoreTolerance(workload)).unexplained;
  });
  await steps.close();
  return counts.reduce((sum, count) => sum + count, 0);
}

export type Difference = {
  /** The tensor that is furthest off, and how far: NaN where a tensor is missing or is no number. */
  readonly worst: string;
  readonly error: number;
  readonly flips: number;
  readonly missing: readonly string[];
};

/** How far the runner's outputs are from the oracle's, tensor by tensor, and choices that differ. */
export function differenceOf(workload: Workload, oracle: StepOutputs, actual: TorchOutputs): Difference {
  const names = comparedNames(oracle.values);
  const errors = names.map(name => {
    const [values, reference] = [actual.values.get(name), oracle.values.get(name)];
    if (values === undefined || reference === undefined) return Number.NaN;
    return norm(reference) === 0 && norm(values) === 0 ? 0 : (relativeError(values, reference) ?? Number.NaN);
  });
  const furthest = errors.reduce((at, error, i) => (beyond(error, errors[at] ?? 0) ? i : at), 0);
  const expected = [...oracle.choices.values()].flatMap(choices => [...choices]);
  const flips =
    isMoe(workload) && actual.choices !== null && actual.choices.length === expected.length
      ? countFlips({ tokens: expected.length / workload.topK, topK: workload.topK }, expected, actual.choices)
      : Number.NaN;
  return {
    worst: names[furthest] ?? '',
    error: errors[furthest] ?? Number.NaN,
    flips: isMoe(workload) ? flips : 0,
    missing: names.filter(name => !actual.values.has(name)),
  };
}

/** NaN is beyond every number. */
const beyond = (a: number, b: number): boolean => (Number.isNaN(a) && !Number.isNaN(b)) || a > b;

export function littleEndian(parts: readonly Int32Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * parts.reduce((sum, part) => sum + part.length, 0)));
  parts
    .flatMap(part => [...part])
    .forEach((value, i) => {
      view.setInt32(4 * i, value, true);
    });
  return new Uint8Array(view.buffer);
}

function valuesOf(dtype: string, bytes: ArrayBuffer): FloatArray {
  if (dtype === 'float64') return new Float64Array(bytes);
  if (dtype === 'float32') return new Float32Array(bytes);
  if (dtype === 'float16' || dtype === 'bfloat16') return fromHalf(dtype, new Uint16Array(bytes));
  throw new Error(`no values of dtype ${dtype}`);
}

const bytesOf = (file: string): ArrayBuffer => new Uint8Array(readFileSync(file)).buffer;

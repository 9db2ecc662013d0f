/** A PyTorch runner in a process of its own, asked over its standard streams, and the float64 oracle to hold it against. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { bestChoices, countFlips, layerFlips } from '../../../../harness/runners/choices.ts';
import { openOracle } from '../../../../harness/runners/onnx/oracle.ts';
import type { ImposedChoices } from '../../../../harness/runners/onnx/program.ts';
import { comparedNames, compareValues, relativeError } from '../../../../harness/runners/parity.ts';
import type { StepOutputs } from '../../../../harness/runners/steps.ts';
import { errorsOf, scoreTolerance } from '../../../../results/proof/tolerance.ts';
import type { FloatArray } from '../../../../suites/data.ts';
import { fromHalf } from '../../../../suites/half.ts';
import { batchesOf } from '../../../../suites/moe/batches.ts';
import { LOSS, ROUTER_SCORES } from '../../../../suites/moe/layer.ts';
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

  /** Opens the workload, which runs its first step, and runs the rest of those that are compared: the outputs of each. */
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
    const steps = [await this.outputs()];
    for (let step = 1; step < stepsOf(workload); step += 1) {
      await this.succeed({ do: 'steps', count: 1 });
      steps.push(await this.outputs());
    }
    return steps;
  }

  async outputs(only?: readonly string[]) {
    const request = { do: 'outputs', as: 'files', folder: this.folder, ...(only === undefined ? {} : { only }) };
    const { tensors, choices, loss } = outputsSchema.parse(await this.succeed(request));
    const values = new Map(tensors.map(({ name, dtype, file }) => [name, valuesOf(dtype, bytesOf(file))]));
    if (loss !== null) values.set(LOSS, Float64Array.of(loss));
    return {
      values,
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

export type TorchOutputs = Awaited<ReturnType<TorchRunner['outputs']>>;

/** The oracle's outputs of each step that is compared; with `imposed`, with the experts that the runner chose. */
export async function oracleOf(workload: Workload, imposed?: ImposedChoices): Promise<readonly StepOutputs[]> {
  const { steps: oracle } = await openOracle(workload, imposed, 1);
  const steps: StepOutputs[] = [];
  for (let step = 0; step < stepsOf(workload); step += 1) {
    await oracle.run(1);
    const { values, choices } = await oracle.outputs();
    steps.push({
      values: new Map([...values].map(([name, data]) => [name, data.slice()])),
      choices: new Map([...choices].map(([scope, data]) => [scope, data.slice()])),
    });
  }
  await oracle.close();
  return steps;
}

/** The runner's choices by step and layer, as the oracle takes them. */
export function imposedBy(workload: MoeWorkload, steps: readonly TorchOutputs[]): ImposedChoices {
  const scopes = workload.part === 'train-step' ? moeScopes(workload) : [''];
  const each = workload.tokens * workload.topK;
  return steps.map(
    ({ choices }) =>
      new Map(scopes.map((scope, layer) => [scope, all(choices).slice(layer * each, (layer + 1) * each)])),
  );
}

/**
 * Choices that are not the best by the scores of an oracle that made the runner's choices in every layer before, and that these scores
 * do not allow as ties.
 */
export function unexplainedFlips(workload: MoeWorkload, imposed: StepOutputs, actual: TorchOutputs): number {
  const counts = [...(imposedBy(workload, [actual])[0] ?? [])].map(([scope, chosen]) => {
    const scores = imposed.values.get(`${scope}${ROUTER_SCORES}`);
    if (scores === undefined) throw new Error(`the oracle has no layer '${scope}'`);
    const expected = bestChoices(workload, scores);
    return layerFlips(workload, { scores, expected, chosen }, scoreTolerance(workload)).unexplained;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

const all = (choices: Int32Array | null): Int32Array => choices ?? new Int32Array();

export type Difference = {
  /** The tensor that is furthest off, and how far: NaN where a tensor is missing or is no number. */
  readonly worst: string;
  readonly error: number;
  readonly flips: number;
  readonly missing: readonly string[];
  /** Of the loss, relative to its scale. */
  readonly lossError: number;
};

/** How far a step's outputs are from the oracle's, tensor by tensor (a second moment has twice its gradient's error), and flips. */
export function differenceOf(workload: Workload, oracle: StepOutputs, actual: TorchOutputs): Difference {
  const names = comparedNames(oracle.values);
  const errors = names.map(name => {
    const [values, reference] = [actual.values.get(name), oracle.values.get(name)];
    if (values === undefined || reference === undefined) return Number.NaN;
    return (relativeError(values, reference) ?? Number.NaN) / errorsOf(name);
  });
  const furthest = errors.reduce((at, error, i) => (beyond(error, errors[at] ?? 0) ? i : at), 0);
  return {
    worst: names[furthest] ?? '',
    error: errors[furthest] ?? Number.NaN,
    flips: isMoe(workload) ? flipsOf(workload, oracle, actual) : 0,
    missing: names.filter(name => !actual.values.has(name)),
    lossError: lossErrorOf(workload, oracle, actual),
  };
}

function lossErrorOf(workload: Workload, oracle: StepOutputs, { values }: TorchOutputs): number {
  const { loss } = compareValues(workload, { oracle, actual: { values, choices: new Map() } });
  return isMoe(workload) ? (loss?.error ?? Number.NaN) : 0;
}

function flipsOf({ topK }: MoeWorkload, oracle: StepOutputs, { choices }: TorchOutputs): number {
  const expected = [...oracle.choices.values()].flatMap(chosen => [...chosen]);
  if (all(choices).length !== expected.length) return Number.NaN;
  return countFlips({ tokens: expected.length / topK, topK }, expected, all(choices));
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

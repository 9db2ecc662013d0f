/** What ran: the software that a speed is of. Chip, runner, strategy, dtype and rows per expert name a row together. Pure. */
import * as z from 'zod';
import type { RunRecord } from '../../results/record.ts';
import type { Pool } from './pool.ts';

/** `provider`: ONNX Runtime's execution provider; null for any other runner. */
export const softwareSchema = z.strictObject({
  runner: z.string(),
  /** Of the runner's framework: `2.13.0+cpu`; null: its record does not say. */
  version: z.string().nullable(),
  provider: z.string().nullable(),
  strategy: z.string(),
  /** Which kernel ran, by the runner's own word; null: it does not tell. */
  kernel: z.string().nullable(),
});

export type Software = Readonly<z.infer<typeof softwareSchema>>;

const RUNNERS: Readonly<Record<string, string>> = { onnx: 'ONNX Runtime', torch: 'PyTorch', jax: 'JAX' };

/** Of what computes in the program's own process: where its version stands in the context. */
const RUNTIMES: Readonly<Record<string, string>> = { onnx: 'onnxruntime-node' };

const PROVIDERS: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  tensorrt: 'TensorRT',
  dml: 'DirectML',
  coreml: 'CoreML',
  rocm: 'ROCm',
  migraphx: 'MIGraphX',
  cann: 'CANN',
};

/** The only way in which ONNX Runtime works: naming it would say nothing. */
const UNNAMED_STRATEGY = 'session';

/** By what a pool was timed. */
export const softwareOf = ({ record, target, strategy, kernel }: TimedPool): Software => ({
  runner: target.runner,
  version: versionOf(record, target),
  provider: target.onnx?.provider ?? null,
  strategy,
  kernel,
});

type TimedPool = Pick<Pool, 'target' | 'strategy' | 'kernel'> & { readonly record: Pick<RunRecord, 'context'> };

function versionOf({ context }: TimedPool['record'], { runner, process }: TimedPool['target']): string | null {
  const version = process === undefined ? context.program.runtimes[RUNTIMES[runner] ?? ''] : process.versions[runner];
  return version ?? null;
}

/** Whether two speeds are of the same software to the kernel: only those are pooled, as boards of one chip are. */
export const sameSoftware = (a: Software, b: Software): boolean =>
  sameWay(a, b) && a.version === b.version && a.kernel === b.kernel;

/** Whether a runner did the work in the same way, whatever its version and the kernels that it has on a chip. */
export const sameWay = (a: Software, b: Software): boolean => sameRunner(a, b) && a.strategy === b.strategy;

/** Whether chips may be compared by them: the same runner, on ONNX Runtime by the same provider. */
export const sameRunner = (a: Software, b: Software): boolean => a.runner === b.runner && a.provider === b.provider;

/** `ONNX Runtime WebGPU`, `PyTorch 2.13, grouped`. */
export function softwareText({ runner, version, provider, strategy }: Software): string {
  const name = RUNNERS[runner] ?? runner;
  // ONNX Runtime is the program's own: its version stands among the versions of a row.
  const software =
    provider === null ? [name, ...shortVersion(version)].join(' ') : `${name} ${PROVIDERS[provider] ?? provider}`;
  return isNamed(strategy) ? `${software}, ${strategy}` : software;
}

/** Whether a strategy is worth a word. */
export const isNamed = (strategy: string): boolean => strategy !== UNNAMED_STRATEGY && strategy !== '';

/** `2.13.0+cpu` → `2.13`. */
const shortVersion = (version: string | null): string[] =>
  version === null ? [] : [/^\d+\.\d+/.exec(version)?.[0] ?? version];

/** `NVIDIA H20 by PyTorch 2.13, grouped, bfloat16`. */
export const executionText = (name: string, ran: Software, dtype: string): string =>
  `${name} by ${softwareText(ran)}, ${dtype}`;

/** `webgpu-0`, `torch-cuda:0, grouped`: a target with several strategies is several rows. */
export const laneText = ({ target, strategy }: { readonly target: string; readonly strategy: string }): string =>
  isNamed(strategy) ? `${target}, ${strategy}` : target;

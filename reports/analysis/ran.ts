/** What ran: the software that a speed is of. Chip, runner, strategy and dtype name a row together. Pure. */
import { z } from 'zod';
import type { Pool } from './pool.ts';

/** `provider`: ONNX Runtime's execution provider; null for any other runner. */
export const ranSchema = z.strictObject({
  runner: z.string(),
  provider: z.string().nullable(),
  strategy: z.string(),
});

export type Ran = Readonly<z.infer<typeof ranSchema>>;

const RUNNERS: Readonly<Record<string, string>> = { onnx: 'ONNX Runtime', torch: 'PyTorch', jax: 'JAX' };

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
export const ranBy = ({ target, strategy }: Pick<Pool, 'target' | 'strategy'>): Ran => ({
  runner: target.runner,
  provider: target.onnx?.provider ?? null,
  strategy,
});

/** Whether two speeds are of the same software. */
export const sameRan = (a: Ran, b: Ran): boolean =>
  a.runner === b.runner && a.provider === b.provider && a.strategy === b.strategy;

/** `ONNX Runtime WebGPU`, `PyTorch, grouped`. */
export function ranText({ runner, provider, strategy }: Ran): string {
  const name = RUNNERS[runner] ?? runner;
  const software = provider === null ? name : `${name} ${PROVIDERS[provider] ?? provider}`;
  return strategy === UNNAMED_STRATEGY || strategy === '' ? software : `${software}, ${strategy}`;
}

/** `NVIDIA H20 by ONNX Runtime WebGPU, float32`. */
export const whatRan = (name: string, ran: Ran, dtype: string): string => `${name} by ${ranText(ran)}, ${dtype}`;

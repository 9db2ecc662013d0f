/** A layer, or the products of one, that somebody published a speed of, and the same work of ours by its hash. */

import { workloadSha256 } from '../../suites/identity.ts';
import { usefulFlops } from '../../suites/moe/flops.ts';
import { meanRowsPerExpert } from '../../suites/moe/rows-per-expert.ts';
import type { Scaling } from '../../suites/request/dims.ts';
import { resolveWorkload } from '../../suites/resolve.ts';
import type { LayerWorkload } from '../../suites/workload.ts';

/** TFLOP/s of a pass, as published. */
export type PassSpeeds = { readonly forward: number; readonly backward: number };

export type PublishedLayer = {
  readonly id: string;
  /** The model whose layer, so scaled, is the same work. */
  readonly model: string;
  readonly scale: Scaling & { readonly tokens: number };
};

const PASS = { forward: 'forward', both: 'forward-backward' } as const;

/** The work of ours that has the shape: bfloat16, evenly spread rows, by pass, with its hash and useful FLOPs. */
export type LayerWork = { readonly workload: LayerWorkload; readonly sha256: string; readonly flops: number };

/** Made once each: the rows of half a million choices are counted for it. */
const made = new Map<string, LayerWork>();

export function layerWork(layer: PublishedLayer, pass: keyof typeof PASS): LayerWork {
  const key = `${layer.id} ${pass}`;
  const known = made.get(key) ?? makeWork(layer, pass);
  made.set(key, known);
  return known;
}

function makeWork({ id, model, scale }: PublishedLayer, pass: keyof typeof PASS): LayerWork {
  const request = { model, part: 'moe-layer', scale, pass: PASS[pass], dtype: 'bfloat16' } as const;
  const workload = resolveWorkload({ ...request, routing: 'balanced', dispatch: 'dropless', seed: 1 });
  if (workload.part !== 'moe-layer') throw new TypeError(`${id} is one layer`);
  return { workload, sha256: workloadSha256(workload), flops: usefulFlops(workload) };
}

/** T·k ÷ E: what decides how much of a matrix product's speed can be reached. */
export function rowsPerExpert(layer: PublishedLayer): number {
  return meanRowsPerExpert(layerWork(layer, 'both').workload);
}

/** `32768, 4096, 2048, 64, 4`: tokens, hidden, ffn, experts, top-k. */
export function shapeText(layer: PublishedLayer): string {
  const { tokens, hidden, ffn, experts, topK } = layerWork(layer, 'both').workload;
  return [tokens, hidden, ffn, experts, topK].join(', ');
}

/**
 * TFLOP/s of forward and backward together. A step does F FLOPs forward and 2F backward, in F ÷ f and 2F ÷ b: 3F of both take
 * F·(1 ÷ f + 2 ÷ b), so the speed is 3 ÷ (1 ÷ f + 2 ÷ b).
 */
export function combined({ forward, backward }: PassSpeeds): number {
  return 3 / (1 / forward + 2 / backward);
}

/** What makes a record of it, on the target of that chip. */
export function runCommand({ model, scale }: PublishedLayer): string {
  const dims = Object.entries(scale).map(
    ([name, value]) => `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)} ${value}`,
  );
  return [
    'moebench run',
    `--model ${model}`,
    ...dims,
    '--pass forward-backward',
    '--dtype bfloat16',
    '--routing balanced',
  ].join(' ');
}

/** The data every target starts from: a tensor is a function of (seed, name, flat index). DESIGN.md, Data. */
import type { FloatType } from './graph/tensor.ts';

export type FloatArray = Float32Array | Float64Array;

const GOLDEN = 0x9e3779b9;

/** FNV-1a, 32 bits, of `<seed>/<name>` in UTF-8 (Fowler, Noll, Vo). */
export function streamKey(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed}/${name}`, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The 24-bit integer u·2²⁴ at `index` of a stream: murmur3's finaliser (Appleby) over a Weyl sequence. */
export function draw24(key: number, index: number): number {
  let x = (key + Math.imul(index, GOLDEN)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 8;
}

/** 2^−m with m the smallest integer such that 4^m ≥ fanIn: about 1/√fanIn, and exact in every dtype. */
export function weightAmplitude(fanIn: number): number {
  let m = 0;
  while (4 ** m < fanIn) m += 1;
  return 2 ** -m;
}

export function emptyFloats(dtype: FloatType, length: number): FloatArray {
  return dtype === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

/** `length` values uniform in [−amplitude, amplitude), each exact in float32. */
export function fill(dtype: FloatType, seed: number, name: string, length: number, amplitude: number): FloatArray {
  const values = emptyFloats(dtype, length);
  const key = streamKey(seed, name);
  const scale = 2 * amplitude * 2 ** -24;
  for (let index = 0; index < length; index += 1) values[index] = draw24(key, index) * scale - amplitude;
  return values;
}

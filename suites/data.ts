/** The data every target starts from: a tensor is a function of (seed, name, flat index). DESIGN.md, Data. */
import { type FloatType, isHalf } from './graph/tensor.ts';
import { roundToHalf, toHalf } from './half.ts';

/** Values to reckon with: a half type's are held in float32. */
export type FloatArray = Float32Array | Float64Array;
/** Values as memory has them: of a half type the bit patterns. */
export type StoredArray = FloatArray | Uint16Array<ArrayBuffer>;

const GOLDEN = 0x9e3779b9;
const UTF8 = new TextEncoder();

/** FNV-1a, 32 bits, of `<seed>/<name>` in UTF-8 (Fowler, Noll, Vo). */
export function streamKey(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of UTF8.encode(`${seed}/${name}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The 32-bit integer at `index` of a stream: murmur3's finaliser (Appleby) over a Weyl sequence. No two of one stream are equal. */
export function draw32(key: number, index: number): number {
  let x = (key + Math.imul(index, GOLDEN)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The 24-bit integer u·2²⁴ at `index` of a stream. */
export function draw24(key: number, index: number): number {
  return draw32(key, index) >>> 8;
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

/** `length` values uniform in [−amplitude, amplitude), each exact in float32, or of a half type the nearest to that. */
export function fill(dtype: FloatType, seed: number, name: string, length: number, amplitude: number): FloatArray {
  const values = emptyFloats(dtype, length);
  const key = streamKey(seed, name);
  const scale = 2 * amplitude * 2 ** -24;
  for (let index = 0; index < length; index += 1) values[index] = draw24(key, index) * scale - amplitude;
  if (isHalf(dtype)) roundToHalf(dtype, values);
  return values;
}

/** Memory for that many values of a type, all zero. */
export function storage(type: FloatType, length: number): StoredArray {
  if (isHalf(type)) return new Uint16Array(length);
  return type === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

/** Values of a type as its memory has them. */
export function stored(type: FloatType, values: FloatArray): StoredArray {
  if (isHalf(type)) return toHalf(type, values);
  if (type === 'float64') return values instanceof Float64Array ? values : Float64Array.from(values);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

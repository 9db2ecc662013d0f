/**
 * The 16-bit floating-point types as bit patterns. JavaScript has no half types (Float16Array comes with Node 24), so our own
 * arithmetic holds their values in float32, where each is exact; the patterns are what a runtime takes and gives.
 *
 * float16 (IEEE 754 binary16): 1 sign, 5 exponent (bias 15), 10 fraction bits. bfloat16: the upper half of a float32.
 */
export const HALF_TYPES = ['float16', 'bfloat16'] as const;
export type HalfType = (typeof HALF_TYPES)[number];

type Form = { readonly toBits: (value: number) => number; readonly fromBits: (bits: number) => number };

/** One word seen as a float32 and as its bits. */
const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

const SIGN = 0x8000;
/** float32 bits of infinity, of ½, and of 2⁻¹⁴, below which float16 is subnormal: a whole number of 2⁻²⁴. */
const [INFINITE, ONE_HALF, LEAST_NORMAL] = [0x7f800000, 0x3f000000, 0x38800000];
/** float32 exponents are biased by 127, float16's by 15: the difference, in place. */
const REBIAS = (127 - 15) << 23;

const FORMS: Readonly<Record<HalfType, Form>> = {
  float16: { toBits: float16Bits, fromBits: float16Value },
  bfloat16: { toBits: bfloat16Bits, fromBits: bfloat16Value },
};

/** Bits of the half nearest to each value, ties to even; a value is taken as float32 first (DESIGN.md, Data). */
export function toHalf(type: HalfType, values: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  const { toBits } = FORMS[type];
  const bits = new Uint16Array(values.length);
  for (let i = 0; i < bits.length; i += 1) bits[i] = toBits(values[i] ?? Number.NaN);
  return bits;
}

/** The values of bit patterns, exact in float32. */
export function fromHalf(type: HalfType, bits: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const { fromBits } = FORMS[type];
  const values = new Float32Array(bits.length);
  for (let i = 0; i < values.length; i += 1) values[i] = fromBits(bits[i] ?? 0);
  return values;
}

/** Each value replaced by the nearest half, in place. */
export function roundToHalf(type: HalfType, values: Float32Array | Float64Array): void {
  const { toBits, fromBits } = FORMS[type];
  for (let i = 0; i < values.length; i += 1) values[i] = fromBits(toBits(values[i] ?? Number.NaN));
}

function bfloat16Bits(value: number): number {
  float[0] = value;
  const bits = word[0] ?? 0;
  const isNumber = (bits & 0x7fffffff) <= INFINITE;
  return isNumber ? nearestEven(bits, 16) : (bits >>> 16) | 0x40;
}

function bfloat16Value(bits: number): number {
  word[0] = bits << 16;
  return float[0] ?? Number.NaN;
}

function float16Bits(value: number): number {
  float[0] = value;
  const bits = word[0] ?? 0;
  const sign = (bits >>> 16) & SIGN;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > INFINITE) return sign | 0x7e00;
  if (magnitude >= LEAST_NORMAL) return sign | Math.min(nearestEven(magnitude - REBIAS, 23 - 10), 0x7c00);
  // A float32 between ½ and 1 counts in 2⁻²⁴, as subnormals do: adding ½ does the rounding.
  float[0] = Math.abs(float[0] ?? 0) + 0.5;
  return sign | ((word[0] ?? 0) - ONE_HALF);
}

function float16Value(bits: number): number {
  const sign = (bits & SIGN) === 0 ? 1 : -1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  word[0] = ((exponent + 112) << 23) | (fraction << 13);
  return sign * (float[0] ?? Number.NaN);
}

/** bits ÷ 2^n to the nearest whole number, ties to even. A carry runs into the exponent, as it should. */
function nearestEven(bits: number, n: number): number {
  return (bits + 2 ** (n - 1) - 1 + ((bits >>> n) & 1)) >>> n;
}

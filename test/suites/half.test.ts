import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { tensorNumbers } from '../../harness/runners/onnx/tensors.ts';
import { fill, stored } from '../../suites/data.ts';
import { Graph } from '../../suites/graph/graph.ts';
import { onnxBytes } from '../../suites/graph/onnx.ts';
import { cast } from '../../suites/graph/operators/cast.ts';
import { fromHalf, HALF_TYPES, type HalfType, toHalf } from '../../suites/half.ts';

const PATTERNS = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits);
/** Bits of the largest finite value. */
const LARGEST: Readonly<Record<HalfType, number>> = { float16: 0x7bff, bfloat16: 0x7f7f };

/** A value by the definition of its type, with no bit trick: sign, exponent and fraction cut out of the pattern as text. */
function defined(type: HalfType, pattern: number): number {
  const [width, bias] = type === 'float16' ? [5, 15] : [8, 127];
  const text = pattern.toString(2).padStart(16, '0');
  const sign = text.startsWith('1') ? -1 : 1;
  const exponent = Number.parseInt(text.slice(1, 1 + width), 2);
  const fraction = Number.parseInt(text.slice(1 + width), 2) / 2 ** (15 - width);
  if (exponent === 2 ** width - 1) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** (1 - bias) : sign * (1 + fraction) * 2 ** (exponent - bias);
}

describe.each(HALF_TYPES)('%s', type => {
  const values = fromHalf(type, PATTERNS);

  it('has for every bit pattern the value its definition gives', () => {
    expect(PATTERNS.findIndex(bits => !Object.is(values[bits], defined(type, bits)))).toBe(-1);
  });

  it('gives every value its own bit pattern back', () => {
    const back = toHalf(type, values);
    const wrong = PATTERNS.filter(bits => !Number.isNaN(values[bits]) && back[bits] !== bits);
    expect([...wrong]).toEqual([]);
    expect(fromHalf(type, back).every((value, bits) => Object.is(value, values[bits]))).toBe(true);
  });

  it('rounds what lies half way to the even neighbour, and a float32 to either side to the nearer', () => {
    const wrong: number[] = [];
    for (let bits = 0; bits < LARGEST[type]; bits += 1) {
      const middle = ((values[bits] ?? 0) + (values[bits + 1] ?? 0)) / 2;
      const [below, above] = [nextFloat32(middle, -1), nextFloat32(middle, 1)];
      const even = bits % 2 === 0 ? bits : bits + 1;
      const rounded = toHalf(type, [below, middle, above, -below, -middle, -above]);
      const expected = [bits, even, bits + 1];
      const signed = [...expected, ...expected.map(half => half | 0x8000)];
      if (signed.some((half, i) => half !== rounded[i])) wrong.push(bits);
    }
    expect(wrong).toEqual([]);
  });

  it('is infinite from half a unit above its largest value on, and not before', () => {
    const largest = values[LARGEST[type]] ?? 0;
    const unit = largest - (values[LARGEST[type] - 1] ?? 0);
    const first = largest + unit / 2;
    expect([...toHalf(type, [nextFloat32(first, -1), first, Number.POSITIVE_INFINITY])]).toEqual([
      LARGEST[type],
      LARGEST[type] + 1,
      LARGEST[type] + 1,
    ]);
  });

  it('keeps what is no number no number', () => {
    expect(fromHalf(type, toHalf(type, [Number.NaN]))[0]).toBeNaN();
  });

  it("rounds the values of DESIGN.md's Data, and nothing else of them", () => {
    const whole = fill('float32', 7, 'x', 1000, 0.25);
    const halves = fill(type, 7, 'x', 1000, 0.25);
    expect(halves).toEqual(fromHalf(type, toHalf(type, whole)));
    expect(halves).not.toEqual(whole);
    expect(stored(type, halves)).toEqual(toHalf(type, whole));
  });
});

it("rounds to float16 as ONNX Runtime's own Cast does, over all exponents", async () => {
  const words = Uint32Array.from({ length: 2 ** 16 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 0);
  const numbers = new Float32Array(words.buffer).filter(value => !Number.isNaN(value));
  const graph = new Graph();
  graph.output('half', cast(graph.input('x', 'float32', [numbers.length]), 'float16'));
  const session = await InferenceSession.create(onnxBytes(graph));
  const { half } = await session.run({ x: new Tensor('float32', numbers, [numbers.length]) });
  await session.release();
  if (half === undefined) throw new Error('no output');
  expect(tensorNumbers(half)).toEqual(fromHalf('float16', toHalf('float16', numbers)));
});

/** The float32 next to a positive one, up or down. */
function nextFloat32(value: number, step: 1 | -1): number {
  const float = Float32Array.of(value);
  const word = new Uint32Array(float.buffer);
  word[0] = (word[0] ?? 0) + step;
  return float[0] ?? Number.NaN;
}

/** What one expert computes, by hand: one row, one dimension. */
import { describe, expect, it } from 'vitest';
import { Graph } from '../../../suites/graph/graph.ts';
import { type ExpertForm, feedForward } from '../../../suites/moe/expert.ts';
import { evaluator } from '../graph/evaluate.ts';

/** The expert of width 1 with x·w1 = a, x·w3 = b, w2 = 2, biases b1 = 0.5, b3 = −1, b2 = 3, and a row weight if given. */
async function expert(form: ExpertForm, a: number, b: number, weight?: number): Promise<number> {
  const values: Record<string, number> = { x: 1, w1: a, w3: b, w2: 2, b1: 0.5, b3: -1, b2: 3, weight: weight ?? 1 };
  const graph = new Graph();
  const input = (name: string) => graph.input(name, 'float64', /^b\d$/.test(name) ? [1] : [1, 1]);
  const given = (name: string) => input(name.slice('e.'.length));
  graph.output('y', feedForward(input('x'), 'e', given, form, weight === undefined ? undefined : input('weight')));
  const arrays = new Map(Object.entries(values).map(([name, value]) => [name, Float64Array.of(value)]));
  return (await (await evaluator(graph))(arrays)).get('y')?.[0] ?? Number.NaN;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const plain = (activation: ExpertForm['activation']): ExpertForm => ({ activation, expertBiases: false });

describe('an expert', () => {
  it('that is SwiGLU is silu(a)·b·w2', async () => {
    expect(await expert(plain('swiglu'), 0.7, -1.5)).toBeCloseTo(0.7 * sigmoid(0.7) * -1.5 * 2, 12);
  });

  it('that is GELU-gated takes the tanh form of gelu', async () => {
    // gelu(1) by tanh: ½(1 + tanh(√(2/π)·1.044715)) = 0.8411919906; the exact one is 0.8413447461.
    expect(await expert(plain('geglu'), 1, 3)).toBeCloseTo(0.8411919906 * 3 * 2, 8);
  });

  it('that is ReLU has no gate, and nothing below zero', async () => {
    expect(await expert(plain('relu'), 0.7, 100)).toBeCloseTo(1.4, 12);
    expect(await expert(plain('relu'), -0.7, 100)).toBe(0);
  });

  it('that is squared ReLU has no gate, and the square of what is above zero', async () => {
    expect(await expert(plain('relu2'), 0.7, 100)).toBeCloseTo(0.49 * 2, 12);
    expect(await expert(plain('relu2'), -0.7, 100)).toBe(0);
  });

  it('that is GELU without a gate takes the tanh form too', async () => {
    expect(await expert(plain('gelu'), 1, 100)).toBeCloseTo(0.8411919906 * 2, 8);
  });

  it.each([
    ['within its limits', 0.7, -1.5, 0.7, -1.5],
    ['above both', 8, 9, 7, 7],
    ['below: the gate is not clamped there, the linear side is', -8, -9, -8, -7],
  ])('that is clamped as gpt-oss’s, %s', async (_, a, b, gate, linear) => {
    expect(await expert(plain('clamped-swiglu'), a, b)).toBeCloseTo(
      gate * sigmoid(1.702 * gate) * (linear + 1) * 2,
      12,
    );
  });

  it('adds its biases before the activation and after w2, and a row’s weight multiplies all of it', async () => {
    const form: ExpertForm = { activation: 'swiglu', expertBiases: true };
    const result = 1.2 * sigmoid(1.2) * -2.5 * 2 + 3;
    expect(await expert(form, 0.7, -1.5)).toBeCloseTo(result, 12);
    expect(await expert(form, 0.7, -1.5, 0.25)).toBeCloseTo(0.25 * result, 12);
  });
});

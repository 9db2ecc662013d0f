import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../suites/graph/graph.ts';
import { multiply } from '../../../../suites/graph/operators/arithmetic.ts';
import { reshape } from '../../../../suites/graph/operators/shape.ts';
import { dispatch } from '../../../../suites/moe/routing/dispatch.ts';
import type { Dispatch } from '../../../../suites/workload.ts';
import { evaluator } from '../../graph/evaluate.ts';

/** Token t is the row (t, 1); choice j of token t has the value 10t + j. What each expert is sent, and what comes back. */
async function sent(choices: readonly (readonly number[])[], experts: number, way: Dispatch) {
  const [tokens, topK] = [choices.length, choices[0]?.length ?? 0];
  const graph = new Graph();
  const chosen = graph.input('chosen', 'int64', [tokens, topK]);
  const x = graph.input('x', 'float64', [tokens, 2]);
  const values = graph.input('values', 'float64', [tokens, topK]);
  const dispatched = dispatch({ tokens, topK, experts, dispatch: way }, chosen, '');
  const rows = dispatched.send(x);
  const weights = dispatched.sendPerChoice(values);
  rows.forEach((part, e) => {
    graph.output(`rows.${e}`, part);
  });
  weights.forEach((part, e) => {
    graph.output(`weights.${e}`, part);
  });
  graph.output('counts', reshape(dispatched.counts, [experts]));
  graph.output('back', dispatched.combine(rows.map((part, e) => multiply(part, weights[e] ?? part))));
  const outputs = await (await evaluator(graph))(
    new Map([
      ['chosen', Float64Array.from(choices.flat())],
      ['x', Float64Array.from(choices.flatMap((_, t) => [t, 1]))],
      ['values', Float64Array.from(choices.flatMap((row, t) => row.map((_, j) => 10 * t + j)))],
    ]),
  );
  const read = (name: string) => [...(outputs.get(name) ?? [])];
  return {
    tokensOf: Array.from({ length: experts }, (_, e) => read(`rows.${e}`).filter((_, i) => i % 2 === 0)),
    valuesOf: Array.from({ length: experts }, (_, e) => read(`weights.${e}`)),
    counts: read('counts'),
    back: read('back'),
  };
}

const CHOICES = [
  [2, 0],
  [0, 2],
  [3, 0],
  [0, 3],
];

describe('a dropless dispatch', () => {
  it('sends each expert its tokens, rising, with the value of that choice, and sums what comes back', async () => {
    expect(await sent(CHOICES, 4, { kind: 'dropless' })).toEqual({
      tokensOf: [[0, 1, 2, 3], [], [0, 1], [2, 3]],
      valuesOf: [[1, 10, 21, 30], [], [0, 11], [20, 31]],
      counts: [4, 0, 2, 2],
      // Row t is Σ_j value·(t, 1), and the two values of token t add up to 20t + 1.
      back: [0, 1, 21, 21, 82, 41, 183, 61],
    });
  });

  it.each([7, 8, 49, 50, 350])('knows each of %d experts, in however many rounds they are cut', async experts => {
    const choices = Array.from({ length: 40 }, (_, t) => [(t * 13) % experts]);
    const { tokensOf, counts } = await sent(choices, experts, { kind: 'dropless' });
    const expected = tokensOf.map((_, e) => choices.flatMap(([chosen], t) => (chosen === e ? [t] : [])));
    expect(tokensOf).toEqual(expected);
    expect(counts).toEqual(expected.map(tokens => tokens.length));
  });
});

describe('a dispatch with a capacity', () => {
  it('keeps the first, drops the late, and pads with rows of zeros', async () => {
    // C = ⌈1.25·4·2 ÷ 4⌉ = 3: expert 0 drops token 3.
    expect(await sent(CHOICES, 4, { kind: 'capacity', factor: 1.25 })).toEqual({
      tokensOf: [
        [0, 1, 2],
        [0, 0, 0],
        [0, 1, 0],
        [2, 3, 0],
      ],
      valuesOf: [
        [1, 10, 21],
        [0, 0, 0],
        [0, 11, 0],
        [20, 31, 0],
      ],
      counts: [4, 0, 2, 2],
      // Token 3 lost choice 0, of value 30: 31·(3, 1) is left.
      back: [0, 1, 21, 21, 82, 41, 93, 31],
    });
  });

  it('adds nothing for a token that every expert dropped', async () => {
    const { back, tokensOf } = await sent([[0], [0], [0]], 1, { kind: 'capacity', factor: 0.5 });
    expect(tokensOf).toEqual([[0, 1]]);
    expect(back).toEqual([0, 0, 10, 10, 0, 0]);
  });
});

/** The independent oracle itself: published vectors, arithmetic by hand, and its gradients against differences. */
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256, workloadSha256 } from '../../suites/identity.ts';
import { disagreements } from './agreement.ts';
import { choicesOf, dataOf, hasPython, oracleOf, runOracle, selfCheckOf } from './oracle.ts';
import { SCALAR, SMALL, WORKLOADS, ZIPF_1_OF_4 } from './workloads.ts';

const skip = !hasPython() && process.env.MOEBENCH_REQUIRE_ALL !== '1';
const named = Object.entries(WORKLOADS);

describe.skipIf(skip)('the independent oracle (skipped where python3 ≥ 3.9 is missing)', () => {
  it('keys its data by FNV-1a-32, as the published vectors have it', () => {
    expect(dataOf('', 1).key).toBe(0x811c9dc5);
    expect(dataOf('a', 1).key).toBe(0xe40c292c);
    expect(dataOf('foobar', 1).key).toBe(0xbf9cf968);
  });

  it('draws numbers that a 32-bit integer machine draws too', () => {
    const { key, u24, values } = dataOf('7/experts.3.w2', 50);
    const machine = u24.map((_, index) => {
      let x = (key + Math.imul(index, 0x9e3779b9)) | 0;
      x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
      x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
      return ((x ^ (x >>> 16)) >>> 0) >>> 8;
    });
    expect(u24).toEqual(machine);
    expect(values).toEqual(machine.map(n => 2 * (n / 2 ** 24) - 1));
    expect(values.map(Math.fround)).toEqual(values);
  });

  it('agrees with the layer of one token and one dimension, worked out on paper', () => {
    const value = (name: string) => dataOf(`1/${name}`, 1).values[0] ?? Number.NaN;
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
    const x = value('x');
    const expert = (block: string) => {
      const [w1, w2, w3] = [value(`${block}.w1`), value(`${block}.w2`), value(`${block}.w3`)];
      const s = sigmoid(x * w1);
      const silu = x * w1 * s;
      const slope = s * (1 + x * w1 * (1 - s));
      return {
        out: silu * x * w3 * w2,
        byX: (slope * w1 * x * w3 + silu * w3) * w2,
        byW1: slope * x * x * w3 * w2,
        byW2: silu * x * w3,
        byW3: silu * x * w2,
      };
    };
    const [routed, shared] = [expert('experts.0'), expert('shared')];
    const [p, r, dy] = [sigmoid(x * value('router')), value('router'), value('dy')];
    const tensor = (name: string, v: number) => ({ name, shape: [1, 1], l2: Math.abs(v), head: [v] });
    const y = 2.5 * p * routed.out + shared.out;
    const byX = 2.5 * p * (1 - p) * r * routed.out + 2.5 * p * routed.byX + shared.byX;
    expect(
      disagreements(oracleOf(SCALAR), {
        loss: y * dy,
        tensors: [
          tensor('y', y),
          tensor('grad:x', dy * byX),
          tensor('grad:router', dy * 2.5 * p * (1 - p) * x * routed.out),
          tensor('grad:experts.0.w1', dy * 2.5 * p * routed.byW1),
          tensor('grad:experts.0.w2', dy * 2.5 * p * routed.byW2),
          tensor('grad:experts.0.w3', dy * 2.5 * p * routed.byW3),
          tensor('grad:shared.w1', dy * shared.byW1),
          tensor('grad:shared.w2', dy * shared.byW2),
          tensor('grad:shared.w3', dy * shared.byW3),
        ],
      }),
    ).toEqual([]);
  });

  it('agrees with gpt-oss’s layer of one token and one dimension, worked out on paper', () => {
    const value = (name: string) => dataOf(`1/${name}`, 1).values[0] ?? Number.NaN;
    const router = { ...SCALAR.router, score: 'softmax', scale: 1, bias: true } as const;
    const workload = { ...SCALAR, router, sharedExperts: 0, activation: 'clamped-swiglu', expertBiases: true } as const;
    // Softmax over one expert is 1 whatever the router says, so none of its gradients is anything but 0.
    const [x, dy] = [value('x'), value('dy')];
    const of = (name: string) => value(`experts.0.${name}`);
    const a = x * of('w1') + of('b1');
    const l = x * of('w3') + of('b3') + 1;
    const s = 1 / (1 + Math.exp(-1.702 * a));
    const d = a * s * l;
    const byA = l * s * (1 + 1.702 * a * (1 - s)) * of('w2');
    const byL = a * s * of('w2');
    const tensor = (name: string, v: number, shape = [1, 1]) => ({ name, shape, l2: Math.abs(v), head: [v] });
    const y = d * of('w2') + of('b2');
    expect(
      disagreements(oracleOf(workload), {
        loss: y * dy,
        tensors: [
          tensor('y', y),
          tensor('grad:x', dy * (byA * of('w1') + byL * of('w3'))),
          tensor('grad:router', 0),
          tensor('grad:router.bias', 0, [1]),
          tensor('grad:experts.0.w1', dy * byA * x),
          tensor('grad:experts.0.b1', dy * byA, [1]),
          tensor('grad:experts.0.w3', dy * byL * x),
          tensor('grad:experts.0.b3', dy * byL, [1]),
          tensor('grad:experts.0.w2', dy * d),
          tensor('grad:experts.0.b2', dy, [1]),
        ],
      }),
    ).toEqual([]);
  });

  it.each(named)('has gradients that central differences confirm: %s', (_, workload) => {
    const { passed, checks } = selfCheckOf(workload);
    expect(checks.length).toBeGreaterThanOrEqual(8);
    expect(passed, JSON.stringify(checks, null, 1)).toBe(true);
  });

  it('gives y and the same loss without a backward pass', () => {
    const both = oracleOf(SMALL);
    const forward = oracleOf({ ...SMALL, pass: 'forward' });
    expect(forward).toEqual({ loss: both.loss, tensors: both.tensors.filter(({ name }) => name === 'y') });
  });

  it('forces balanced experts even out of groups that are not kept', () => {
    const workload = { ...SMALL, tokens: 4, experts: 8, topK: 4, routing: { kind: 'balanced' as const } };
    const groups = { count: 4, kept: 1 };
    const chosen = choicesOf({ ...workload, router: { ...SMALL.router, groups } });
    expect(chosen.map(row => row.toSorted((a, b) => a - b))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
  });

  it('keeps learned choices inside as many groups as the model keeps', () => {
    const router = { ...SMALL.router, groups: { count: 4, kept: 2 } };
    for (const row of choicesOf({ ...SMALL, tokens: 40, experts: 12, topK: 4, router })) {
      expect(new Set(row).size).toBe(4);
      expect(new Set(row.map(expert => Math.floor(expert / 3))).size).toBeLessThanOrEqual(2);
    }
  });

  it('takes zipf experts from the table by each token’s own window of draws', () => {
    const workload = { ...SMALL, tokens: 2, experts: 4, topK: 2 };
    const chosen = choicesOf({ ...workload, routing: { kind: 'zipf', exponent: 1, thresholds: ZIPF_1_OF_4 } });
    const { u24 } = dataOf('1/routing', 4096 + 64);
    const expected = [0, 4096].map(start => {
      const drawn = u24.slice(start, start + 64).map(n => ZIPF_1_OF_4.findIndex(threshold => threshold > n));
      return new Set([...new Set(drawn)].slice(0, 2));
    });
    expect(chosen.map(row => new Set(row))).toEqual(expected);
  });

  it('fills up with the lowest free experts where 4096 draws do not reach the rare ones', () => {
    const thresholds = [2 ** 24 - 1, 2 ** 24 - 1, 2 ** 24];
    const workload = { ...SMALL, tokens: 2, experts: 3, topK: 2 };
    const chosen = choicesOf({ ...workload, routing: { kind: 'zipf', exponent: 30, thresholds } });
    expect(chosen.map(row => row.toSorted((a, b) => a - b))).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('refuses a zipf table that its exponent does not give', () => {
    const thresholds = ZIPF_1_OF_4.map((threshold, e) => (e === 1 ? threshold + 1 : threshold));
    const workload = { ...SMALL, experts: 4, routing: { kind: 'zipf', exponent: 1, thresholds } };
    const { status, stderr } = runOracle([], JSON.stringify({ workload }));
    expect(status).toBe(2);
    expect(stderr).toContain('is not floor(2^24 * cumulative share)');
  });

  it('refuses what it does not implement', () => {
    const { status, stderr } = runOracle([], JSON.stringify({ workload: { ...SMALL, dtype: 'bfloat16' } }));
    expect(status).toBe(2);
    expect(stderr).toContain("workload.dtype is 'bfloat16'");
    const silu = runOracle([], JSON.stringify({ workload: { ...SMALL, activation: 'silu' } }));
    expect(silu.stderr).toContain("workload.activation is 'silu'; this oracle knows ['swiglu', 'geglu', 'relu'");
  });

  it.each(named)('spells a workload canonically, with the same hash: %s', (_, workload) => {
    expect(runOracle(['--canonical'], JSON.stringify(workload)).stdout).toBe(
      `${canonicalJson(workload)}\n${workloadSha256(workload)}\n`,
    );
  });

  it('spells numbers and strings as RFC 8785 does', () => {
    const numbers = [0, -0, 1, -1.5, 2.5, 1.2, 1e21, 1e20, 123456789012345680000, 1e-6, 1e-7, 1.5e-9, 5e-324];
    const more = [333333333.3333333, 2 ** 53, 1.7976931348623157e308, 0.1 + 0.2, -1e-7, 100, 4.35];
    const value = { numbers, more, '€': '\u0001\n"\\/\u007f', é: '😀', '\u{1f600}': null, '\ufb33': true };
    const text = canonicalJson(value);
    expect(runOracle(['--canonical'], JSON.stringify(value)).stdout).toBe(`${text}\n${sha256(text)}\n`);
  });
});

describe('agreement', () => {
  const values = { loss: 2, tensors: [{ name: 'y', shape: [1, 2], l2: 5, head: [3, 4] }] };
  const tensor = { name: 'y', shape: [1, 2], l2: 5, head: [3, 4] };

  it('holds between equal values and within a billionth', () => {
    expect(disagreements(values, values)).toEqual([]);
    expect(disagreements({ ...values, loss: 2 + 1e-9 }, values)).toEqual([]);
  });

  it.each([
    ['a loss', { ...values, loss: 2 + 3e-9 }],
    ['a norm', { ...values, tensors: [{ ...tensor, l2: 5.00000001 }] }],
    ['a head value', { ...values, tensors: [{ ...tensor, head: [3, -4] }] }],
    ['a short head', { ...values, tensors: [{ ...tensor, head: [3] }] }],
    ['a shape', { ...values, tensors: [{ ...tensor, shape: [2, 1] }] }],
    ['a missing tensor', { ...values, tensors: [] }],
    ['a tensor too many', { ...values, tensors: [tensor, { ...tensor, name: 'grad:x' }] }],
    ['a name twice', { ...values, tensors: [tensor, tensor] }],
  ])('is broken by %s', (_, changed) => {
    expect(disagreements(changed, values)).toHaveLength(1);
  });
});

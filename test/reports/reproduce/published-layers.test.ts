/** Published speeds of one layer, and our records of the same work beside them. */
import { describe, expect, test } from 'vitest';
import { chipWithId } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import type { Cell } from '../../../reports/reproduce/claim.ts';
import type { Reproduction } from '../../../reports/reproduce/document.ts';
import { PRIMUS_LAYER } from '../../../reports/reproduce/primus-mi355x.ts';
import {
  combined,
  layerWork,
  type PublishedLayer,
  rowsPerExpert,
  runCommand,
  shapeText,
} from '../../../reports/reproduce/published-layer.ts';
import { SONIC_ROWS } from '../../../reports/reproduce/sonicmoe-h100.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import { workloadSha256 } from '../../../suites/identity.ts';
import { loadSuite } from '../../../suites/suite-files.ts';
import { suiteWorks } from '../../../suites/suite-works.ts';
import { caseOf, fixtureRecord, proofsOf } from '../fixture.ts';
import { recomputed } from './recomputed.ts';

const textOf = (cell: Cell | undefined): string =>
  typeof cell === 'object' && cell !== null ? factText(cell) : String(cell);

const catalog = loadCatalog();
const H100 = 'NVIDIA H100 80GB HBM3';
const [FIRST] = SONIC_ROWS;
if (FIRST === undefined) throw new Error('the claim has a first shape');

/** A run on that device of a layer, forward and backward in `both` ms and forward alone in `forward` ms. */
function recordOf(
  layer: PublishedLayer,
  device: string,
  both: readonly number[],
  forward: readonly number[] | null,
): RunRecord {
  const [whole, part] = (['both', 'forward'] as const).map(pass => {
    const { workload, flops } = layerWork(layer, pass);
    return caseOf(`published-${pass}`, layer.model, workload, flops, { kind: 'work' });
  });
  if (whole === undefined || part === undefined) throw new Error('two passes are two cases');
  const cases = forward === null ? [whole] : [whole, part];
  const medians = { 'webgpu-0': { [whole.id]: both, ...(forward === null ? {} : { [part.id]: forward }) } };
  const record = fixtureRecord({
    change: measurement => measurement,
    work: { cases, medians, proofs: proofsOf(cases) },
  });
  const targets = record.context.targets.map(target => ({ ...target, device: { ...target.device, name: device } }));
  return { ...record, context: { ...record.context, targets } };
}

const table = (claim: Reproduction, id: string) => claim.tables.find(found => found.id === id);
const besideOf = (name: string, records: readonly RunRecord[] = []) => {
  const claim = recomputed(name, catalog, records);
  return { claim, rows: table(claim, 'beside')?.rows ?? [] };
};

describe('both passes together', () => {
  // 3 ÷ (1 ÷ 593 + 2 ÷ 584) = 3 ÷ (0.0016863 + 0.0034247); 3 ÷ (1 ÷ 1165 + 2 ÷ 1092) = 3 ÷ (0.00085837 + 0.0018315).
  test.each([
    [593, 584, 586.97],
    [1165, 1092, 1115.3],
    [1320, 626, 759.0],
    [100, 100, 100],
  ])('of %f forward and %f backward are %f', (forward, backward, both) => {
    expect(combined({ forward, backward })).toBeCloseTo(both, 1);
  });

  test('are nearer to backward, which does twice the FLOPs', () => {
    expect(combined({ forward: 600, backward: 300 })).toBe(360);
  });
});

describe('sonicmoe-h100', () => {
  test('has both passes of eight shapes as their bars come to, and the share of 794.5 TFLOP/s', () => {
    const { claim } = besideOf('sonicmoe-h100');
    const rows = table(claim, 'published')?.rows ?? [];
    // Worked out apart from the code, to a whole TFLOP/s.
    expect(rows.map(({ both }) => Math.round(Number(both)))).toEqual([587, 562, 521, 551, 447, 467, 392, 356]);
    expect(rows.map(({ share }) => Number(share).toFixed(2))).toEqual([
      ...['0.74', '0.71', '0.66', '0.69'],
      ...['0.56', '0.59', '0.49', '0.45'],
    ]);
    expect(rows.map(({ rows: each }) => each)).toEqual([2048, 2048, 2048, 2048, 2048, 1536, 1536, 2560]);
    expect(claim.answer[0]).toContain('45 % to 74 % of the fastest bfloat16 product');
  });

  test('has the tokens of a GPU that its abstract implies: 38,520 and 27,127 a second', () => {
    const { follows } = recomputed('sonicmoe-h100', catalog);
    const value = (id: string) => follows.find(found => found.id === id)?.value;
    expect(value('tokens-sonic')).toBeCloseTo(213e9 / 64 / 86_400, 6);
    expect(value('tokens-sonic')).toBeCloseTo(38_520, 0);
    expect(value('tokens-scatter')).toBeCloseTo(27_127, 0);
  });

  test('says by the useful FLOPs of each shape how much the router adds: E ÷ 3kF', () => {
    const more = SONIC_ROWS.map(layer => {
      const { tokens, hidden, ffn, experts, topK } = layerWork(layer, 'forward').workload;
      const theirs = 6 * tokens * topK * hidden * ffn;
      expect(layerWork(layer, 'both').flops).toBe(3 * (theirs + 2 * tokens * hidden * experts));
      return layerWork(layer, 'forward').flops / theirs - 1;
    });
    expect([Math.min(...more), Math.max(...more)].map(share => (100 * share).toFixed(1))).toEqual(['0.3', '2.1']);
    const { differs } = recomputed('sonicmoe-h100', catalog);
    expect(differs?.find(({ id }) => id === 'flops')?.text).toContain('0.3 % to 2.1 % more');
  });

  test('without a record of the chip has no number of ours, and says so, with the command that makes one', () => {
    const { claim, rows } = besideOf('sonicmoe-h100');
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      expect(row).toMatchObject({
        forward: null,
        backward: null,
        both: null,
        ratio: null,
        ran: { code: 'no-record-of-chip', values: { chip: 'NVIDIA H100 SXM' } },
      });
    }
    expect(claim.answer[1]).toBe(
      'No record of NVIDIA H100 SXM here has one of the 8 shapes, so there is nothing to compare.',
    );
    expect(table(claim, 'beside')?.note).toContain(
      'moebench run --model mixtral-8x7b --tokens 32768 --hidden 4096 --ffn 2048 --experts 64 --top-k 4 --pass forward-backward --dtype bfloat16 --routing balanced',
    );
  });

  test('with a record of the shape has our speed, its interval and its share of theirs', () => {
    const { claim, rows } = besideOf('sonicmoe-h100', [
      recordOf(FIRST, H100, [50, 50, 50, 50, 50], [15, 15, 15, 15, 15]),
    ]);
    // 6·T·k·H·F + 2·T·H·E = 6·131072·4096·2048 + 2·32768·4096·64 FLOPs forward.
    const forward = 6 * 131_072 * 4096 * 2048 + 2 * 32_768 * 4096 * 64;
    expect(rows[0]).toMatchObject({
      forward: expect.closeTo(forward / 15e-3 / 1e12, 6),
      backward: expect.closeTo((2 * forward) / 35e-3 / 1e12, 6),
      both: expect.closeTo((3 * forward) / 50e-3 / 1e12, 6),
      ratio: expect.closeTo((3 * forward) / 50e-3 / 1e12 / 586.97, 4),
      ran: 'ONNX Runtime WebGPU',
    });
    expect(textOf(rows[0]?.interval)).toBe('397 to 397 (95 %, 5 rounds)');
    expect(rows[1]).toMatchObject({ both: null });
    expect(textOf(rows[1]?.ran)).toBe('no sound record of NVIDIA H100 SXM here has this shape');
    expect(claim.answer[1]).toBe(
      'Records of NVIDIA H100 SXM here have 1 of the 8 shapes; they reach 0.676 of the published speed.',
    );
    expect(claim.shown.holds).toBe(false);
  });

  test('without forward alone has no backward of ours', () => {
    const { rows } = besideOf('sonicmoe-h100', [recordOf(FIRST, H100, [50, 50, 50, 50, 50], null)]);
    expect(rows[0]).toMatchObject({ forward: null, backward: null, both: expect.closeTo(397, 0) });
  });

  test.each([
    ['another chip', 'NVIDIA H20', 50],
    ['a chip that is not told', 'some adapter', 50],
    ['a speed above the peak, which cannot be true', H100, 1],
  ])('%s stands beside nothing', (_, device, ms) => {
    const { rows } = besideOf('sonicmoe-h100', [recordOf(FIRST, device, [ms, ms, ms, ms, ms], null)]);
    expect(rows.every(({ both }) => both === null)).toBe(true);
  });
});

describe('primus-mi355x', () => {
  test('has both passes of three kernels, the tuned one from both of its gradients', () => {
    const { claim } = besideOf('primus-mi355x');
    // 3 ÷ (1 ÷ 1534 + 1 ÷ 1554 + 1 ÷ 1385) = 3 ÷ (0.00065189 + 0.00064350 + 0.00072202).
    expect(table(claim, 'published')?.rows.map(({ both }) => Math.round(Number(both)))).toEqual([1115, 1487, 759]);
    expect(claim.answer[0]).toContain('reach 48 % to 95 % of');
  });

  test('stands beside 16 experts of DeepSeek-V3 with 4,096 rows each, none shared', () => {
    expect(rowsPerExpert(PRIMUS_LAYER)).toBe(4096);
    expect(shapeText(PRIMUS_LAYER)).toBe('8192, 7168, 2048, 16, 8');
    expect(layerWork(PRIMUS_LAYER, 'both').flops).toBe(3 * (6 * 65_536 * 7168 * 2048 + 2 * 8192 * 7168 * 16));
    const { rows } = besideOf('primus-mi355x', [
      recordOf(PRIMUS_LAYER, 'AMD Instinct MI355X', [20, 20, 20, 20, 20], null),
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ both: expect.closeTo(layerWork(PRIMUS_LAYER, 'both').flops / 20e-3 / 1e12, 6) });
  });
});

test('the suite published has every shape, by the hash that a claim looks for', () => {
  const { works } = suiteWorks(loadSuite('published'), 1e12);
  const hashes = new Set(works.map(({ workload }) => workloadSha256(workload)));
  for (const layer of [...SONIC_ROWS, PRIMUS_LAYER]) {
    expect(hashes).toContain(layerWork(layer, 'both').sha256);
    expect(hashes).toContain(layerWork(layer, 'forward').sha256);
  }
  expect(works).toHaveLength(18);
  expect(runCommand(PRIMUS_LAYER)).toContain('--shared-experts 0');
});

test('both chips are in the catalog under the names that their claims use', () => {
  expect(chipWithId(catalog, 'nvidia-h100').name).toBe('NVIDIA H100 SXM');
  expect(chipWithId(catalog, 'amd-mi355x').name).toBe('AMD Instinct MI355X');
});

import { describe, expect, test } from 'vitest';
import { absent } from '../../../reports/figure.ts';
import { flatRows } from '../../../reports/pages/runs/flat-rows.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { curveText } from '../../../reports/words/report/curve-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import {
  dispatchText,
  partText,
  rowsSpanText,
  scaledText,
  workloadText,
} from '../../../reports/words/report/work-text.ts';
import { recordLineSchema } from '../../../results/record.ts';
import { usefulFlops } from '../../../suites/moe/flops.ts';
import { spoken } from '../../spoken.ts';
import { fixtureCatalog } from '../fixture.ts';
import {
  block,
  blockCase,
  CURVE,
  capacityCase,
  capacityLayer,
  PARTS,
  partsRecord,
  train,
  trainCase,
} from '../parts-fixture.ts';
import { siteText } from '../site-text.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const report = buildReport({ records: [partsRecord()], unread: [], catalog, reference, asOf: null });

function rowOf(target: string, caseId: string) {
  const row = report.rows.find(one => one.target === target && one.workload.id === caseId);
  if (row === undefined) throw new Error(`no row ${target} ${caseId}`);
  return row;
}

test('the fixture is what the store would read, and its FLOPs are those of its workloads', () => {
  const { context, proofs, cells } = partsRecord();
  for (const line of [context, ...proofs, ...cells]) recordLineSchema.parse(line);
  expect([capacityLayer, block, train].map(usefulFlops)).toEqual(
    [capacityCase, blockCase, trainCase].map(({ flopsPerStep }) => flopsPerStep),
  );
});

describe('a report of every part', () => {
  test('has a row for each part and target, and all of it conforms to its schema', () => {
    expect(report.rows.map(({ target, workload }) => [target, workload.part])).toEqual([
      ['cpu', 'moe-block'],
      ['webgpu-0', 'moe-block'],
      ['cpu', 'moe-layer'],
      ['webgpu-0', 'moe-layer'],
      ['cpu', 'train-step'],
      ['webgpu-0', 'train-step'],
    ]);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(reportDocument(report))))).toEqual(reportDocument(report));
  });

  test('a training step of 1,000 tokens in 40 ms is 25,000 tokens/s, a rate of kind workload', () => {
    expect(rowOf('webgpu-0', trainCase.id)).toMatchObject({
      status: 'measured',
      rateKind: 'workload',
      tokensPerSecond: { point: 25_000 },
    });
  });

  test('its reference is held against bytes as well: 1,221,120,000 FLOPs at 60 TFLOP/s take longer than 26,515,968 bytes', () => {
    const beside = report.referenceRows.find(({ workload }) => workload.part === 'train-step');
    expect(beside?.roof).toMatchObject({ limit: 'compute', bytesPerStep: 4 * 6_628_992 });
    expect(beside?.roof?.stepMs).toBeCloseTo(1.22112e12 / 60e12, 12);
  });

  test('says in its headline what was done, the whole step before the layer', () => {
    expect(headline(report).join('\n')).toContain(
      'NVIDIA H20 by ONNX Runtime WebGPU, float32 (webgpu-0) takes 40 ms (± < 0.1 %) for one training step of a 2-layer toy (scaled), float32, 1,000 tokens in sequences of 250, 500 rows per expert, learned routing: ',
    );
  });

  test('never lets a step pass for the cost of a model', () => {
    expect(report.assumptions.map(fact => factText(fact))).toContain(
      'Rates and costs are for 10¹² tokens through the one transformer block or the one MoE layer or the training step a row names, on one device: never the cost of training a model.',
    );
  });

  test('says what a capacity left undone', () => {
    expect(report.assumptions.map(fact => factText(fact)).join('\n')).toContain(
      'capacity:1.25: 12.5 % of choices dropped, 30 % of rows padding',
    );
  });
});

describe('the name of a work', () => {
  const textOf = (caseId: string) => workloadText(rowOf('cpu', caseId).workload);

  test('says the part, and what is not the same for every part', () => {
    expect(textOf(blockCase.id)).toBe(
      'one transformer block of toy (scaled), forward-backward, float32, 1,000 tokens in sequences of 250, 500 rows per expert, balanced routing',
    );
    expect(textOf(capacityCase.id)).toBe(
      'one MoE layer of toy (scaled), forward-backward, float32, 8 tokens, 4 rows per expert, trace:e3c632b8 routing, capacity:1.25',
    );
  });

  test('of several has the least and the greatest rows per expert', () => {
    expect(rowsSpanText([{ rowsPerExpert: 1024 }, { rowsPerExpert: 85.333 }, { rowsPerExpert: 256 }])).toBe(
      '85.3 to 1,024 rows per expert',
    );
    expect(rowsSpanText([{ rowsPerExpert: 1 }, { rowsPerExpert: 1 }])).toBe('1 row per expert');
  });

  test('is not scaled by tokens or sequences, which are no model’s own', () => {
    expect(scaledText({ scaled: { tokens: 8, sequence: 4 } })).toBeNull();
    expect(scaledText({ scaled: { layers: 2, sharedExperts: 1 } })).toBe('layers 2, shared experts 1');
  });

  test('says by which fields of its layer it is another than the model', () => {
    const changed = { router: { scale: 2.5, groups: null }, layer: { sharedGate: false } };
    expect(scaledText({ scaled: {}, changed })).toBe('router scale 2.5, groups none, shared gate no');
    const { workload } = rowOf('cpu', blockCase.id);
    expect(partText({ ...workload, changed })).toBe('one transformer block of toy (changed)');
  });

  test('of a size of its own has no model that it is scaled from', () => {
    const { workload } = rowOf('cpu', capacityCase.id);
    const scaled = { tokens: 8, experts: 8, topK: 2, hidden: 512, ffn: 256 };
    expect(scaledText({ model: 'own-size', scaled })).toBeNull();
    expect(partText({ ...workload, model: 'own-size', scaled })).toBe(
      'a layer of your own (experts 8, top k 2, hidden 512, ffn 256)',
    );
  });

  test('of a capacity under a router that decides leaves its shares unknown', () => {
    const { workload } = rowOf('cpu', capacityCase.id);
    const unknown = absent('router-decides');
    expect(dispatchText({ ...workload, dispatchShares: unknown })).toBe(
      'capacity:1.25: shares not known, the router decides at every step',
    );
  });
});

describe('a row of a training step', () => {
  const row = rowOf('webgpu-0', trainCase.id);
  const page = siteText(report);

  test('carries the parts of its traced step, from the round that was traced', () => {
    expect(row.parts).toEqual(PARTS);
    expect(spoken(rowOf('cpu', trainCase.id).parts)).toEqual({ available: false, reason: 'not this round' });
  });

  test('names them in its details, the greatest first, with their sum: 38 of 40 ms', () => {
    expect(page).toContain('experts 16 ms, 40 %; attention 6 ms, 15 %; dense 4 ms, 10 %;');
    expect(page).toContain('together 38 ms of a traced step of 40 ms, 95 %');
  });

  test('holds AdamW against the stream of the traced round: 7·205,376·4 bytes in 3 ms against 12,000,000 in 4', () => {
    const { optimizerOfStream } = row;
    expect(optimizerOfStream).toMatchObject({ available: true, kind: 'range', rounds: 1 });
    expect(optimizerOfStream.available && optimizerOfStream.point).toBeCloseTo(5_750_528 / 3 / 3_000_000, 12);
    expect(spoken(rowOf('cpu', trainCase.id).optimizerOfStream)).toEqual({
      available: false,
      reason: 'memory was not streamed in this run',
    });
  });

  test('keeps graph and session apart from the steps', () => {
    expect(page).toContain('graph built in 3 ms, session opened in 12 ms; in no step&#39;s time');
  });

  test('states the greatest difference and the flips of its loss curve', () => {
    const said =
      "5 steps: cross-entropy from 5 to 3 (40 % down), at most 2.0e-4 from the oracle's (1e-3 allowed); 3 choices of experts differ, in 2 of the steps";
    expect(curveText(CURVE)).toBe(said);
    expect(page).toContain(said.replaceAll("'", '&#39;'));
  });

  test('says where a curve broke off', () => {
    expect(curveText({ ...CURVE, loss: [5, 4.5] })).toBe('after 2 steps the loss is no number');
  });

  test('has its own cells in the CSV', () => {
    const cells = flatRows(report).find(({ part, target }) => part === 'train-step' && target === 'webgpu-0');
    expect(cells).toMatchObject({
      sequence: 250,
      layers: 2,
      dropped_share: 0,
      graph_build_ms: 3,
      session_create_ms: 12,
      traced_step_ms: 40,
      part_experts_ms: 16,
      curve_steps: 5,
      curve_max_difference: 0.0002,
      curve_flips: 3,
    });
  });
});

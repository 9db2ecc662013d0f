/** The layer of every config that runs, cut small, beside the independent oracle. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openOnnx } from '../../harness/runners/onnx/open.ts';
import { prove } from '../../harness/runners/prove.ts';
import { type Model, modelSchema } from '../../suites/model.ts';
import { workloadOf } from '../../suites/request/resolve.ts';
import { readTrace } from '../../suites/request/trace-file.ts';
import type { LayerWorkload } from '../../suites/workload.ts';
import { CONFIGS, read } from '../suites/config/fixture.ts';
import { disagreements } from './agreement.ts';
import { hasPython, oracleOf } from './oracle.ts';

const skip = !hasPython() && process.env.MOEBENCH_REQUIRE_ALL !== '1';

const runnable = readdirSync(CONFIGS)
  .map(file => file.replace(/\.json$/, ''))
  .map(name => ({ name, model: read(name).model }))
  .filter(({ model }) => model.router !== null);

describe.skipIf(skip)(
  'layers of configs beside the independent oracle (skipped where python3 ≥ 3.9 is missing)',
  () => {
    it('are more than fifty', () => {
      expect(runnable.length).toBeGreaterThan(50);
    });

    it.each(runnable)('$name', async ({ model }) => {
      const workload = smallLayer(model);
      const { oracle } = await prove({ workload, target: null, strategy: null, steps: 1 }, openOnnx());
      const { loss, tensors } = oracle;
      if (loss === null) throw new Error('a layer has a loss');
      expect(disagreements({ loss, tensors }, oracleOf(workload))).toEqual([]);
    });
  },
);

/** Its own router, activation, top-k and forms of the shared expert, in dims that plain Python multiplies quickly. */
function smallLayer(model: Model): LayerWorkload {
  const { topK, sharedFfn } = model.layer;
  const groups = model.router?.groups ?? null;
  const experts = groups === null ? topK + 3 : 4 * groups.count;
  const scale = { tokens: 13, hidden: 10, ffn: 6, experts };
  const layer = sharedFfn === undefined ? {} : { layer: { sharedFfn: 9 } };
  const request = {
    model: model.id,
    part: 'moe-layer',
    pass: 'forward-backward',
    dtype: 'float64',
    routing: 'learned',
    dispatch: 'dropless',
    seed: 5,
  } as const;
  const workload = workloadOf({ ...request, scale, ...layer }, modelSchema.parse(model), readTrace);
  if (workload.part !== 'moe-layer') throw new Error(workload.part);
  return workload;
}

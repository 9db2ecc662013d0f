/** What Python runners make of a workload without any framework, against what this project makes of it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { draw24, streamKey, weightAmplitude } from '../../../../suites/data.ts';
import { lossScale } from '../../../../suites/loss-scale.ts';
import { loadModels } from '../../../../suites/models.ts';
import { parameterTensors } from '../../../../suites/moe/model.ts';
import { capacityOf } from '../../../../suites/moe/routing/capacity.ts';
import { forcedExperts } from '../../../../suites/moe/routing/routing.ts';
import { traceChoices, traceRouting } from '../../../../suites/moe/routing/trace.ts';
import type { GivenTensor } from '../../../../suites/moe/tensors.ts';
import { givenOf } from '../../../../suites/parts.ts';
import { resolveWorkload } from '../../../../suites/resolve.ts';
import { UsageError } from '../../../../suites/usage-error.ts';
import { isMoe, type MoeWorkload, type Part } from '../../../../suites/workload.ts';
import { WORKLOADS } from '../../../independent/workloads.ts';

const SCRIPT = fileURLToPath(new URL('work.py', import.meta.url));
const PASS = { 'moe-layer': 'forward-backward', 'moe-block': 'forward-backward', 'train-step': 'train' } as const;
const DRAWS = [0, 1, 2, 4095, 4096, 2 ** 24, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1];

const answerSchema = z.object({
  tensors: z.array(
    z.object({
      name: z.string(),
      shape: z.array(z.number()),
      amplitude: z.number().optional(),
      fill: z.number().optional(),
    }),
  ),
  experts: z.array(z.array(z.number())).nullable(),
  capacity: z.number().nullable(),
  lossScale: z.number(),
  draws: z.array(z.number()),
});

type Asked = { readonly workload: MoeWorkload; readonly files?: Readonly<Record<string, string>> };

function answers(asked: readonly Asked[]) {
  const input = asked.map(question => JSON.stringify({ ...question, draws: DRAWS })).join('\n');
  const { status, stdout, stderr } = spawnSync('python3', [SCRIPT], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (status !== 0) throw new Error(`work.py: exit ${status}\n${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map(line => answerSchema.parse(JSON.parse(line)));
}

/** What a gradient is asked for: all but x, dy and tables. */
const trained = (workload: MoeWorkload): readonly GivenTensor[] =>
  workload.part === 'train-step'
    ? parameterTensors(workload)
    : givenOf(workload).filter(({ name, kind }) => kind !== 'table' && name !== 'x' && name !== 'dy');

const rowOf = ({ name, shape, kind }: GivenTensor) =>
  kind === 'gain'
    ? { name, shape: [...shape], fill: 1 }
    : { name, shape: [...shape], amplitude: kind === 'weight' ? weightAmplitude(shape[0] ?? 1) : 1 };

function expectedOf(workload: MoeWorkload) {
  const forced = forcedExperts(workload);
  const { topK, tokens, seed } = workload;
  return {
    tensors: trained(workload).map(rowOf),
    experts:
      forced === undefined
        ? null
        : Array.from({ length: tokens }, (_, t) => [...forced.subarray(t * topK, (t + 1) * topK)]),
    capacity: capacityOf(workload),
    lossScale: lossScale(workload),
    draws: DRAWS.map(index => draw24(streamKey(seed, 'x'), index)),
  };
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython && process.env.MOEBENCH_REQUIRE_ALL !== '1')(
  'plain Python (skipped where there is none)',
  () => {
    it.each(
      loadModels()
        .filter(({ differs }) => differs.layer === null)
        .map(({ id }) => id),
    )('%s: every tensor of every part, every forced expert and capacity, as in TypeScript', model => {
      const workloads = (Object.keys(PASS) as Part[]).flatMap(part =>
        ['learned', 'balanced', 'zipf:1.2'].flatMap(routing => {
          try {
            const request = { model, part, pass: PASS[part], routing, dtype: 'float16', seed: 7 } as const;
            const scale = { tokens: 512, ...(part === 'moe-layer' ? {} : { sequence: 128 }) };
            const workload = resolveWorkload({ ...request, scale, dispatch: 'capacity:1.1' });
            return isMoe(workload) ? [workload] : [];
          } catch (error) {
            if (error instanceof UsageError && part !== 'moe-layer') return [];
            throw error;
          }
        }),
      );
      expect(workloads.length).toBeGreaterThan(0);
      expect(answers(workloads.map(workload => ({ workload })))).toEqual(workloads.map(expectedOf));
    });

    it('every branch of a layer likewise', () => {
      const workloads = Object.values(WORKLOADS);
      expect(answers(workloads.map(workload => ({ workload })))).toEqual(workloads.map(expectedOf));
    });

    it('a trace is read from a file of int32 where there is one, and else from the workload', () => {
      const [small] = Object.values(WORKLOADS);
      if (small === undefined) throw new Error('no workload');
      const routing = traceRouting(Array.from({ length: small.tokens }, (_, t) => [t % 3, 3 + (t % 3)]));
      const workload = { ...small, routing };
      const folder = mkdtempSync(join(tmpdir(), 'moebench-trace-'));
      const choices = join(folder, 'choices.i32');
      // Other choices than the workload's, so that the file is seen to be read.
      writeFileSync(
        choices,
        Int32Array.from(traceChoices(routing), expert => 5 - expert),
      );
      const [fromWorkload, fromFile] = answers([{ workload }, { workload, files: { choices } }]);
      rmSync(folder, { recursive: true });
      expect(fromWorkload?.experts?.slice(0, 2)).toEqual([
        [0, 3],
        [1, 4],
      ]);
      expect(fromFile?.experts?.slice(0, 2)).toEqual([
        [5, 2],
        [4, 1],
      ]);
    });

    it('a capacity is that of the factor as it is written: 1.1 times 200 over 4 is 55', () => {
      const [small] = Object.values(WORKLOADS);
      if (small === undefined) throw new Error('no workload');
      const factors = [0.1, 0.7, 1, 1.1, 1.15, 1.25, 2.2];
      const workloads = factors.map(factor => ({
        ...small,
        tokens: 100,
        experts: 4,
        dispatch: { kind: 'capacity', factor } as const,
      }));
      expect(answers(workloads.map(workload => ({ workload }))).map(({ capacity }) => capacity)).toEqual([
        5, 35, 50, 55, 58, 63, 110,
      ]);
    });
  },
);

/** `moebench conform`: the oracle's values for a workload, and how far a target is from them. */

import { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { curveText } from '../../reports/analysis/curve-text.ts';
import { usableMemoryBytes } from '../../results/limits.ts';
import { type Curve, proofSchema } from '../../results/outcome.ts';
import type { Target } from '../../results/record.ts';
import { printGraph } from '../../suites/graph/print.ts';
import { footprintBytes, formatMemory } from '../../suites/moe/footprint.ts';
import { graphOf } from '../../suites/parts.ts';
import { resolveWorkload } from '../../suites/resolve.ts';
import { workloadSchema, workloadSha256 } from '../../suites/workload.ts';
import { runInWorker } from '../cell.ts';
import { detect } from '../detect/detect.ts';
import { limitedMemory } from '../detect/limits/limits.ts';
import { memoryText } from '../detect/memory.ts';
import { thisMachine } from '../detect/world.ts';
import { EXIT, RunFault, UsageError, unknownName } from '../errors.ts';
import { tensorSummarySchema } from '../runners/job.ts';
import { providerOf } from '../runners/onnx/session.ts';
import { onInterrupt } from './interrupt.ts';
import { askedByRun, pythonOption, runnersHere } from './runner-options.ts';
import { aligned } from './terminal.ts';
import { addWorkloadOptions, requestFromOptions, type WorkloadOptions, whole } from './workload-options.ts';

export const CONFORMANCE_SCHEMA = 'moebench.conformance/1';
/** Oracles are run on small layers; one that takes longer than this is not small. */
const TIMEOUT_MS = 30 * 60_000;

export const conformanceSchema = z.strictObject({
  schema: z.literal(CONFORMANCE_SCHEMA),
  model: z.string(),
  workload: workloadSchema,
  sha256: z.string(),
  /** The workload in float64 on the CPU. */
  oracle: z.strictObject({
    loss: z.number().nullable(),
    tensors: z.array(tensorSummarySchema),
    /** Cross-entropy of each step of a train-step; null for another part. */
    losses: z.array(z.number()).nullable(),
  }),
  /** null unless --target was given. */
  target: z
    .strictObject({
      id: z.string(),
      provider: z.string(),
      device: z.string(),
      ...proofSchema.pick({ holds: true, comparedSteps: true, tensors: true, loss: true, routing: true, curve: true })
        .shape,
    })
    .nullable(),
});

export type Conformance = Readonly<z.infer<typeof conformanceSchema>>;

type ConformOptions = WorkloadOptions & {
  readonly target?: string;
  readonly steps?: number;
  readonly python: readonly string[];
};

export function conformCommand(): Command {
  return addWorkloadOptions(new Command('conform'))
    .description("the oracle's values for a workload; with --target, that target's errors")
    .option('--target <id>', 'check this target against the oracle')
    .addOption(pythonOption())
    .option('--steps <n>', 'steps a train-step is followed for', whole('--steps'))
    .option('--graph', 'print the graph that is run, and nothing else')
    .option('--json', 'print one JSON document (docs/schemas/conformance.schema.json)')
    .action(async (options: ConformOptions & { graph?: boolean; json?: boolean }) => {
      if (options.graph === true) {
        process.stdout.write(printGraph(graphOf(resolveWorkload(requestFromOptions(options)))));
        return;
      }
      const conformance = await conform(options);
      process.stdout.write(options.json === true ? `${JSON.stringify(conformance)}\n` : conformanceText(conformance));
      if (conformance.target?.holds === false) process.exitCode = EXIT.cellsFailed;
    });
}

async function conform(options: ConformOptions): Promise<Conformance> {
  const request = requestFromOptions(options);
  const workload = resolveWorkload(request);
  const interrupt = onInterrupt();
  const { machine, targets } = await targetsHere(options, interrupt.signal);
  const needed = footprintBytes({ ...workload, dtype: 'float64' });
  const host = machine ?? (await limitedMemory(thisMachine));
  if (needed > usableMemoryBytes(host)) {
    throw new UsageError(
      `the oracle of this ${workload.part} needs about ${formatMemory(needed)}, ${memoryText(host)}: scale it with --tokens, --hidden, --ffn, --experts`,
    );
  }
  const target = options.target === undefined ? null : targetNamed(options.target, targets);
  const result = await runInWorker(
    { kind: 'prove', workload, target, strategy: target?.strategies[0] ?? null, steps: options.steps ?? 1 },
    TIMEOUT_MS,
    interrupt.signal,
  );
  interrupt.ignoreFromNow();
  if (result.kind === 'fault') throw new RunFault(`${result.fault.code}: ${result.fault.message}`);
  if (result.kind !== 'proof') throw new Error(`the worker answered with a ${result.kind}`);
  const { oracle, proof } = result;
  const document = {
    schema: CONFORMANCE_SCHEMA,
    model: request.model,
    workload,
    sha256: workloadSha256(workload),
    oracle,
  } as const;
  if (target === null || proof === null) return { ...document, target: null };
  const { holds, comparedSteps, tensors, loss, routing, curve } = proof;
  const { id, device } = target;
  const provider = target.process === undefined ? providerOf(target) : target.runner;
  return {
    ...document,
    target: { id, provider, device: device.name, holds, comparedSteps, tensors, loss, routing, curve },
  };
}

/** Nothing is looked for where no target was asked for. */
async function targetsHere({ target, python }: ConformOptions, interrupt: AbortSignal) {
  if (target === undefined) return { machine: null, targets: [] };
  return detect(thisMachine, undefined, askedByRun(runnersHere(python), [target], interrupt));
}

function targetNamed(id: string, targets: readonly Target[]): Target {
  const target = targets.find(candidate => candidate.id === id);
  if (target !== undefined) return target;
  throw unknownName(
    'target',
    id,
    targets.map(candidate => candidate.id),
    'moebench detect',
  );
}

function conformanceText({ model, sha256, oracle, target }: Conformance): string {
  const errors = new Map(target?.tensors.map(({ name, error, tolerance }) => [name, { error, tolerance }]));
  const rows = oracle.tensors.map(({ name, shape, l2 }) => {
    const compared = errors.get(name);
    const error =
      compared === undefined ? [] : [compared.error === null ? 'no number' : compared.error.toExponential(1)];
    return [name, `[${shape.join(',')}]`, l2.toPrecision(10), ...error];
  });
  const header = ['tensor', 'shape', '‖·‖₂', ...(target === null ? [] : [`error of ${target.id}`])];
  const [head, ...body] = aligned([header, ...rows], [2, 3]);
  const verdict =
    target === null ? [] : ['', target.holds ? pc.green(`${target.id} holds`) : pc.red(`${target.id} does not hold`)];
  const table = [pc.bold(head ?? ''), ...body];
  const curve = target?.curve == null ? [] : curveLines(target.curve);
  return [`${model}, workload ${sha256}`, `loss ${oracle.loss}`, '', ...table, ...curve, ...verdict, ''].join('\n');
}

/** Some ten steps of a curve, the last among them, and what it comes to. */
function curveLines(curve: Curve): readonly string[] {
  const { steps, loss, oracle, flips } = curve;
  const every = Math.ceil(steps / 10);
  const rows = loss.flatMap((value, step) => {
    if (step % every !== 0 && step !== steps - 1) return [];
    const expected = oracle[step] ?? Number.NaN;
    return [
      [step + 1, expected.toFixed(6), value.toFixed(6), (value - expected).toExponential(1), flips[step]].map(String),
    ];
  });
  const [head, ...body] = aligned([['step', 'oracle', 'target', 'difference', 'flips'], ...rows], [0, 1, 2, 3, 4]);
  return ['', pc.bold(head ?? ''), ...body, '', curveText(curve)];
}

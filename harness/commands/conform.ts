/** `moebench conform`: a workload in float64 on the CPU, the oracle, and the errors of a target beside it. */

import { Command } from 'commander';
import type { Language } from '../../reports/words/language.ts';
import { faultText } from '../../results/note-text.ts';
import type { Target } from '../../results/record.ts';
import { usableMemoryBytes } from '../../results/schema/limits.ts';
import { printGraph } from '../../suites/graph/print.ts';
import { workloadSha256 } from '../../suites/identity.ts';
import { footprintBytes, formatMemory } from '../../suites/moe/footprint.ts';
import { graphOf } from '../../suites/parts.ts';
import { requestedModel, resolveWorkload } from '../../suites/resolve.ts';
import { multipliesAsStored, storedType } from '../../suites/stored-type.ts';
import type { Workload } from '../../suites/workload.ts';
import { runInWorker } from '../cells/cell.ts';
import { detect } from '../detect/detect.ts';
import { cpuThreads } from '../detect/host.ts';
import { limitedMemory, readLimits } from '../detect/limits/limits.ts';
import { lastLine } from '../detect/runners/complaints.ts';
import { askedByRun } from '../detect/runners/detect.ts';
import { thisMachine } from '../detect/world.ts';
import { EXIT, RunFault, UsageError, unknownName } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import { memoryText } from '../memory/device.ts';
import { providerOf } from '../providers.ts';
import { conformanceSetText, conformSet } from './conformance/conform-set.ts';
import { CONFORMANCE_SCHEMA, type Conformance } from './conformance/document.ts';
import { type ForeignRunner, foreignRunner } from './conformance/foreign-runner.ts';
import { commandWords } from './options/command-words.ts';
import { pythonOption, runnersHere, showTries } from './options/runner-options.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import {
  addWorkloadOptions,
  describesLayer,
  requestFromOptions,
  type WorkloadOptions,
  wholeNumber,
} from './options/workload-options.ts';
import { conformanceText } from './text/conform-text.ts';
import { keptText } from './text/kept-text.ts';

/** The oracle runs on small workloads; a workload that takes longer is not small. */
const TIMEOUT_MS = 30 * 60_000;

type ConformOptions = WorkloadOptions & {
  readonly target?: string;
  readonly command?: string;
  readonly device?: string;
  readonly strategy?: string;
  readonly steps?: number;
  readonly python: readonly string[];
  readonly verbose?: boolean;
  readonly lang?: Language;
};

export function conformCommand(): Command {
  return addWorkloadOptions(new Command('conform'))
    .description('compute a small workload in float64, and check a target or a foreign runner against it')
    .option('--target <id>', 'the target to check (moebench detect)')
    .option('--command <line>', 'the command that starts the runner to check; without --model, a short set is checked')
    .option('--strategy <name>', 'the strategy to check (default: the first of the target or runner)')
    .option('--device <id>', 'the device of the runner given with --command (default: its first)')
    .addOption(pythonOption())
    .option('--steps <n>', 'how many steps of a train-step to compare', wholeNumber('--steps'))
    .option('--graph', 'print only the graph of the workload')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/conformance.schema.json)')
    .action(async (options: ConformOptions & { graph?: boolean; json?: boolean }) => {
      if (options.graph === true) {
        process.stdout.write(graphText(resolveWorkload(requestFromOptions(options))));
        return;
      }
      checkTogether(options);
      if (options.command !== undefined && !describesLayer(options)) return printSet(options.command, options);
      const conformance = await conform(options);
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(conformance)}\n`
          : conformanceText(conformance, screenOf(options.verbose, options.lang)),
      );
      if (conformance.target?.holds === false) process.exitCode = EXIT.cellsFailed;
    });
}

/** UsageError for an option that needs another option, or for two that both name the target. */
function checkTogether({ target, command, device, strategy }: ConformOptions): void {
  if (target !== undefined && command !== undefined) throw new UsageError('give --target or --command, not both');
  if (device !== undefined && command === undefined) throw new UsageError('--device is of a --command; name one');
  if (strategy !== undefined && target === undefined && command === undefined) {
    throw new UsageError('--strategy is of a --target or a --command; name one');
  }
}

async function printSet(command: string, options: ConformOptions & { readonly json?: boolean }): Promise<void> {
  const interrupt = onInterrupt();
  const runner = await runnerOf(command, options, interrupt.signal);
  const set = await conformSet(runner, options.dtype, interrupt.signal);
  interrupt.ignoreFromNow();
  process.stdout.write(options.json === true ? `${JSON.stringify(set)}\n` : conformanceSetText(set, options.lang));
  if (!set.holds) process.exitCode = EXIT.cellsFailed;
}

function graphText(workload: Workload): string {
  if (!multipliesAsStored(workload.dtype)) {
    throw new UsageError(
      `${workload.dtype} has no graph: ONNX Runtime does not compute it; give --dtype ${storedType(workload.dtype)}`,
    );
  }
  return printGraph(graphOf(workload));
}

async function conform(options: ConformOptions): Promise<Conformance> {
  const request = requestFromOptions(options);
  const workload = resolveWorkload(request);
  const interrupt = onInterrupt();
  const { machine, target, strategy } = await chosenTarget(options, interrupt.signal);
  const needed = footprintBytes({ ...workload, dtype: 'float64' });
  const host = machine ?? (await limitedMemory(thisMachine));
  if (needed > usableMemoryBytes(host)) {
    throw new UsageError(
      `the oracle of this ${workload.part} needs about ${formatMemory(needed)}, ${memoryText(host)}: scale it with --tokens, --hidden, --ffn, --experts`,
    );
  }
  process.stderr.write(keptText(request, requestedModel(request), options.lang));
  const result = await runInWorker(
    { kind: 'prove', workload, target, strategy, steps: options.steps ?? 1 },
    TIMEOUT_MS,
    interrupt.signal,
  );
  interrupt.ignoreFromNow();
  if (result.kind === 'fault') {
    const { code, detail } = result.fault;
    const message = faultText(result.fault);
    // Of a runner in this process the detail is a stack.
    const words = target?.process === undefined ? '' : lastLine(detail);
    throw new RunFault(`${code}: ${message}${words === '' ? '' : ` ("${words}")`}`);
  }
  if (result.kind !== 'proof') throw new Error(`the worker answered with a ${result.kind}`);
  const { oracle, proof } = result;
  const document = {
    schema: CONFORMANCE_SCHEMA,
    model: requestedModel(request).id,
    workload,
    sha256: workloadSha256(workload),
    oracle,
  } as const;
  if (target === null || strategy === null || proof === null) return { ...document, target: null };
  const { kernel, holds, comparedSteps, tensors, loss, routing, curve } = proof;
  const { id, device } = target;
  const provider = target.process === undefined ? providerOf(target).id : target.runner;
  return {
    ...document,
    target: {
      id,
      provider,
      device: device.name,
      strategy,
      kernel,
      holds,
      comparedSteps,
      tensors,
      loss,
      routing,
      curve,
    },
  };
}

/** What is checked, and by which strategy; null: nothing is, and then nothing is looked for. `machine`: where detect has looked. */
async function chosenTarget(options: ConformOptions, interrupt: AbortSignal) {
  const { target: id, command, python } = options;
  if (command !== undefined) return { machine: null, ...(await runnerOf(command, options, interrupt)) };
  if (id === undefined) return { machine: null, target: null, strategy: null };
  const asked = askedByRun(runnersHere(python), [id], showTries(), interrupt);
  const { machine, targets } = await detect(thisMachine, undefined, asked);
  const target = targetNamed(id, targets);
  return { machine, target, strategy: strategyOf(target, options.strategy) };
}

async function runnerOf(command: string, options: ConformOptions, interrupt: AbortSignal): Promise<ForeignRunner> {
  const threads = cpuThreads(await readLimits(thisMachine, await thisMachine.hostFacts()));
  return foreignRunner(commandWords(command, '--command'), options, threads, interrupt);
}

/** The strategy that is named, or the target's first. */
function strategyOf({ id, strategies }: Target, name: string | undefined): string {
  const strategy = name ?? strategies[0] ?? '';
  if (strategies.includes(strategy)) return strategy;
  throw unknownName('strategy', strategy, strategies, `${id} has ${strategies.join(', ')}`);
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

/** The options that name a workload: the same for `run`, `conform`, and the command that runs a row again. */
import { type Command, Option } from 'commander';
import { CHANGE_OPTIONS, readChanges } from '../../../suites/request/change-options.ts';
import { SCALABLE, type Scaling } from '../../../suites/request/dims.ts';
import { missingDims, OWN_SIZE_DIMS } from '../../../suites/request/own-size.ts';
import type { WorkloadRequest } from '../../../suites/request/request.ts';
import { DTYPES, PARTS, PASSES } from '../../../suites/workload.ts';
import { UsageError } from '../../errors.ts';

/** Beside these the texts of CHANGE_OPTIONS, by their names. */
export type WorkloadOptions = Scaling & {
  readonly model?: string;
  readonly part: WorkloadRequest['part'];
  readonly pass?: WorkloadRequest['pass'];
  readonly dtype: WorkloadRequest['dtype'];
  readonly routing: string;
  readonly dispatch?: string;
  readonly learningRate?: number;
  readonly seed: number;
};

type Dim = (typeof SCALABLE)[number];

/** Dims of a workload, under their headings in --help. */
const DIMS: Readonly<Record<string, readonly (readonly [Dim, string])[]>> = {
  'Dims (default: those of the model):': [
    ['tokens', 'tokens in a step (default: 4096)'],
    ['hidden', 'hidden width'],
    ['ffn', 'width of an expert'],
    ['experts', 'number of routed experts'],
    ['topK', 'routed experts per token'],
    ['sharedExperts', 'shared experts, used by every token'],
  ],
  'Dims of a moe-block or train-step:': [
    ['sequence', 'tokens in a sequence (default: 1024)'],
    ['heads', 'attention heads'],
    ['kvHeads', 'key and value heads (GQA)'],
    ['headDim', 'width of a head (GQA)'],
    ['ropeDim', 'rotated part of a head (RoPE)'],
    ['queryRank', 'rank of the query bottleneck (MLA)'],
    ['kvRank', 'rank of the key and value bottleneck (MLA)'],
    ['nopeDim', 'unrotated part of a head (MLA)'],
    ['valueDim', 'width of the values of a head (MLA)'],
  ],
  'Dims of a train-step:': [
    ['layers', 'number of layers'],
    ['firstDense', 'leading dense layers'],
    ['moeEvery', 'every n-th of the other layers has experts'],
    ['denseFfn', 'width of a dense layer'],
    ['vocab', 'vocabulary size, at least 256'],
  ],
};

/** Every option that describes the workload, except the model. */
export const WORKLOAD_OPTIONS: readonly string[] = [
  ...['part', 'pass', 'dtype', 'routing', 'dispatch', 'learningRate', 'seed'],
  ...SCALABLE,
  ...CHANGE_OPTIONS.map(({ name }) => name),
];

/** The shortest command of a layer without a model. */
export const OWN_SIZE_EXAMPLE = '--experts 8 --top-k 2 --hidden 512 --ffn 256';

export function addWorkloadOptions(command: Command): Command {
  command
    .optionsGroup('One workload:')
    .option('--model <id>', 'the model (moebench list models); without it a plain layer of your own dims')
    .addOption(new Option('--part <part>', 'part of the model').choices([...PARTS]).default('moe-layer'))
    .addOption(
      new Option('--pass <pass>', 'pass (default: "forward-backward", for a train-step "train")').choices([...PASSES]),
    )
    .addOption(new Option('--dtype <type>', 'element type').choices([...DTYPES]).default('float32'))
    .option(
      '--routing <kind>',
      'how tokens choose experts: learned, balanced, zipf:<exponent> or trace:<file>',
      'balanced',
    )
    .option('--dispatch <kind>', "dropless or capacity:<factor> (default: the model's)")
    .option(
      '--learning-rate <rate>',
      'learning rate of a train-step (default: 0.001)',
      positiveNumber('--learning-rate'),
    )
    .option('--seed <n>', 'seed of the data', wholeNumber('--seed'), 1);
  for (const [heading, dims] of Object.entries(DIMS)) {
    command.optionsGroup(heading);
    for (const [dim, meaning] of dims) command.option(`${flagOf(dim)} <n>`, meaning, wholeNumber(flagOf(dim)));
  }
  command.optionsGroup('Router and layer (default: those of the model):');
  for (const { name, argument, meaning } of CHANGE_OPTIONS) command.option(`${flagOf(name)} ${argument}`, meaning);
  return command.optionsGroup('Options:');
}

/** Whether the options ask for one workload: of a model, or of a size of their own. */
export function namesWorkload(options: Pick<WorkloadOptions, 'model' | Dim>): boolean {
  return options.model !== undefined || OWN_SIZE_DIMS.some(name => options[name] !== undefined);
}

/** Whether they name a workload, or give a dim or a field of one. */
export function describesLayer(options: WorkloadOptions): boolean {
  const dims = SCALABLE.some(name => options[name] !== undefined);
  return namesWorkload(options) || dims || Object.keys(readChanges(options)).length > 0;
}

/** What the options ask for. UsageError where there is neither a model nor the dims of a layer without one. */
export function requestFromOptions(options: WorkloadOptions): WorkloadRequest {
  const { model = null, part, dtype, routing, dispatch = null, learningRate, seed } = options;
  const scale: Scaling = Object.fromEntries(
    SCALABLE.flatMap(name => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  const pass = options.pass ?? (part === 'train-step' ? 'train' : 'forward-backward');
  const rate = learningRate === undefined ? {} : { learningRate };
  if (model === null) checkOwnSize(scale, part);
  return { model, part, scale, pass, dtype, routing, dispatch, seed, ...rate, ...readChanges(options) };
}

/** UsageError, naming what is missing, for dims that make no layer without a model. */
function checkOwnSize(scale: Scaling, part: WorkloadRequest['part']): void {
  const missing = missingDims(scale);
  const flags = (names: readonly string[]) => names.map(flagOf).join(', ');
  if (part !== 'moe-layer') {
    throw new UsageError(`--part ${part} needs a model: give --model (moebench list models)`);
  }
  if (missing.length === 0) return;
  throw new UsageError(
    `no --model given: name one of moebench list models, or give ${flags(OWN_SIZE_DIMS)} (missing: ${flags(missing)}), for example ${OWN_SIZE_EXAMPLE}`,
  );
}

/** A parser for an option that takes a whole number. */
export function wholeNumber(option: string): (text: string) => number {
  return text => {
    if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${option} is '${text}'; give a whole number`);
    return Number(text);
  };
}

/** A parser for a number above 0. */
export function positiveNumber(option: string): (text: string) => number {
  return text => {
    const value = Number(text);
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw new UsageError(`${option} is '${text}'; give a positive number`);
    }
    return value;
  };
}

/** `--top-k` */
function flagOf(dim: string): string {
  return `--${dim.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}

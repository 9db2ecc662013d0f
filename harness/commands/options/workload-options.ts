/** The options that name a workload: the same for `run`, `conform`, and the command that runs a row again. */
import { type Command, Option } from 'commander';
import { SCALABLE, type Scaling } from '../../../suites/request/dims.ts';
import type { WorkloadRequest } from '../../../suites/request/request.ts';
import { DTYPES, PARTS, PASSES } from '../../../suites/workload.ts';
import { UsageError } from '../../errors.ts';

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
];

export function addWorkloadOptions(command: Command): Command {
  command
    .optionsGroup('One workload:')
    .option('--model <id>', 'the model (moebench list models)')
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
    .option('--learning-rate <rate>', 'learning rate of a train-step (default: 0.001)', positive('--learning-rate'))
    .option('--seed <n>', 'seed of the data', wholeNumber('--seed'), 1);
  for (const [heading, dims] of Object.entries(DIMS)) {
    command.optionsGroup(heading);
    for (const [dim, meaning] of dims) command.option(`${flagOf(dim)} <n>`, meaning, wholeNumber(flagOf(dim)));
  }
  return command.optionsGroup('Options:');
}

/** What the options ask for. UsageError when no model is given. */
export function requestFromOptions(options: WorkloadOptions): WorkloadRequest {
  const { model, part, dtype, routing, dispatch = null, learningRate, seed } = options;
  if (model === undefined) throw new UsageError('no --model given: name one of moebench list models');
  const scale: Scaling = Object.fromEntries(
    SCALABLE.flatMap(name => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  const pass = options.pass ?? (part === 'train-step' ? 'train' : 'forward-backward');
  const rate = learningRate === undefined ? {} : { learningRate };
  return { model, part, scale, pass, dtype, routing, dispatch, seed, ...rate };
}

/** A parser for an option that takes a whole number. */
export function wholeNumber(option: string): (text: string) => number {
  return text => {
    if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${option} is '${text}'; give a whole number`);
    return Number(text);
  };
}

function positive(option: string): (text: string) => number {
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

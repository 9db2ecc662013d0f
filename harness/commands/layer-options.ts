/** The options that name a layer workload, the same wherever one is named: `run`, `conform`, and a row's re-run command. */
import { type Command, Option } from 'commander';
import { type LayerRequest, resolveLayer, SCALABLE, type Scaling } from '../../suites/resolve.ts';
import { DTYPES, type LayerWorkload, PASSES } from '../../suites/workload.ts';
import { UsageError } from '../errors.ts';

export type LayerOptions = Scaling & {
  readonly model?: string;
  readonly part: 'moe-layer';
  readonly pass: LayerRequest['pass'];
  readonly dtype: LayerRequest['dtype'];
  readonly routing: string;
  readonly dispatch?: string;
  readonly seed: number;
};

export function addLayerOptions(command: Command): Command {
  return command
    .option('--model <id>', 'the model whose layer it is (moebench list models)')
    .addOption(new Option('--part <part>', 'which part of the model').choices(['moe-layer']).default('moe-layer'))
    .addOption(new Option('--pass <pass>', 'which pass').choices([...PASSES]).default('forward-backward'))
    .addOption(new Option('--dtype <type>', 'element type').choices([...DTYPES]).default('float32'))
    .option('--routing <kind>', 'learned, balanced or zipf:<exponent>', 'balanced')
    .option('--dispatch <kind>', 'dropless or capacity:<factor> (default: as the model was trained)')
    .option('--tokens <n>', 'tokens in a step', whole('--tokens'))
    .option('--hidden <n>', 'hidden width', whole('--hidden'))
    .option('--ffn <n>', 'width of an expert', whole('--ffn'))
    .option('--experts <n>', 'routed experts', whole('--experts'))
    .option('--top-k <n>', 'experts a token goes to', whole('--top-k'))
    .option('--shared-experts <n>', 'experts every token goes to', whole('--shared-experts'))
    .option('--seed <n>', 'seed of all data', whole('--seed'), 1);
}

export type NamedLayer = { readonly workload: LayerWorkload; readonly model: string; readonly scale: Scaling };

/** The workload the options name. UsageError when no model is given or a dim cannot be. */
export function layerFromOptions(options: LayerOptions): NamedLayer {
  const { model, pass, dtype, routing, dispatch = null, seed } = options;
  if (model === undefined) throw new UsageError('no --model given: name one of moebench list models');
  const scale: Scaling = Object.fromEntries(
    SCALABLE.flatMap(name => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  return { workload: resolveLayer({ model, scale, pass, dtype, routing, dispatch, seed }), model, scale };
}

/** A parser for an option that takes a whole number. */
export function whole(option: string): (text: string) => number {
  return text => {
    if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${option} is '${text}'; give a whole number`);
    return Number(text);
  };
}

/** Texts of the claim sonicmoe-h100. */
import type { SONIC_TEXTS } from '../../reproduce/text-codes.ts';
import type { Sentence } from '../sentence.ts';

export const SONIC: Readonly<Record<(typeof SONIC_TEXTS)[number], Sentence>> = {
  'sonic-title': 'One MoE layer on an H100, bfloat16: SonicMoE and the implementations it was compared with',
  'sonic-source':
    "arXiv:2512.14080, 'SonicMoE', and github.com/Dao-AILab/sonic-moe, assets/tput.png: read off the picture, ±{error} TFLOP/s",
  'sonic-abstract': 'abstract',
  'sonic-figure': 'figure 14 (assets/tput.png)',
  'sonic-answer':
    'Forward and backward together reach {least:roughPercent} to {most:roughPercent} of the fastest bfloat16 product known on the chip ({largestMatmul} TFLOP/s); the finer the experts, the lower the share.',
  'sonic-not-shown':
    'Each figure is one run of a kernel by its authors, read off a picture; no record here is of their kernel.',
  'sonic-to-show': 'a record of that kernel on an H100, as a strategy of a runner (docs/RUNNERS.md)',
  'sonic-states-forward': '{shape}: forward {value} TFLOP/s (read off, ±{error}).',
  'sonic-states-backward': '{shape}: backward {value} TFLOP/s (read off, ±{error}).',
  'sonic-states-speedup': '{value} times the compute throughput of ScatterMoE for a fine-grained 7B MoE.',
  'sonic-states-days': '213 billion tokens a day on 64 H100, where ScatterMoE has 225 billion on 96.',
  'sonic-step-both': 'Forward and backward together, {shape}',
  'sonic-step-tokens-sonic': 'Tokens of one GPU that trains a 7B model with SonicMoE',
  'sonic-step-tokens-scatter': 'Tokens of one GPU that trains a 7B model with ScatterMoE',
  'sonic-formula-tokens': '{tokensPerDay:billions} × 10⁹ ÷ 86,400 ÷ {gpus}',
  'sonic-inferred-seven-billion': 'The {speedup} times ScatterMoE of a 7B model is the shape {shape}.',
  'sonic-because-seven-billion':
    'There both passes together are {ratio:digits} times those of ScatterMoE, and no other shape is within 0.01 of {speedup}.',
  'sonic-inferred-read-off': 'A bar is ±{error} TFLOP/s, and so are two bars together: 0.5 % to 1 %.',
  'sonic-because-read-off': 'Heights were measured in the published picture.',
  'sonic-differs-kernel':
    'Theirs is a kernel for Hopper (CUDA 12.9, torch 2.7 or newer); ours is in the column "software".',
  'sonic-differs-routing': 'Ours spreads rows evenly (balanced); the figure does not say how its rows are spread.',
  'sonic-differs-passes':
    'Ours keeps every gradient as a complete tensor until the step ends; theirs is not described.',
  'sonic-differs-flops': 'Theirs counts 6·T·k·H·F forward; ours also counts the router, 2·T·H·E: 0.3 % to 2.1 % more.',
  'sonic-differs-board': 'Another board, driver and clock: boards of one chip differ by some percent.',
  'sonic-table-published': 'As published: TFLOP/s, useful FLOPs; for all but SonicMoE both passes together',
  'sonic-note-published':
    'DeepGEMM-pt: its grouped products with plain PyTorch around them; DeepGEMM++: with helper kernels of SonicMoE. The figure has MegaBlocks for the first shape alone: 364 forward, 383 backward; with 256 experts it did not run.',
};

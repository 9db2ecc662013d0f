/** Texts of the claim pangu-ultra-moe. */
import type { PANGU_TEXTS } from '../../reproduce/text-codes.ts';
import type { Sentence } from '../sentence.ts';

export const PANGU: Readonly<Record<(typeof PANGU_TEXTS)[number], Sentence>> = {
  'pangu-title': 'Pangu Ultra MoE was trained at an MFU of {mfu:percent} on {npus:integer} Ascend NPUs',
  'pangu-source': "arXiv:2505.04519, 'Pangu Ultra MoE: How to Train Your Big MoE on Ascend NPUs'",
  'pangu-abstract': 'abstract',
  'pangu-body': 'body text',
  'pangu-answer-gain':
    'The gain follows from the tokens per second: {gain:digits} times the speed of an NPU; the two MFUs give {statedGain:digits}.',
  'pangu-answer-level':
    'The level does not follow, by 6 FLOPs for each active parameter: the stated tokens per second are {share:percent} of the peak of a 910B2, not {stated:percent}. Both runs differ by the same factor, {tunedFactor:digits} and {baselineFactor:digits}: another count of FLOPs, not an error.',
  'pangu-answer-comparison':
    'Compare it with other chips by tokens per second, or by an MFU that is counted in the same way.',
  'pangu-not-shown': 'The MFU depends on a count of FLOPs and a peak that the paper does not give, and on one run.',
  'pangu-to-show': 'the FLOPs counted for a token, the peak they are divided by, and tokens per second of a second run',
  'pangu-states-model': 'The model has {value:billions} × 10⁹ parameters.',
  'pangu-states-tokens-tuned':
    '{tokensPerSecond:millions} million tokens/s on {npus:thousands}K Ascend NPUs after tuning.',
  'pangu-states-tokens-baseline':
    '{tokensPerSecond:millions} million tokens/s on {npus:thousands}K Ascend NPUs before tuning.',
  'pangu-states-mfu-tuned': 'An MFU of {mfu:percent} on {npus:thousands}K NPUs after tuning.',
  'pangu-states-mfu-baseline': 'An MFU of {mfu:percent} on {npus:thousands}K NPUs before tuning.',
  'pangu-step-speed-tuned': 'Speed of one NPU after tuning',
  'pangu-step-speed-baseline': 'Speed of one NPU before tuning',
  'pangu-formula-speed': '{tokensPerSecond:integer} ÷ {npus:integer}',
  'pangu-step-flops-tuned': 'Useful work of one NPU after tuning',
  'pangu-step-flops-baseline': 'Useful work of one NPU before tuning',
  'pangu-formula-flops': 'tokens/s × 6 × {active:billions} × 10⁹',
  'pangu-step-mfu-tuned': 'MFU after tuning',
  'pangu-step-mfu-baseline': 'MFU before tuning',
  'pangu-formula-mfu': '÷ {peak:trillions} TFLOP/s',
  'pangu-step-gain': 'Speed of an NPU after tuning ÷ speed before',
  'pangu-formula-gain': 'tokens/s of an NPU after tuning ÷ tokens/s before',
  'pangu-step-mfu-tuned-lesser': 'MFU after tuning, if the NPU is the slower 910B3',
  'pangu-inferred-npu': 'The NPU has the peak of an Ascend 910B2.',
  'pangu-because-npu':
    'The paper says Ascend NPUs; the 910B2 is the faster of the two chips sold in its servers. With the slower chip the gap is smaller and remains.',
  'pangu-inferred-convention':
    'The paper counts about twice the FLOPs of 6 × active parameters, or divides by half the peak.',
  'pangu-because-convention':
    'One factor fits both runs within 1 %. Attention and recomputed work would be in such a count; the paper does not say.',
  'pangu-inferred-round-numbers': '6K and 4K are read as 6,000 and 4,000 NPUs.',
  'pangu-because-round-numbers': 'Read as 6,144 and 4,096 NPUs, the MFUs are about 2 % lower and the gain is the same.',
};

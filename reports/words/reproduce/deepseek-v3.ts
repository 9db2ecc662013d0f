/** Texts of the claim deepseek-v3. */
import type { DEEPSEEK_TEXTS } from '../../reproduce/text-codes.ts';
import type { Sentence } from '../sentence.ts';

export const DEEPSEEK: Readonly<Record<(typeof DEEPSEEK_TEXTS)[number], Sentence>> = {
  'deepseek-title': 'DeepSeek-V3 was trained for {usd:millions} million USD of H800 rent',
  'deepseek-source': 'arXiv:2412.19437, section 1, Table 1',
  'deepseek-table-1': 'section 1, Table 1',
  'deepseek-answer-bill':
    'The bill is exactly its hours times its price: {allHours:millions} million × {usdPerHour} USD. The price is assumed; the bill is not an amount that was paid.',
  'deepseek-answer-speed':
    'The hours imply {speed:integer} tokens/s on each H800: {ofBfloat16:percent} of its bfloat16 peak. The model was trained in FP8; of the FP8 peak it is {ofFloat8:percent}.',
  'deepseek-not-shown':
    'The hours are of one run by one team, and the price of an hour is assumed: neither has an interval.',
  'deepseek-to-show': 'hours of a second run, and an offered rent',

  'deepseek-states-tokens': 'Pre-training used {value:trillions} × 10¹² tokens.',
  'deepseek-states-pretraining-hours': 'Pre-training took {value:thousands} thousand H800-hours.',
  'deepseek-states-hours-per-trillion': '10¹² tokens took {value:thousands} thousand H800-hours.',
  'deepseek-states-days-per-trillion': '10¹² tokens took {value} days on the cluster.',
  'deepseek-states-devices': 'The cluster has {value:integer} H800.',
  'deepseek-states-all-hours': 'The complete training took {value:thousands} thousand H800-hours.',
  'deepseek-states-price': 'The rent of an H800 is assumed to be {value} USD per hour.',
  'deepseek-states-bill': 'The complete training cost {value:millions} million USD.',

  'deepseek-step-hours-per-trillion': 'Device-hours for 10¹² tokens',
  'deepseek-formula-hours-per-trillion': '{pretrainingHours:integer} ÷ {tokens:trillions}',
  'deepseek-step-days-per-trillion': 'Days for 10¹² tokens on the cluster',
  'deepseek-formula-days-per-trillion': '{pretrainingHours:integer} ÷ {tokens:trillions} ÷ {devices:integer} ÷ 24',
  'deepseek-step-days': 'Days of pre-training, if the cluster is never idle',
  'deepseek-formula-days': '{pretrainingHours:integer} ÷ {devices:integer} ÷ 24',
  'deepseek-step-bill': 'Rent of the complete training',
  'deepseek-formula-bill': '{allHours:integer} × {usdPerHour} USD',
  'deepseek-step-other-hours': 'Share of the hours that is not pre-training',
  'deepseek-formula-other-hours': '({allHours:integer} − {pretrainingHours:integer}) ÷ {allHours:integer}',
  'deepseek-step-tokens-per-second': 'Speed of one H800 in pre-training',
  'deepseek-formula-tokens-per-second': '{tokens:trillions} × 10¹² ÷ ({pretrainingHours:integer} × 3600)',
  'deepseek-step-flops': 'Useful work of one H800',
  'deepseek-formula-flops': 'tokens/s × 6 × {active:billions} × 10⁹',
  'deepseek-step-mfu-bfloat16': 'MFU over the bfloat16 peak',
  'deepseek-formula-mfu-bfloat16': '÷ {peak:trillions} TFLOP/s',
  'deepseek-step-mfu-float8': 'MFU over the FP8 peak',
  'deepseek-formula-mfu-float8': '÷ {peak:trillions} TFLOP/s',
  'deepseek-step-cost-per-trillion': 'Cost of 10¹² tokens, pre-training alone',
  'deepseek-formula-cost-per-trillion': '10¹² ÷ (3600 × tokens/s) × {usdPerHour} USD',

  'deepseek-inferred-peak': 'The peaks are those of the SXM form of the H800.',
  'deepseek-because-peak':
    'The paper names H800 with NVLink; some papers divide by the lower FP8 peak of the PCIe form, about 1,513 TFLOP/s.',
  'deepseek-inferred-average':
    'The speed is an average over the complete pre-training. It includes restarts and idle hours if the hours include them.',
  'deepseek-because-average': 'The paper gives hours and no speed, and does not say which hours are counted.',
  'deepseek-inferred-convention':
    '6 FLOPs for each active parameter and token leave out attention over the sequence and the multi-token head.',
  'deepseek-because-convention':
    'The paper gives no FLOPs. Every MFU here uses this convention, so that chips can be compared.',
};

/** Texts of the claim ling-2025. */
import { roughPercent } from '../../../results/significant.ts';
import { percentText } from '../../format.ts';
import type { LING_TEXTS } from '../../reproduce/text-codes.ts';
import type { Sentence } from '../sentence.ts';

const percentOf = (value: unknown): string => roughPercent(Number(value));

const DEVICE =
  'Device {letter}: peak {peak:trillions} TFLOP/s, {memoryBytes:billions} GB, {float8} FP8; a fair cost of {pricePerHour} RMB per hour.';

const savingText: Extract<Sentence, (...values: never) => string> = (values, _, chances) =>
  `By published speeds device ${values.letter} alone would save ${percentOf(values.point)} (95 % of samples: ${percentOf(values.low)} to ${percentOf(values.high)}), and ${percentOf(values.claimed)} or more in ${percentOf(values.chance)} of samples; ${chances.join(', ')}.`;

export const LING: Readonly<Record<(typeof LING_TEXTS)[number], Sentence>> = {
  'ling-title': 'Ling-plus trained on lower-specification devices costs {saving:percent} less than on device D',
  'ling-source': "arXiv:2503.05139v2, 'Every FLOP Counts'",
  'ling-costs-section': 'section 1.3',
  'ling-devices-section': 'section 1.2, Table 1',
  'ling-all-sections': 'all sections',
  'ling-answer-arithmetic':
    'The arithmetic holds: {claimedCost:millions} million is {saving:percent} less than {costOnD:millions} million. The paper gives no evidence for the two costs: no throughput, no device, no mix.',
  'ling-answer-needs': ({ claimed, mfuOfD }, _, needs) =>
    `To save ${percentOf(claimed)}, a device alone must reach these shares of its peak: ${needs.join(', ')}. The cost on D implies ${percentText(Number(mfuOfD))} of the peak of D.`,
  'ling-device-need': '{mfu:percent} ({letter})',
  'ling-answer-plausible': (values, because, chances) =>
    `${savingText(values, because, chances)} The saving is plausible and not shown: it needs device ${values.letter}, or a mix with much of it.`,
  'ling-answer-shown': (values, because, chances) =>
    `${savingText(values, because, chances)} By these speeds the saving is shown: it needs device ${values.letter}, or a mix with much of it.`,
  'ling-device-chance': '{letter} in {chance:roughPercent}',
  'ling-not-shown':
    'The paper gives no throughput, no device and no mix, and by published speeds the interval of the saving contains 0.',
  'ling-shown': 'By published speeds the complete interval of the saving lies above 0.',
  'ling-to-show':
    'tokens per second of Ling-plus on device D, and on the devices that cost {claimedCost:millions} million, each of several runs',

  'ling-states-cost-d': '10¹² tokens of Ling-plus cost an estimated {value:millions} million RMB on device D.',
  'ling-states-cost-lower': 'On a lower-specification hardware system they cost {value:millions} million RMB.',
  'ling-states-saving': 'The lower-specification system saves {value:percent}.',
  'ling-states-mix': '9 × 10¹² tokens of pre-training were spread over five distinct hardware configurations.',
  'ling-states-silence':
    'The paper names no maker of any device, no device or mix for the 5.08 million, no share of tokens, no throughput and no MFU.',
  'ling-states-device-with-float8': DEVICE.replace('{float8}', 'with'),
  'ling-states-device-without-float8': DEVICE.replace('{float8}', 'no'),

  'ling-step-saving': 'Saving',
  'ling-formula-saving': '1 − {claimedCost:millions} ÷ {costOnD:millions}',
  'ling-step-hours-d': 'Hours of device D for 10¹² tokens',
  'ling-formula-hours-d': '{costOnD:integer} ÷ {pricePerHour}',
  'ling-step-speed-d': 'Speed of device D',
  'ling-formula-speed-d': '10¹² ÷ (3600 × hours)',
  'ling-step-mfu-d': 'MFU of device D',
  'ling-formula-mfu-d': 'tokens/s × 6 × {active:billions} × 10⁹ ÷ {peak:trillions} TFLOP/s',

  'ling-inferred-identity-a': 'Device A is likely a Huawei Ascend 910B.',
  'ling-because-identity-a': 'The 910B2 has 376 TFLOP/s in 16 bits and 64 GB, and no FP8.',
  'ling-inferred-identity-b': 'Device B is likely an Alibaba T-Head PPU.',
  'ling-because-identity-b': 'The PPU has 96 GB, and a report of 16,384 of these cards gives 118.7 TFLOP/s each.',
  'ling-inferred-identity-c': 'Device C is likely an NVIDIA A100 or A800.',
  'ling-because-identity-c': 'Both have 312 TFLOP/s, 80 GB and no FP8.',
  'ling-inferred-identity-d': 'Device D is likely an NVIDIA H100 or H800.',
  'ling-because-identity-d': 'Both have 989 TFLOP/s, 80 GB and FP8, and the text names them as the expensive class.',
  'ling-inferred-identity-e': 'Device E is likely an NVIDIA H20.',
  'ling-because-identity-e': 'The H20 has 148 TFLOP/s, 96 GB and FP8.',
  'ling-inferred-peak-dtype': 'The one peak of each device is that of 16-bit products.',
  'ling-because-peak-dtype': 'The table gives one figure and no type; it is the 16-bit figure of every chip that fits.',
  'ling-inferred-rent': 'The fair cost includes all costs of a device-hour: power, host and network.',
  'ling-because-rent': 'The two costs are given as total costs, and the table has no other cost.',
  'ling-inferred-system': 'The lower-specification system may be one device or any mix, including device D.',
  'ling-because-system': 'Only its cost is given. Every cell of the tables above is a way to reach it.',
  'ling-inferred-speed-d':
    'A chip with the peak and memory of device D would reach {point:integer} tokens/s (80 %: {low:integer} to {high:integer}).',
  'ling-because-speed-d-within':
    'The speed is projected from published speeds, none of them of Ling; the {implied:integer} tokens/s that the cost implies lie within this interval.',
  'ling-because-speed-d-outside':
    'The speed is projected from published speeds, none of them of Ling; the {implied:integer} tokens/s that the cost implies lie outside this interval.',
  'ling-inferred-ratio': 'A saving is a ratio of two projected speeds of one model; part of their errors is common.',
  'ling-because-ratio':
    'The common part cancels. The part of each device is a factor of e^±{logSigma:rough} (one standard deviation), as wide as for a maker without anchors, because no maker is named.',

  'ling-table-devices': 'What each device alone must reach',
  'ling-note-devices':
    'tokens/s = price × 10¹² ÷ (3600 × cost); MFU = tokens/s × 6 × {active:billions} × 10⁹ ÷ peak. At the speed for {costOnD:millions} million a device costs as much as D.',
  'ling-table-mixes-with-d': 'What a device must reach when D does a share of the tokens',
  'ling-note-mixes-with-d':
    'The MFU that the device must reach, so that both together cost {claimedCost:millions} million; – is above its peak. Most of D: the share of D at which the device would need its full peak. For two devices without D, at one MFU, the mix must reach the token-weighted mean of what each must reach alone.',
  'ling-table-plausible-devices': 'Each device alone, by published speeds',
  'ling-note-plausible-devices':
    'Saving against D, both at projected speeds. Last column: the share of {samples:integer} joint samples in which the saving is {claimed:percent} or more.',
  'ling-table-plausible-mixes': 'A mix of two devices, by published speeds',
  'ling-note-plausible-mixes':
    'Most of the second: the largest share of tokens on the second device with a saving of {claimed:percent} at projected speeds; – where no share has it. Other columns: half of the tokens on each device.',
};

/** DeepSeek-V3: its device-hours, its bill, and the speed they imply. */
import { findModel } from '../../suites/models.ts';
import { type Catalog, chipWithId } from '../catalog/catalog.ts';
import { costAtSpeed, speedFromHours, usefulFlops } from './arithmetic.ts';
import { arithmeticOf, type Fact, REPRODUCE_SCHEMA, type Reproduction, type Step, step } from './document.ts';
import { activeParameters } from './model.ts';

const TOKENS = 14.8e12;
const PRETRAINING_HOURS = 2.664e6;
const ALL_HOURS = 2.788e6;
const USD_PER_HOUR = 2;
const STATED_USD = 5.576e6;
const STATED_HOURS_PER_TRILLION = 180e3;
const STATED_DAYS_PER_TRILLION = 3.7;
const DEVICES = 2048;
const TABLE = 'section 1, Table 1';

const SAYS: readonly Fact[] = [
  fact('tokens', 'Pre-training went over 14.8 × 10¹² tokens.', TOKENS, 'tokens'),
  fact('pretraining-hours', 'Pre-training took 2,664 thousand H800-hours.', PRETRAINING_HOURS, 'device-hours'),
  fact('hours-per-trillion', '10¹² tokens took 180 thousand H800-hours …', STATED_HOURS_PER_TRILLION, 'device-hours'),
  fact('days-per-trillion', '… which is 3.7 days on the cluster.', STATED_DAYS_PER_TRILLION, 'days'),
  fact('devices', 'The cluster has 2,048 H800.', DEVICES, 'devices'),
  fact('all-hours', 'The whole training took 2,788 thousand H800-hours.', ALL_HOURS, 'device-hours'),
  fact('price', 'An H800-hour is assumed to rent for 2 USD.', USD_PER_HOUR, 'USD per device-hour'),
  fact('bill', 'The whole training cost 5.576 million USD.', STATED_USD, 'USD'),
];

/** Recomputes the claim from its own numbers and the data sheet of the H800. */
export function deepseekV3(catalog: Catalog): Reproduction {
  const { bfloat16, float8 } = chipWithId(catalog, 'nvidia-h800').peakFlops;
  if (bfloat16 === null || float8 === null) throw new Error('nvidia-h800 has both peaks in the catalog');
  const active = activeParameters(findModel('deepseek-v3'));
  const speed = speedFromHours(TOKENS, PRETRAINING_HOURS);
  const flops = usefulFlops(speed, active);
  const hoursPerTrillion = PRETRAINING_HOURS / (TOKENS / 1e12);
  const follows: readonly Step[] = [
    step(
      {
        id: 'hours-per-trillion',
        text: 'Device-hours for 10¹² tokens',
        formula: '2,664,000 ÷ 14.8',
        value: hoursPerTrillion,
        unit: 'device-hours',
      },
      STATED_HOURS_PER_TRILLION,
    ),
    step(
      {
        id: 'days-per-trillion',
        text: 'Days for 10¹² tokens on the cluster',
        formula: '2,664,000 ÷ 14.8 ÷ 2,048 ÷ 24',
        value: hoursPerTrillion / DEVICES / 24,
        unit: 'days',
      },
      STATED_DAYS_PER_TRILLION,
    ),
    step({
      id: 'days',
      text: 'Days of pre-training, the cluster never idle',
      formula: '2,664,000 ÷ 2,048 ÷ 24',
      value: PRETRAINING_HOURS / DEVICES / 24,
      unit: 'days',
    }),
    step(
      {
        id: 'bill',
        text: 'Rent of the whole training',
        formula: '2,788,000 × 2 USD',
        value: ALL_HOURS * USD_PER_HOUR,
        unit: 'USD',
      },
      STATED_USD,
    ),
    step({
      id: 'other-hours',
      text: 'Share of the hours that is not pre-training',
      formula: '(2,788,000 − 2,664,000) ÷ 2,788,000',
      value: (ALL_HOURS - PRETRAINING_HOURS) / ALL_HOURS,
      unit: 'share',
    }),
    step({
      id: 'tokens-per-second',
      text: 'Speed of one H800 in pre-training',
      formula: '14.8 × 10¹² ÷ (2,664,000 × 3600)',
      value: speed,
      unit: 'tokens/s',
    }),
    step({
      id: 'flops',
      text: 'Useful work of one H800',
      formula: 'tokens/s × 6 × 37 × 10⁹',
      value: flops / 1e12,
      unit: 'TFLOP/s',
    }),
    step({
      id: 'mfu-bfloat16',
      text: 'MFU over the bfloat16 peak',
      formula: `÷ ${bfloat16 / 1e12} TFLOP/s`,
      value: flops / bfloat16,
      unit: 'share',
    }),
    step({
      id: 'mfu-float8',
      text: 'MFU over the FP8 peak',
      formula: `÷ ${float8 / 1e12} TFLOP/s`,
      value: flops / float8,
      unit: 'share',
    }),
    step({
      id: 'cost-per-trillion',
      text: 'Cost of 10¹² tokens, pre-training alone',
      formula: '10¹² ÷ (3600 × tokens/s) × 2 USD',
      value: costAtSpeed(speed, USD_PER_HOUR),
      unit: 'USD',
    }),
  ];
  return {
    schema: REPRODUCE_SCHEMA,
    name: 'deepseek-v3',
    title: 'DeepSeek-V3 was trained for 5.576 million USD of H800 rent',
    source: { text: 'arXiv:2412.19437, section 1, Table 1', date: '2024-12', confidence: 'high' },
    answer: [
      'The bill follows from its hours to the last digit: 2.788 million × 2 USD. It is rent at an assumed price, not what anybody paid.',
      `The hours imply ${Math.round(speed).toLocaleString('en-US')} tokens/s on each H800, a plain ${percent(flops / bfloat16)} of its bfloat16 peak; the model was trained in FP8, of whose peak it is ${percent(flops / float8)}.`,
    ],
    arithmetic: arithmeticOf(follows),
    shown: {
      holds: false,
      because: 'The hours are one run of one team, and the price of an hour is assumed: neither has an interval.',
      give: 'hours of a second run, and a rent that is offered',
    },
    says: [...SAYS],
    follows: [...follows],
    inferred: [
      {
        id: 'peak',
        text: 'The peaks are those of the SXM form of the H800.',
        because:
          'The paper names H800 with NVLink; some papers divide by the lower FP8 peak of the PCIe form, about 1,513 TFLOP/s.',
        confidence: 'high',
      },
      {
        id: 'average',
        text: 'The speed is an average of the whole pre-training, restarts and idle hours included where the hours include them.',
        because: 'The paper gives hours, not a speed; what its hours count is not said.',
        confidence: 'medium',
      },
      {
        id: 'convention',
        text: '6 FLOPs for each active parameter and token leave out attention over the sequence and the multi-token head.',
        because:
          'The paper gives no FLOPs; the convention is that of every MFU here, so that chips can be put beside each other.',
        confidence: 'high',
      },
    ],
    tables: [],
  };
}

function fact(id: string, text: string, value: number, unit: string): Fact {
  return { id, text, section: TABLE, value, unit };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

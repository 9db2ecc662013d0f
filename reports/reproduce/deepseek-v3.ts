/** DeepSeek-V3: its device-hours, its bill, and the speed they imply. */
import { findModel } from '../../suites/models.ts';
import { type Catalog, chipWithId } from '../catalog/catalog.ts';
import { fact, type Values } from '../fact.ts';
import { costAtSpeed, speedFromHours, usefulFlops } from './arithmetic.ts';
import { type Claim, type Confidence, type Inference, type Statement, type Step, step } from './claim.ts';
import { activeParameters } from './model.ts';
import type { IdsOf } from './text-codes.ts';

const TOKENS = 14.8e12;
const PRETRAINING_HOURS = 2.664e6;
const ALL_HOURS = 2.788e6;
const USD_PER_HOUR = 2;
const STATED_USD = 5.576e6;
const STATED_HOURS_PER_TRILLION = 180e3;
const STATED_DAYS_PER_TRILLION = 3.7;
const DEVICES = 2048;

const STATEMENTS: readonly Statement[] = [
  statement('tokens', TOKENS, 'tokens'),
  statement('pretraining-hours', PRETRAINING_HOURS, 'device-hours'),
  statement('hours-per-trillion', STATED_HOURS_PER_TRILLION, 'device-hours'),
  statement('days-per-trillion', STATED_DAYS_PER_TRILLION, 'days'),
  statement('devices', DEVICES, 'devices'),
  statement('all-hours', ALL_HOURS, 'device-hours'),
  statement('price', USD_PER_HOUR, 'USD per device-hour'),
  statement('bill', STATED_USD, 'USD'),
];

const INFERENCES: readonly Inference[] = [
  inference('peak', 'high'),
  inference('average', 'medium'),
  inference('convention', 'high'),
];

/** Recomputes the claim from its own numbers and the data sheet of the H800. */
export function deepseekV3(catalog: Catalog): Claim {
  const { bfloat16, float8 } = chipWithId(catalog, 'nvidia-h800').peakFlops;
  if (bfloat16 === null || float8 === null) throw new Error('nvidia-h800 has both peaks in the catalog');
  const active = activeParameters(findModel('deepseek-v3'));
  const speed = speedFromHours(TOKENS, PRETRAINING_HOURS);
  const flops = usefulFlops(speed, active);
  return {
    name: 'deepseek-v3',
    title: fact('deepseek-title', { usd: STATED_USD }),
    source: { text: fact('deepseek-source'), date: '2024-12', confidence: 'high' },
    answer: [
      fact('deepseek-answer-bill', { allHours: ALL_HOURS, usdPerHour: USD_PER_HOUR }),
      fact('deepseek-answer-speed', { speed, ofBfloat16: flops / bfloat16, ofFloat8: flops / float8 }),
    ],
    shown: { holds: false, because: fact('deepseek-not-shown'), give: fact('deepseek-to-show') },
    says: STATEMENTS,
    follows: stepsOf({ speed, flops, active, bfloat16, float8 }),
    inferred: INFERENCES,
    tables: [],
  };
}

type Found = {
  readonly speed: number;
  readonly flops: number;
  readonly active: number;
  readonly bfloat16: number;
  readonly float8: number;
};

function stepsOf({ speed, flops, active, bfloat16, float8 }: Found): readonly Step[] {
  const hoursPerTrillion = PRETRAINING_HOURS / (TOKENS / 1e12);
  const hours = { pretrainingHours: PRETRAINING_HOURS, allHours: ALL_HOURS, tokens: TOKENS, devices: DEVICES };
  const price = { usdPerHour: USD_PER_HOUR };
  return [
    made('hours-per-trillion', hours, hoursPerTrillion, 'device-hours', STATED_HOURS_PER_TRILLION),
    made('days-per-trillion', hours, hoursPerTrillion / DEVICES / 24, 'days', STATED_DAYS_PER_TRILLION),
    made('days', hours, PRETRAINING_HOURS / DEVICES / 24, 'days'),
    made('bill', { ...hours, ...price }, ALL_HOURS * USD_PER_HOUR, 'USD', STATED_USD),
    made('other-hours', hours, (ALL_HOURS - PRETRAINING_HOURS) / ALL_HOURS, 'share'),
    made('tokens-per-second', hours, speed, 'tokens/s'),
    made('flops', { active }, flops / 1e12, 'TFLOP/s'),
    made('mfu-bfloat16', { peak: bfloat16 }, flops / bfloat16, 'share'),
    made('mfu-float8', { peak: float8 }, flops / float8, 'share'),
    made('cost-per-trillion', price, costAtSpeed(speed, USD_PER_HOUR), 'USD'),
  ];
}

function made(
  id: IdsOf<'deepseek-step-'>,
  inputs: Values,
  value: number,
  unit: string,
  stated: number | null = null,
): Step {
  const texts = { text: fact(`deepseek-step-${id}`), formula: fact(`deepseek-formula-${id}`, inputs) };
  return step({ id, ...texts, value, unit }, stated);
}

function statement(id: IdsOf<'deepseek-states-'>, value: number, unit: string): Statement {
  return { id, text: fact(`deepseek-states-${id}`, { value }), section: fact('deepseek-table-1'), value, unit };
}

function inference(id: IdsOf<'deepseek-inferred-'>, confidence: Confidence): Inference {
  return { id, text: fact(`deepseek-inferred-${id}`), because: fact(`deepseek-because-${id}`), confidence };
}

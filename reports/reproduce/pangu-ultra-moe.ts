/** Pangu Ultra MoE on Ascend NPUs: whether its MFU follows from its tokens per second. */
import { findModel } from '../../suites/models.ts';
import { type Catalog, chipWithId } from '../catalog/catalog.ts';
import { fact } from '../fact.ts';
import { usefulFlops } from './arithmetic.ts';
import { type Claim, type Inference, type Statement, type Step, step } from './claim.ts';
import { activeParameters } from './model.ts';
import type { IdsOf } from './text-codes.ts';

type Run = {
  readonly id: 'tuned' | 'baseline';
  readonly npus: number;
  readonly tokensPerSecond: number;
  readonly mfu: number;
};

const TUNED: Run = { id: 'tuned', npus: 6000, tokensPerSecond: 1.46e6, mfu: 0.3 };
const BASELINE: Run = { id: 'baseline', npus: 4000, tokensPerSecond: 0.61e6, mfu: 0.189 };
const PARAMETERS = 718e9;
const ABSTRACT = fact('pangu-abstract');
const BODY = fact('pangu-body');

/** Recomputes both runs of the paper and compares them. */
export function panguUltraMoe(catalog: Catalog): Claim {
  const active = activeParameters(findModel('pangu-ultra-moe'));
  const peak = chipWithId(catalog, 'huawei-ascend-910b2').peakFlops.bfloat16;
  const lesserPeak = chipWithId(catalog, 'huawei-ascend-910b3').peakFlops.bfloat16;
  if (peak === null || lesserPeak === null) throw new Error('both 910B have a peak in the catalog');
  const share = (run: Run, of = peak) => usefulFlops(perNpu(run), active) / of;
  const counted = (run: Run) => run.mfu / share(run);
  const gain = perNpu(TUNED) / perNpu(BASELINE);
  const statedGain = TUNED.mfu / BASELINE.mfu;
  return {
    name: 'pangu-ultra-moe',
    title: fact('pangu-title', { mfu: TUNED.mfu, npus: TUNED.npus }),
    source: { text: fact('pangu-source'), date: '2025-05', confidence: 'high' },
    answer: [
      fact('pangu-answer-gain', { gain, statedGain }),
      fact('pangu-answer-level', {
        share: share(TUNED),
        stated: TUNED.mfu,
        tunedFactor: counted(TUNED),
        baselineFactor: counted(BASELINE),
      }),
      fact('pangu-answer-comparison'),
    ],
    shown: { holds: false, because: fact('pangu-not-shown'), give: fact('pangu-to-show') },
    says: [
      {
        id: 'model',
        text: fact('pangu-states-model', { value: PARAMETERS }),
        section: BODY,
        value: PARAMETERS,
        unit: 'parameters',
      },
      ...statementsOf(TUNED),
      ...statementsOf(BASELINE),
    ],
    follows: [
      ...[TUNED, BASELINE].flatMap(run => stepsOf(run, active, peak)),
      step(
        {
          id: 'gain',
          text: fact('pangu-step-gain'),
          formula: fact('pangu-formula-gain'),
          value: gain,
          unit: 'times',
        },
        statedGain,
      ),
      step({
        id: 'mfu-tuned-lesser',
        text: fact('pangu-step-mfu-tuned-lesser'),
        formula: fact('pangu-formula-mfu', { peak: lesserPeak }),
        value: share(TUNED, lesserPeak),
        unit: 'share',
      }),
    ],
    inferred: [inference('npu'), inference('convention'), inference('round-numbers')],
    tables: [],
  };
}

function statementsOf({ id, npus, tokensPerSecond, mfu }: Run): readonly Statement[] {
  return [
    {
      id: `tokens-${id}`,
      text: fact(`pangu-states-tokens-${id}`, { tokensPerSecond, npus }),
      section: BODY,
      value: tokensPerSecond,
      unit: 'tokens/s',
    },
    {
      id: `mfu-${id}`,
      text: fact(`pangu-states-mfu-${id}`, { mfu, npus }),
      section: id === 'tuned' ? ABSTRACT : BODY,
      value: mfu,
      unit: 'share',
    },
  ];
}

function stepsOf(run: Run, active: number, peak: number): readonly Step[] {
  const { id, npus, tokensPerSecond, mfu } = run;
  const flops = usefulFlops(perNpu(run), active);
  return [
    step({
      id: `speed-${id}`,
      text: fact(`pangu-step-speed-${id}`),
      formula: fact('pangu-formula-speed', { tokensPerSecond, npus }),
      value: perNpu(run),
      unit: 'tokens/s',
    }),
    step({
      id: `flops-${id}`,
      text: fact(`pangu-step-flops-${id}`),
      formula: fact('pangu-formula-flops', { active }),
      value: flops / 1e12,
      unit: 'TFLOP/s',
    }),
    step(
      {
        id: `mfu-${id}`,
        text: fact(`pangu-step-mfu-${id}`),
        formula: fact('pangu-formula-mfu', { peak }),
        value: flops / peak,
        unit: 'share',
      },
      mfu,
    ),
  ];
}

function inference(id: IdsOf<'pangu-inferred-'>): Inference {
  return { id, text: fact(`pangu-inferred-${id}`), because: fact(`pangu-because-${id}`), confidence: 'medium' };
}

const perNpu = ({ tokensPerSecond, npus }: Run): number => tokensPerSecond / npus;

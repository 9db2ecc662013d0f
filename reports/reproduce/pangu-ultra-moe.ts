/** Pangu Ultra MoE on Ascend NPUs: whether its MFU follows from its tokens per second. */
import { findModel } from '../../suites/models.ts';
import { type Catalog, chipWithId } from '../catalog/catalog.ts';
import { usefulFlops } from './arithmetic.ts';
import { arithmeticOf, type Fact, REPRODUCE_SCHEMA, type Reproduction, type Step, step } from './document.ts';
import { activeParameters } from './model.ts';

type Run = {
  readonly id: string;
  readonly name: string;
  readonly npus: number;
  readonly tokensPerSecond: number;
  readonly mfu: number;
};

const TUNED: Run = { id: 'tuned', name: 'after tuning', npus: 6000, tokensPerSecond: 1.46e6, mfu: 0.3 };
const BASELINE: Run = { id: 'baseline', name: 'before', npus: 4000, tokensPerSecond: 0.61e6, mfu: 0.189 };
const ABSTRACT = 'abstract';
const BODY = 'the text';

/** Recomputes both runs of the paper, and puts them beside each other. */
export function panguUltraMoe(catalog: Catalog): Reproduction {
  const active = activeParameters(findModel('pangu-ultra-moe'));
  const peak = chipWithId(catalog, 'huawei-ascend-910b2').peakFlops.bfloat16;
  const lesserPeak = chipWithId(catalog, 'huawei-ascend-910b3').peakFlops.bfloat16;
  if (peak === null || lesserPeak === null) throw new Error('both 910B have a peak in the catalog');
  const share = (run: Run, of = peak) => usefulFlops(perNpu(run), active) / of;
  const counted = (run: Run) => run.mfu / share(run);
  const follows: readonly Step[] = [
    ...[TUNED, BASELINE].flatMap(run => runSteps(run, active, peak)),
    step(
      {
        id: 'gain',
        text: 'Speed of an NPU after tuning, over before',
        formula: 'tokens/s of an NPU ÷ the same before',
        value: perNpu(TUNED) / perNpu(BASELINE),
        unit: 'times',
      },
      TUNED.mfu / BASELINE.mfu,
    ),
    step({
      id: 'mfu-tuned-lesser',
      text: 'MFU after tuning, if the NPU is the lesser 910B3',
      formula: `÷ ${lesserPeak / 1e12} TFLOP/s`,
      value: share(TUNED, lesserPeak),
      unit: 'share',
    }),
  ];
  return {
    schema: REPRODUCE_SCHEMA,
    name: 'pangu-ultra-moe',
    title: 'Pangu Ultra MoE was trained at an MFU of 30.0 % on 6,000 Ascend NPUs',
    source: {
      text: "arXiv:2505.04519, 'Pangu Ultra MoE: How to Train Your Big MoE on Ascend NPUs'",
      date: '2025-05',
      confidence: 'high',
    },
    answer: [
      `The gain follows from the tokens per second: ${(perNpu(TUNED) / perNpu(BASELINE)).toFixed(2)} times the speed of an NPU, where the MFUs say ${(TUNED.mfu / BASELINE.mfu).toFixed(2)}.`,
      `The level does not, by 6 FLOPs for each active parameter: its own tokens per second are ${percent(share(TUNED))} of the peak of a 910B2, not 30.0 %. Both runs are off by one factor, ${counted(TUNED).toFixed(2)} and ${counted(BASELINE).toFixed(2)}: another way to count, not a slip.`,
      'Beside other chips only tokens per second, or an MFU counted as theirs is, may stand.',
    ],
    arithmetic: arithmeticOf(follows),
    shown: {
      holds: false,
      because: 'The MFU rests on a count of FLOPs and a peak that the paper does not give, and on one run.',
      give: 'the FLOPs counted for a token, the peak they are divided by, and tokens per second of a second run',
    },
    says: [...SAYS, ...runFacts(TUNED), ...runFacts(BASELINE)],
    follows: [...follows],
    inferred: [
      {
        id: 'npu',
        text: 'The NPU has the peak of an Ascend 910B2.',
        because:
          'The paper says Ascend NPUs; the 910B2 is the faster of the two that its servers are sold with. With the lesser the gap is smaller and does not close.',
        confidence: 'medium',
      },
      {
        id: 'convention',
        text: 'The paper counts about twice the FLOPs of 6 × active parameters, or divides by half the peak.',
        because:
          'One factor fits both runs within 1 %. Attention and recomputed work would be in such a count; the paper does not say.',
        confidence: 'medium',
      },
      {
        id: 'round-numbers',
        text: '6K and 4K are read as 6,000 and 4,000 NPUs.',
        because:
          'Read as 6,144 and 4,096 they lower the shares by about 2 % of themselves, and leave the gain as it is.',
        confidence: 'medium',
      },
    ],
    tables: [],
  };
}

const SAYS: readonly Fact[] = [
  { id: 'model', text: 'The model has 718 × 10⁹ parameters.', section: BODY, value: 718e9, unit: 'parameters' },
];

function runFacts(run: Run): readonly Fact[] {
  const { id, name, npus, tokensPerSecond, mfu } = run;

  const K = `${npus / 1000}K`;
  return [
    {
      id: `tokens-${id}`,
      text: `${tokensPerSecond / 1e6} million tokens/s on ${K} Ascend NPUs ${name}.`,
      section: BODY,
      value: tokensPerSecond,
      unit: 'tokens/s',
    },
    {
      id: `mfu-${id}`,
      text: `An MFU of ${percent(mfu)} on ${K} NPUs ${name}.`,
      section: run === TUNED ? ABSTRACT : BODY,
      value: mfu,
      unit: 'share',
    },
  ];
}

function runSteps(run: Run, active: number, peak: number): readonly Step[] {
  const flops = usefulFlops(perNpu(run), active);
  return [
    step({
      id: `speed-${run.id}`,
      text: `Speed of one NPU ${run.name}`,
      formula: `${run.tokensPerSecond.toLocaleString('en-US')} ÷ ${run.npus.toLocaleString('en-US')}`,
      value: perNpu(run),
      unit: 'tokens/s',
    }),
    step({
      id: `flops-${run.id}`,
      text: `Useful work of one NPU ${run.name}`,
      formula: `tokens/s × 6 × ${active / 1e9} × 10⁹`,
      value: flops / 1e12,
      unit: 'TFLOP/s',
    }),
    step(
      {
        id: `mfu-${run.id}`,
        text: `MFU ${run.name}`,
        formula: `÷ ${peak / 1e12} TFLOP/s`,
        value: flops / peak,
        unit: 'share',
      },
      run.mfu,
    ),
  ];
}

const perNpu = ({ tokensPerSecond, npus }: Run): number => tokensPerSecond / npus;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Records each of which breaks one physics check, by its code. */
import { driftOf } from '../../../results/drift.ts';
import type { Judged } from '../../../results/physics/violations.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import type { Curve, Proof } from '../../../results/schema/proof.ts';
import { read } from '../../../results/schema/reading.ts';
import { sha256 } from '../../../suites/identity.ts';
import { contextOf, HOST_CLOCK, layerA, measurementOf, printOf, proofThat, STARTED } from '../small-record.ts';

export const HASH = sha256('line');
export const measurement: Measurement = { ...measurementOf(), samplesSha256: HASH };
export const { stepMs } = measurement;
export const context = { ...contextOf(), previousSha256: null };
export const at = { startedAt: STARTED, wallMs: 100, previousSha256: HASH };

export type Parts = {
  readonly measurement?: Partial<Measurement>;
  readonly stepMs?: Partial<Measurement['stepMs']>;
  readonly proof?: Partial<Proof>;
  readonly context?: Partial<Judged['context']>;
  readonly wallMs?: number;
};

export const withCase = (change: Partial<Judged['context']['cases'][number]>): Parts => ({
  context: { cases: context.cases.map(item => ({ ...item, ...change })) },
});

export const bytes = (value: number) => ({ available: true, value, method: 'made up', scope: 'process' }) as const;

export const onDevice = (memoryBytes: number): Partial<Judged['context']> => ({
  machine: {
    ...context.machine,
    accelerators: [{ vendor: 'made up', name: 'a made-up cpu', driver: null, memoryBytes: bytes(memoryBytes) }],
  },
});

export const onBoard = (value: number) => read(value, 'made up', 'board');

export const allowing = (powerLimitW: number): Measurement['conditions'] => ({
  available: true,
  looks: 3,
  clocksMHz: {},
  temperatureC: null,
  powerLimitW,
  throttled: null,
  processes: null,
});

export const curve: Curve = {
  steps: 3,
  loss: [5, 4, 3],
  oracle: [5, 4.25, 3],
  flips: [0, 0, 1],
  maxDifference: 0.25,
  tolerance: 0.5,
};

/** Three minutes of 30 s steps, of which the last minute is another. */
export const drift = driftOf([30, 30, 30, 30, 60], 60);

export const ofProcess: Parts = {
  context: {
    targets: context.targets.map(target => ({
      ...target,
      process: { command: ['runner'], versions: {}, device: 'cpu', tried: [] },
    })),
  },
};

/** What breaks each rule, and what it says: the steps of the record take 4, 6 and 5 ms, the cell 100 ms. */
export const BROKEN: Readonly<Record<string, readonly (readonly [string, Parts, string])[]>> = {
  'case-hash': [
    ['the hash of another workload', withCase({ sha256: 'f'.repeat(64) }), 'the case says ffffffffffffffff…'],
  ],
  'case-flops': [
    [
      'FLOPs that are a tenth too many',
      withCase({ flopsPerStep: layerA.flopsPerStep * 1.1 }),
      `a step is ${layerA.flopsPerStep} FLOPs by the formula, the case says ${layerA.flopsPerStep * 1.1}`,
    ],
  ],
  'proof-hash': [
    ['a proof under the hash of another workload', { proof: { sha256: HASH } }, `the proof says ${HASH.slice(0, 16)}…`],
  ],
  'proof-counts': [
    [
      'more choices that differ than there are',
      { proof: { routing: { choices: 128, flips: 129, unexplained: 0, recomputed: true } } },
      'of 128 choices of experts 129 differ, 0 of them unexplained',
    ],
    [
      'more unexplained than differ',
      { proof: { holds: false, routing: { choices: 128, flips: 1, unexplained: 2, recomputed: false } } },
      'of 128 choices of experts 1 differ, 2 of them unexplained',
    ],
  ],
  'proof-verdict': [
    ['a proof that holds and compares nothing', { proof: { tensors: [] } }, 'it holds, but compares no tensor'],
    [
      'a proof that holds with a tensor far off',
      { proof: { tensors: proofThat(false).tensors } },
      'grad:router is off by 0.5',
    ],
    [
      'a proof that holds with a value that is no number',
      { proof: { tensors: [{ name: 'y', error: null, tolerance: 1e-4 }] } },
      'it holds, but the error of y is no number; 0.0001 is allowed',
    ],
    [
      'a proof that holds with other choices',
      { proof: { routing: { choices: 128, flips: 3, unexplained: 2, recomputed: false } } },
      '2 choices of experts differ and are not ties',
    ],
  ],
  curve: [
    [
      'a curve without its oracle',
      { proof: { curve: { ...curve, oracle: [] } } },
      'of 3 steps it has 3 losses, 0 of the oracle',
    ],
    [
      'a curve that is further off than it says',
      { proof: { curve: { ...curve, maxDifference: 0.1 } } },
      'its losses are up to 0.25 apart, it says 0.1',
    ],
    [
      'a curve that ends early and holds',
      { proof: { curve: { ...curve, loss: [5, 4], flips: [0, 0] } } },
      'it holds, but ends after 2 of 3 steps, 0.25 apart',
    ],
  ],
  'step-time-zero': [['a step in no time', { stepMs: { minMs: 0 } }, 'its fastest step took 0 ms']],
  'quantiles-order': [
    ['a median above the third quartile', { stepMs: { p75Ms: 4.9 } }, 'p75Ms is 4.9, below the quantile before it'],
  ],
  'step-sum': [
    [
      'a sum below steps × the fastest',
      { stepMs: { sumMs: 11, sumSquaresMs2: 50 } },
      '3 steps of 4 to 6 ms add up to 12 to 18 ms, not to 11',
    ],
  ],
  'step-squares': [
    // 15²/3 = 75 at the least, 15·6 = 90 at the most; 77 it is.
    ['squares less than those of equal steps', { stepMs: { sumSquaresMs2: 74 } }, 'add up to 74 ms²'],
    ['squares more than those of the slowest', { stepMs: { sumSquaresMs2: 91 } }, 'add up to 91 ms²'],
  ],
  'outlier-count': [['two outliers of three steps', { stepMs: { outliers: 2 } }, '2 of 3 steps are outliers']],
  'wall-time': [
    ['steps longer than the cell: 15 + 30 + 12 + 3 ms', { wallMs: 58 }, 'took 60 ms, the whole cell 58 ms'],
  ],
  'window-time': [
    [
      'a window shorter than its steps',
      { measurement: { window: { startMs: 1000, endMs: 1013 } } },
      'its window is 13 ms, for steps of 15 ms in a cell of 100 ms',
    ],
    [
      'a window longer than its cell',
      { measurement: { window: { startMs: 1000, endMs: 1102 } } },
      'its window is 102 ms',
    ],
    [
      'batches longer than their window: of ten steps each the samples are a tenth of its time',
      { measurement: { clock: { ...HOST_CLOCK, stepsPerBatch: 10, stepsPerSample: 10 } }, wallMs: 1000 },
      'for steps of 150 ms in a cell of 1000 ms',
    ],
  ],
  'idle-time': [
    [
      'idle for longer than its steps leave',
      { measurement: { clock: { ...HOST_CLOCK, idleMs: read(2, 'window-less-batches', 'window') } } },
      'it was idle for 2 ms of the 0 ms',
    ],
  ],
  'steps-missing-time': [
    [
      // 3 samples of a step each, in 3 batches: (100 − 15) ÷ 3 ms a batch.
      'steps of a runner that are a seventh of their window',
      { ...ofProcess, measurement: { window: { startMs: 1000, endMs: 1100 } } },
      'its steps are 15 ms of a window of 100 ms: 28.333333333333332 ms a batch are in no step',
    ],
    [
      // 3 steps, each a sample, of one batch of 3.
      'steps of one batch that the device times, of a third of what it lasted',
      {
        ...ofProcess,
        measurement: {
          window: { startMs: 1000, endMs: 1045 },
          clock: { ...HOST_CLOCK, kind: 'device-events', stepsPerBatch: 3 },
        },
      },
      '30 ms a batch are in no step',
    ],
  ],
  'joules-watts-seconds': [
    // 300 W over 15 ms are 4.5 J.
    [
      'joules that are not watts × seconds',
      { measurement: { energyJ: onBoard(4.6), meanPowerW: onBoard(300) } },
      '300 W over 0.015 s are 4.5 J, not 4.6',
    ],
  ],
  'power-limit': [
    [
      'more power than the driver allows',
      { measurement: { meanPowerW: onBoard(340), conditions: allowing(300) } },
      'it drew 340 W (board) on average, its driver allows 300 W',
    ],
  ],
  'parts-time': [
    [
      'parts that take longer than the step',
      { measurement: { parts: { available: true, stepMs: 5, partsMs: { experts: 4, router: 2 } } } },
      'add up to 6 ms, the step took 5 ms',
    ],
  ],
  drift: [
    ['parts with another number of steps', { measurement: { drift } }, 'its parts have 5 steps, the window 3'],
    [
      'parts of another time',
      { measurement: { drift: { ...drift, parts: [{ steps: 3, sumMs: 16 }] } } },
      'its parts add up to 16 ms, the window to 15',
    ],
    [
      'a window that is steady where it is not',
      {
        measurement: {
          drift: {
            everyMs: 4,
            parts: [
              { steps: 1, sumMs: 4 },
              { steps: 2, sumMs: 11 },
            ],
            steadyFrom: 0,
          },
        },
      },
      'it is steady from part none, not from 0',
    ],
  ],
  'reading-not-positive': [
    [
      'a peak of zero',
      { measurement: { peakHostBytes: bytes(0) } },
      'peakHostBytes is 0: a missing reading is not zero',
    ],
    ['negative energy', { measurement: { energyJ: bytes(-3) } }, 'energyJ is -3'],
    ['a peak that is no number', { measurement: { peakDeviceBytes: bytes(Number.NaN) } }, 'peakDeviceBytes is NaN'],
  ],
  'host-memory': [
    [
      'more memory than the machine has',
      { measurement: { peakHostBytes: bytes(9e9) } },
      '9000000000 bytes at once, the machine has 8000000000',
    ],
  ],
  'device-memory': [
    [
      'more memory than the device has',
      { measurement: { peakDeviceBytes: bytes(5e9) }, context: onDevice(4e9) },
      '5000000000 bytes were held on a made-up cpu at once, it has 4000000000',
    ],
  ],
  'not-a-number': [
    ['a first loss that is none', { measurement: { first: printOf(Number.NaN, { y: 1 }) } }, 'first step: loss is NaN'],
    ['a last norm without end', { measurement: { last: printOf(null, { y: Infinity }) } }, 'last step: y is Infinity'],
  ],
  'negative-norm': [['a norm below zero', { measurement: { last: printOf(1, { y: -1 }) } }, 'last step: ‖y‖ is -1']],
  'nothing-computed': [
    ['outputs that are all zero', { measurement: { first: printOf(0, { y: 0 }) } }, 'first step: every output is zero'],
  ],
};

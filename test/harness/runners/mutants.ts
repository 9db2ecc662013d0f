/** Runners that do the work wrong, each in one way: proofs and fingerprints must tell them from the one that does it right. */
import type { Program } from '../../../harness/runners/onnx/program.ts';
import { type OpenSteps, openSteps, type ProgramSteps } from '../../../harness/runners/onnx/steps.ts';
import type { StepOutputs, Values } from '../../../harness/runners/steps.ts';
import type { FloatArray } from '../../../suites/data.ts';
import { roundToHalf } from '../../../suites/half.ts';
import { isGradient } from '../../../suites/moe/layer.ts';
import { firstMoment, IDS, nextName, secondMoment } from '../../../suites/moe/train.ts';

/** Steps another program than the one it is given. */
const ofProgram =
  (change: (program: Program) => Program): OpenSteps =>
  (program, target, extra) =>
    openSteps(change(program), target, extra);

/** Returns other values than those it computed. */
const returning =
  (change: (values: Values) => Values): OpenSteps =>
  async (program, target, extra) => {
    const steps = await openSteps(program, target, extra);
    return {
      ...steps,
      outputs: async () => {
        const outputs = await steps.outputs();
        return { ...outputs, values: change(outputs.values) };
      },
    };
  };

const changed = (
  values: Values,
  isChanged: (name: string) => boolean,
  change: (data: FloatArray) => FloatArray,
): Values => new Map([...values].map(([name, data]) => [name, isChanged(name) ? change(data) : data]));

const isTensor = (name: string): boolean => name.includes(':') || name === 'y';

function asBfloat16(data: FloatArray): FloatArray {
  const rounded = data.slice();
  roundToHalf('bfloat16', rounded);
  return rounded;
}

export const roundedToBfloat16 = returning(values => changed(values, isTensor, asBfloat16));

export const swapped = (a: string, b: string): OpenSteps =>
  returning(values => {
    const [first, second] = [values.get(a), values.get(b)];
    if (first === undefined || second === undefined) throw new Error(`no ${a} or ${b}`);
    return new Map([...values, [a, second], [b, first]]);
  });

/** Zeros in place of a tensor. */
export const zeroed = (tensor: string): OpenSteps =>
  returning(values => {
    if (!values.has(tensor)) throw new Error(`no ${tensor}`);
    return changed(
      values,
      name => name === tensor,
      data => data.map(() => 0),
    );
  });

export const without = (tensor: string): OpenSteps =>
  returning(values => new Map([...values].filter(([name]) => name !== tensor)));

/** Two values of a tensor change places, which leaves its norm alone. */
export const twoValuesSwapped = (tensor: string): OpenSteps =>
  returning(values =>
    changed(
      values,
      name => name === tensor,
      data => data.map((value, i) => data[i === 0 ? 1 : i === 1 ? 0 : i] ?? value),
    ),
  );

/** Gradients as they come out of a scaled loss. */
export const lossScaleLeftIn = ofProgram(program => ({ ...program, lossScale: 1 }));
export const gradientsHalved = returning(values => changed(values, isGradient, data => data.map(value => value / 2)));

const exchanging = (isExchanged: (input: string) => boolean): OpenSteps =>
  ofProgram(program => ({ ...program, state: new Map([...program.state].filter(([input]) => isExchanged(input))) }));

export const stateNotExchanged = exchanging(() => false);
const isMoment = (name: string) => name.startsWith(firstMoment('')) || name.startsWith(secondMoment(''));
export const momentsNotExchanged = exchanging(input => !isMoment(input));
export const weightsNotExchanged = exchanging(isMoment);
export const secondMomentsNotExchanged = exchanging(input => !input.startsWith(secondMoment('')));
/** The optimizer counts every step as its first: β₁^t and β₂^t stay what they were. */
export const stepCountStuck = exchanging(input => !input.startsWith('optimizer.'));
export const oneTensorNotExchanged = (tensor: string): OpenSteps => exchanging(input => input !== tensor);

/** Moments fed back to each other. */
export const momentsExchangedWithEachOther = ofProgram(program => ({
  ...program,
  state: new Map(
    [...program.state].map(([input, output]) => [
      input,
      output === nextName(firstMoment('head'))
        ? nextName(secondMoment('head'))
        : output === nextName(secondMoment('head'))
          ? nextName(firstMoment('head'))
          : output,
    ]),
  ),
}));

const withBatches = (change: (at: Program['batches']['at']) => Program['batches']['at']): OpenSteps =>
  ofProgram(program => ({ ...program, batches: { ...program.batches, at: change(program.batches.at) } }));

/** The first batch at every step. */
export const staleBatch = withBatches(at => () => at(0));
export const laterBatch = withBatches(at => index => at(index + 1));
const reversed = (values: Int32Array) => values.slice().reverse();
/** Tokens in another order, beside targets in theirs. */
export const permutedIds = withBatches(
  at => index =>
    at(index).map(input =>
      input.name === IDS && input.values instanceof Int32Array ? { ...input, values: reversed(input.values) } : input,
    ),
);
/** Sequences in another order, tokens and targets alike: loss and gradients are the same, and so is nobody's choice. */
export const permutedSequences = (sequence: number): OpenSteps =>
  withBatches(
    at => index =>
      at(index).map(input => {
        if (!(input.values instanceof Int32Array)) return input;
        const { values } = input;
        return { ...input, values: values.map((_, i) => values[(i + sequence) % values.length] ?? 0) };
      }),
  );

/** Outputs of the step before. */
export const lateOutputs: OpenSteps = async (program, target, extra) => {
  const steps = await openSteps(program, target, extra);
  let [now, before]: (StepOutputs | null)[] = [null, null];
  const run = async (count: number) => {
    for (let i = 0; i < count; i += 1) {
      await steps.run(1);
      before = now;
      const { values, choices } = await steps.outputs();
      now = { values: new Map([...values].map(([name, data]) => [name, data.slice()])), choices };
    }
  };
  return { ...steps, run, outputs: async () => before ?? now ?? steps.outputs() } satisfies ProgramSteps;
};

/** Right step by step, and one step short in every batch. */
export const shortBatch: OpenSteps = async (program, target, extra) => {
  const steps = await openSteps(program, target, extra);
  return { ...steps, run: count => steps.run(Math.max(1, count - 1)) };
};

/** What the figures are of, and of what not. */
import { dimsText } from '../report/dims-text.ts';
import { listOf, type Sentence, valueText } from '../sentence.ts';

export type WorkCode =
  | 'casts-inserted-in-rows'
  | 'dispatch-drops'
  | 'dropping-workload'
  | 'dropping-workload-unknown'
  | 'float32-leaves-matrix-units'
  | 'generated-text'
  | 'rates-of-a-part'
  | 'scaled-model'
  | 'untrained-router'
  | 'work-changed'
  | 'work-scaled';

const PARTS: Readonly<Record<string, string>> = {
  'moe-layer': 'the one MoE layer',
  'moe-block': 'the one transformer block',
  'train-step': 'the training step',
};

export const WORK: Readonly<Record<WorkCode, Sentence>> = {
  'rates-of-a-part': ({ parts }) =>
    `Rates and costs are for 10¹² tokens through ${listOf(parts)
      .map(part => PARTS[part] ?? part)
      .join(' or ')} a row names, on one device: never the cost of training a model.`,
  'generated-text':
    'A training step learns from generated text, on one device: no data loading, no communication between devices, no checkpoints.',
  'float32-leaves-matrix-units':
    'float32 work leaves the matrix units of {reference} idle: its bfloat16 peak is {times:digits} times its float32 peak. These costs are of float32 work, not of training as it is done on that chip.',
  'casts-inserted-in-rows':
    'Computed in float32 between casts that the runtime inserted, as its trace shows: {rows}. Their speed is that of float32 and of the casts, and says nothing of half-precision arithmetic.',
  'work-scaled': "What is marked scaled is not of the model's own size: {because}.",
  'work-changed': "What is marked changed is another layer than the model's own: {because}.",
  'scaled-model': ({ model, ...dims }) => `${valueText(model)} to ${dimsText(dims)}`,
  'untrained-router': "Routing 'learned' is an untrained router: nearly even, kinder than a trained one.",
  'dispatch-drops': 'A dispatch with a capacity leaves work undone; its tokens count all the same: {because}.',
  'dropping-workload':
    '{workload} ({dispatch}: {dropped:percent} of choices dropped, {padded:percent} of rows padding)',
  'dropping-workload-unknown': '{workload} ({dispatch}: shares not known, {because})',
};

/** Why a figure of a training plan is missing. */
import type { PlanAbsence } from '../../plan/codes.ts';
import { planText } from '../plan-text.ts';
import type { Sentence } from '../sentence.ts';

export const PLAN_ABSENCES: Readonly<Record<PlanAbsence, Sentence>> = {
  'no-backward-pass': ({ chip, dtype }, because) =>
    `no record of ${chip} has a sound backward pass in ${dtype}${because === '' ? '' : `; ${because}`}`,
  'no-record-of-model': 'no record of {chip} is of {model} in {dtype}',
  'scaled-record':
    'the records of {model} on {chip} are of a scaled model ({dims} differ), which says nothing about its speed; run it with --fit',
  'unproven-case': '{case} of run {run} is unproven: {because}',
  'mean-step-reaches-zero': 'the rounds differ so much that the interval of the mean step reaches zero',
  'forward-only': 'only its forward pass was measured',
  'optimizer-exceeds-step': 'no step was traced, and by the data sheet the optimizer alone takes longer than the step',
  'no-optimizer-time': 'the optimizer was not measured, and the catalog has no memory bandwidth for {chip}',
  'of-case': '{case}: {because}',
  'unknown-block': ({ model, block }) =>
    `the block around the layers of ${model} is not implemented${block === '' ? '' : ` (${block})`}, so its step cannot be planned`,
  'no-layers': '{model} has no layers',
  'no-devices': '{devices} devices: give a whole number, at least 1',
  'no-memory-size': 'the catalog has no memory size for {chip}, so no plan can be checked',
  'partial-micro-batch':
    '{batchTokens} tokens a step are not a multiple of the micro-batch, {microBatchSequences} × {sequence} tokens; give a multiple',
  'no-sibling-ratio': 'the ratio of {chip} to its sibling {sibling} is unknown',
  'no-link': 'links.json has no row for {chip}, so the links between its devices are unknown',
  'no-scale-up-devices': 'no source says how many {chip} one scale-up domain joins; give scaleUpDevices',
  'fewer-sequences-than-replicas':
    'no plan for {devices} devices: every plan has more replicas than a step has sequences; give more tokens a step or another number of devices',
  'no-scale-out-speed':
    'no plan of {devices} × {chip}: groups reach beyond a node, and no source states its NIC; give scaleOutBytesPerSecond',
  'exceeds-memory': values =>
    `no plan of ${values.devices} × ${values.chip} holds ${values.model} (${billions(values.parameters)} billion parameters): the smallest, ${planText(values)}, needs ${billions(values.neededBytes)} GB of ${billions(values.usableBytes)} GB a device`,
  'no-training-power': 'no record of {chip} has training work of {model} in {dtype} whose power could be read',
  'of-run': '{run}: {because}',
  'of-round': 'round {round}: {because}',
  'power-not-read': '{because}',
  'power-estimated': 'its power was estimated, not measured',
  'unknown-boundary': "its power was read at an unknown boundary, '{scope}'",
  'narrow-boundary': 'its power was read of the {scope} alone, and a board draws more',
  'boundary-of-several-devices': 'the {scope} was read, which is not of one device alone',
};

const billions = (value: unknown): string => (Number(value) / 1e9).toFixed(1);

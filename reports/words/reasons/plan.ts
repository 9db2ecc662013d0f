/** What a training rate rests on. */
import { percentText, threeDigits } from '../../format.ts';
import type { PlanReason } from '../../plan/codes.ts';
import type { PieceFlops } from '../../plan/slice.ts';
import { planText } from '../plan-text.ts';
import type { Sentence } from '../sentence.ts';

const PIECES: Readonly<Record<keyof PieceFlops, string>> = {
  attention: 'attention',
  mixture: 'the MoE layer',
  dense: 'dense layers',
  head: 'embedding and head',
};

export const PLAN_REASONS: Readonly<Record<PlanReason, Sentence>> = {
  'measured-work': ({ case: id, part, rounds, boards, software, dtype }) =>
    `measured: ${id} (${part}, ${rounds} rounds), on ${boards} board${boards === 1 ? '' : 's'} by ${software}, ${dtype}`,
  'partly-elsewhere': 'part of its work ran elsewhere ({target})',
  'scaled-from-sibling':
    'sibling: {sibling} was measured, not {chip} ({family}); its times are multiplied by {compute:digits} where bound by compute and by {memory:digits} where bound by memory, with ends {low:digits} and {high:digits}',
  'board-spread':
    'assumed: boards of one chip, with their hosts and runs, differ by a standard deviation of {deviation:percent}',
  'no-board-spread': 'for these boards in these runs: how boards and runs differ is unknown',
  'no-communication': 'on one device: no communication',
  'split-by-trace': 'the step is split into pieces by its trace',
  'split-by-flops': 'the step is split into pieces by FLOPs, because it has no trace',
  'extrapolated-from-slice': (_, __, cuts) => `extrapolated from a slice: ${cuts.join(', ')}`,
  'dimension-cut': '{dimension} {from} → {to}',
  'assumed-piece-speed': ({ pieces }) => `assumed: ${namesOf(pieces)} run at the speed of what was measured`,
  'assumed-optimizer-speed': 'assumed: AdamW runs at the memory bandwidth of the data sheet',
  'fastest-plan': values =>
    `plan: ${planText(values)}, the fastest of ${values.fitting} that fit of ${values.plans} for ${values.devices} devices, ${values.batchTokens} tokens a step in sequences of ${values.sequence}`,
  'step-shares':
    'of the step: computing {computing:percent}, pipeline bubble {bubble:percent}, optimizer {optimizer:percent}, exposed communication {open:percent} (hidden: {hidden:percent})',
  'assumed-overlap': ({ overlap, overlapLow, overlapHigh, communicationLow, communicationHigh }) =>
    `assumed: ${percent(overlap)} (${percent(overlapLow)} to ${percent(overlapHigh)}) of the communication of experts, pipeline and data is hidden behind computing; collectives take ${digits(communicationLow)} to ${digits(communicationHigh)} times what their model says; experts are used evenly; devices that share a layer lose no speed by its being narrower`,
  'assumed-tokens-to-experts': 'assumed: a token is sent to each of its experts',
  'assumed-tokens-to-nodes': 'assumed: a token is sent to at most {nodes} nodes, and from there to its experts',
  'links-of-catalog': 'links of {chip}: {source} ({date}, confidence {confidence})',
  'links-of-case': 'links of {chip}: as given',
  'assumed-collectives':
    'assumed: no {collectives} of {chip} is published; its speed is the data sheet of the link × the median share that published chips reach of theirs',
};

const isPiece = (name: string): name is keyof PieceFlops => name in PIECES;

function namesOf(pieces: unknown): string {
  const names = Array.isArray(pieces) ? pieces.map(String) : [];
  return names.map(name => (isPiece(name) ? PIECES[name] : name)).join(', ');
}

const digits = (value: unknown): string => threeDigits(Number(value));
const percent = (share: unknown): string => percentText(Number(share));

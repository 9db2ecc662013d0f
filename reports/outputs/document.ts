/** What every output is written from: a check of the nights with its runs, every sentence made already. Plain data. */
import type { Observation } from '../../results/history/observation.ts';
import type { Check, Finding } from '../regressions/schema.ts';

export type OutputFinding = {
  /** Of its series, the same every night (series-name.ts). */
  readonly name: string;
  readonly finding: Finding;
  /** Where tonight's figure may lie by its rounds, in the metric's unit; null: no rounds tell. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly text: string;
};

/** A planned cell that gave no measurement, or what was found and not planned; each once a night. */
export type OutputCell = {
  readonly id: string;
  /** null: what was found and not run is of no target. */
  readonly target: string | null;
  readonly outcome: 'failed' | 'skipped';
  /** Of its fault, or of the reason why it was skipped. */
  readonly code: string;
  readonly text: string;
};

export type OutputTarget = {
  readonly id: string;
  /** Time that its proofs and cells took, seconds; null: no record tells. */
  readonly wallS: number | null;
  /** Device, runner and software, by dotted path. */
  readonly setup: Readonly<Record<string, string>>;
};

export type OutputRun = {
  readonly runId: string;
  readonly startedAt: string;
  readonly programVersion: string;
  readonly suite: string;
};

/** The newest night of a machine: its runs of one evening together. */
export type OutputNight = {
  /** As in the series of its findings. */
  readonly machine: string;
  /** The oldest first; at least one. */
  readonly runs: readonly [OutputRun, ...OutputRun[]];
  readonly measuredCells: number;
  readonly targets: readonly OutputTarget[];
  readonly cells: readonly OutputCell[];
};

export type OutputDocument = {
  readonly verdict: Check['verdict'];
  readonly headline: string;
  /** Of each machine its newest. */
  readonly nights: readonly OutputNight[];
  readonly findings: readonly OutputFinding[];
  /** What every night found, for formats that carry a history. */
  readonly history: readonly Observation[];
};

/** Tonight's figure where it may enter a history; null: there is none, or it is not judged. */
export const judgedTonight = ({ state, tonight }: Finding): number | null => (state === 'not-judged' ? null : tonight);

export const cellsThat = (nights: readonly OutputNight[], outcome: OutputCell['outcome']): readonly OutputCell[] =>
  nights.flatMap(({ cells }) => cells.filter(cell => cell.outcome === outcome));

export const newestRun = ({ runs }: OutputNight): OutputRun => runs.at(-1) ?? runs[0];

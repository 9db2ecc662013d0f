/**
 * The codes of the notes that a record holds, by what they are about. A code is never used for another meaning. Adding one is adding it here
 * and its sentence in results/note-text.ts.
 */
import { IMPOSSIBLE_CODES } from '../physics/codes.ts';

/** Readings that are not there. */
const ABSENCE_CODES = [
  'absent',
  'absurd',
  'ambiguous',
  'driver',
  'frozen',
  'gap',
  'lost',
  'permission',
  'reset',
  'timeout',
  'too-short',
  'unreadable',
  'unsupported',
  'casts-inserted',
  'counter-reset',
  'driver-files-silent',
  'form-silent',
  'freed-at-update',
  'idle-not-read',
  'methods-differ',
  'shared-boundary',
  'memory-not-told',
  'no-cpufreq',
  'no-fence',
  'no-file',
  'no-meminfo',
  'cgroup-changed',
  'no-cgroup',
  'no-cpu-list',
  'no-proc-status',
  'no-process-count',
  'no-round',
  'no-step-traced',
  'no-selftest',
  'no-sensor',
  'no-sensor-for',
  'no-stolen-column',
  'no-throttle-count',
  'no-status-field',
  'no-thermometer',
  'not-asked',
  'not-linux',
  'not-looked-at',
  'not-measured',
  'not-on-host',
  'not-recorded',
  'not-traced',
  'no-trace-file',
  'no-traced-step',
  'on-the-host',
  'parts-above-peak',
  'part-estimated',
  'processes-hidden',
  'processes-not-listed',
  'processors-changed',
  'no-graph',
  'runner-silent',
  'trace-failed',
  'provider-silent',
  'queued-trace',
  'sampler-stopped',
  'sensor-refused',
  'sensor-tells-none',
  'sensor-without-conditions',
  'round-unproven',
  'round-invalid',
  'sliced',
  'stat-below-own',
  'stat-frozen',
  'stat-laid-over',
  'stat-without-cpus',
  'stat-without-idle',
  'stat-zeros',
  'stat-too-short',
  'unreadable-file',
  'unreadable-value',
  'window-without-look',
  'window-short-for-count',
] as const;

/** Which board a target is on. */
const BOARD_CODES = [
  'slice-visible',
  'vendor-unknown',
  'vendors-differ',
  'lists-of-boards',
  'board-not-listed',
  'board-not-found',
  'boards-alike',
] as const;

/** Cells that were not run, and measurements that were taken again. */
const SKIP_CODES = [
  'not-wanted',
  'cpu-by-onnx',
  'software-target',
  'not-resident',
  'no-accelerator',
  'too-large',
  'above-limit',
  'does-not-fit',
  'proof-failed',
  'proof-ended',
  'round-ended',
  'race-ended',
  'lost-race',
  'race-without-winner',
  'strategy-fails',
  'strategy-not-tried',
  'strategy-cut',
  'strategy-alone',
  'sustained-cut',
  'work-cut',
  'time-over',
  'too-slow',
  'group-gone',
  'group-again',
  'disturbed-again',
  'disturbed-fails',
] as const;

/** Faults that this program finds itself. */
const FAULT_NOTES = [
  'oracle-choices-differ',
  'oracle-tensor-off',
  'oracle-tensor-no-number',
  'step-no-number',
  'steps-untimed',
  'others-not-warm',
] as const;

/** Runner and tools do not agree whose a board is: then a name is a claim, and look-alikes print NVIDIA's. */
export const OF_UNKNOWN_VENDOR: readonly string[] = ['vendor-unknown', 'vendors-differ'];

/** Why a cell is `disturbed` (docs/method/quiet-machine.md). */
export const DISTURBANCES = ['device-shared', 'cpu-others', 'cpu-stolen', 'cpu-throttled', 'swapping'] as const;

/** Each reason why a timed cell is unproven, in the order in which they are looked for (results/proof/evidence.ts). */
export const UNPROVEN_CODES = [
  'no-proof-named',
  'no-such-proof',
  'proof-of-other-target',
  'no-proof-line',
  'proof-after-timing',
  'proof-failed-there',
  'work-not-built',
  'unknown-shrink-rule',
  'proof-of-other-work',
  'proof-lacks-tensor',
  'proof-tensor-off',
  'proof-lacks-loss',
  'proof-loss-off',
  'proof-lacks-routing',
  'proof-choices-differ',
  'proof-lacks-curve',
  'proof-curve-off',
  'no-probe',
  'proof-flips-kept',
  'proof-few-steps',
] as const;

/** A sentence of a record of schema 1, which had no codes. */
const MIGRATED_CODES = ['schema-1'] as const;

export const NOTE_CODES = [
  ...IMPOSSIBLE_CODES,
  ...ABSENCE_CODES,
  ...BOARD_CODES,
  ...SKIP_CODES,
  ...FAULT_NOTES,
  ...DISTURBANCES,
  ...UNPROVEN_CODES,
  ...MIGRATED_CODES,
] as const;

export type NoteCode = (typeof NOTE_CODES)[number];
export type UnprovenCode = (typeof UNPROVEN_CODES)[number];

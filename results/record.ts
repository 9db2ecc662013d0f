/**
 * The record of a run: one JSON line for its context, one for each proof and each cell, one for each attempt at a cell that was
 * taken again, one seal. Every line carries the SHA-256 of the line before. Published as docs/schemas/record.schema.json.
 */
import * as z from 'zod';
import { DISTURBED_POLICIES, timingSchema } from '../suites/suite.ts';
import { dtypeSchema } from '../suites/workload.ts';
import { machineSchema } from './schema/machine.ts';
import { noteFields, noteSchema } from './schema/note.ts';
import type { Origin } from './schema/origin.ts';
import { faultSchema, measurementSchema, milliseconds, sha } from './schema/outcome.ts';
import { overheadSchema } from './schema/overhead.ts';
import { proofSchema } from './schema/proof.ts';
import { cellQuietSchema, machineStateSchema } from './schema/quiet.ts';
import { caseSchema } from './schema/workload-case.ts';

export const RECORD_SCHEMA = 'moebench.record/2';

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** One way of doing the work in one dtype on a device, tried before the run: the kernel that ran, or why none did. */
export const triedSchema = z.discriminatedUnion('works', [
  z.strictObject({ strategy: kebab, dtype: dtypeSchema, works: z.literal(true), kernel: z.string() }),
  z.strictObject({ strategy: kebab, dtype: dtypeSchema, works: z.literal(false), reason: z.string() }),
]);

/** A runner in a process of its own, by which the worker has the work done. */
const processSchema = z.strictObject({
  /** The command that starts it, one entry an argument. */
  command: z.array(z.string()).min(1),
  /** Of the runner, its framework and the libraries below: `{torch: '2.13.0', cuda: '13.0'}`. */
  versions: z.record(z.string(), z.string()),
  /** The device as the runner names it: `cuda:0`. */
  device: z.string(),
  tried: z.array(triedSchema),
});

/** What something runs on: a runner on a device. `software`: a CPU pretending to be a GPU. */
export const targetSchema = z.strictObject({
  id: z.string(),
  /** What computes: `onnx`, `torch`, … */
  runner: kebab,
  /** The ways in which the runner can do the work here, by name; each is proven and timed apart. */
  strategies: z.array(kebab).min(1),
  /** What is ONNX Runtime's alone: the execution provider. */
  onnx: z.strictObject({ provider: z.string() }).exactOptional(),
  /** What is a child process's alone (harness/runners/process/). */
  process: processSchema.exactOptional(),
  device: z.strictObject({
    vendor: z.string().nullable(),
    name: z.string(),
    /** As the vendor's tools number it. */
    index: z.int().nonnegative(),
    uuid: z.string().exactOptional(),
    /** A part of a card, or a card cut into parts (MIG, vGPU, CPX): not a whole chip. Null: nothing tells. */
    partitioned: z.boolean().nullable().exactOptional(),
    /** Why it cannot be told which board this is: then nothing that is read of a board is of this target. */
    boardUnknown: noteSchema.exactOptional(),
  }),
  software: z.boolean(),
  threads: z.int().positive().nullable(),
});

export const cellSchema = z.strictObject({
  id: z.string(),
  /**
   * `race`: each strategy timed once before the rounds, to choose the two that go on; reported nowhere else. `sustained`: timed
   * once, for long, behind all rounds. `overhead`: what the harness adds to a step, in a self-test.
   */
  kind: z.enum(['proof', 'race', 'time', 'sustained', 'overhead']),
  target: z.string(),
  case: z.string(),
  strategy: kebab,
  round: z.int().nonnegative(),
  /** The proof a timed cell stands on: it is skipped where that does not hold. */
  proof: z.string().nullable(),
});

export const contextLineSchema = z.strictObject({
  kind: z.literal('context'),
  schema: z.literal(RECORD_SCHEMA),
  runId: z.string(),
  startedAt: z.iso.datetime(),
  program: z.strictObject({
    name: z.literal('moebench'),
    version: z.string(),
    origin: z.string(),
    runtimes: z.record(z.string(), z.string()),
  }),
  machine: machineSchema,
  /** How it was before the run. */
  machineState: machineStateSchema.exactOptional(),
  /** What is done with a cell that others disturbed. */
  disturbed: z.enum(DISTURBED_POLICIES).exactOptional(),
  /** All targets' cells of a case and round at once: a condition of its own. */
  concurrent: z.literal(true).exactOptional(),
  targets: z.array(targetSchema),
  suite: z.strictObject({
    name: z.string(),
    sha256: sha,
    rounds: z.int().positive(),
    timing: timingSchema,
    /** The timing of sustained cells; null: there are none. */
    sustained: timingSchema.nullable(),
  }),
  /**
   * A self-test (`moebench selftest`): the same work under two names, in pairs of so many rounds each, in the order of the
   * rounds. It measures the instrument, and takes part in no comparison.
   */
  selftest: z
    .strictObject({
      names: z.tuple([z.string(), z.string()]),
      pairs: z.int().positive(),
      roundsPerPair: z.int().positive(),
    })
    .exactOptional(),
  cases: z.array(caseSchema),
  plan: z.array(cellSchema),
  /** What was found but is not run, and why. */
  skipped: z.array(z.strictObject({ what: z.string(), ...noteFields })),
  command: z.array(z.string()),
  /** The newest record of this machine in the same folder when this run started: its place in the history (results/history/order.ts). */
  previousRun: z.strictObject({ runId: z.string(), startedAt: z.iso.datetime() }).exactOptional(),
  /** The interrupted run that this one was to go on with, and what has changed since it began, for which it was not mixed with it. */
  insteadOf: z
    .strictObject({
      runId: z.string(),
      /** `what`: `runtimes.onnxruntime-node`. null: it was, or is, not there. */
      differences: z.array(
        z.strictObject({ what: z.string(), before: z.string().nullable(), now: z.string().nullable() }),
      ),
    })
    .exactOptional(),
  previousSha256: z.null(),
});

const cellBase = { cell: z.string(), startedAt: z.iso.datetime(), wallMs: milliseconds, previousSha256: sha };

export const proofLineSchema = z.strictObject({
  kind: z.literal('proof'),
  ...cellBase,
  outcome: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('proven'), proof: proofSchema }),
    z.strictObject({ status: z.literal('fault'), fault: faultSchema, proof: proofSchema.nullable() }),
  ]),
});

const measuredSchema = z.strictObject({
  status: z.literal('measured'),
  measurement: measurementSchema,
  /** Records of before it was looked at have none. */
  quiet: cellQuietSchema.exactOptional(),
});

/** A measurement of a planned cell that is kept and takes no part in anything; `reason`: why its cell's line is another. */
export const attemptLineSchema = z.strictObject({
  kind: z.literal('attempt'),
  ...cellBase,
  reason: noteSchema,
  outcome: measuredSchema,
});

export const cellLineSchema = z.strictObject({
  kind: z.literal('cell'),
  ...cellBase,
  outcome: z.discriminatedUnion('status', [
    measuredSchema,
    z.strictObject({ status: z.literal('overhead'), overhead: overheadSchema }),
    z.strictObject({ status: z.literal('fault'), fault: faultSchema }),
    z.strictObject({ status: z.literal('skipped'), reason: noteSchema }),
  ]),
});

export const sealLineSchema = z.strictObject({
  kind: z.literal('seal'),
  finishedAt: z.iso.datetime(),
  lines: z.int().positive(),
  samplesSha256: sha.nullable(),
  previousSha256: sha,
  /** SHA-256 of this line without this field: no line follows that could carry it. */
  ownSha256: sha,
});

export const recordLineSchema = z.discriminatedUnion('kind', [
  contextLineSchema,
  proofLineSchema,
  attemptLineSchema,
  cellLineSchema,
  sealLineSchema,
]);

export type Target = Readonly<z.infer<typeof targetSchema>>;
export type Cell = Readonly<z.infer<typeof cellSchema>>;
export type ContextLine = Readonly<z.infer<typeof contextLineSchema>>;
export type ProofLine = Readonly<z.infer<typeof proofLineSchema>>;
export type AttemptLine = Readonly<z.infer<typeof attemptLineSchema>>;
export type CellLine = Readonly<z.infer<typeof cellLineSchema>>;
export type SealLine = Readonly<z.infer<typeof sealLineSchema>>;
export type RecordLine = Readonly<z.infer<typeof recordLineSchema>>;
/** A whole record as read back: `sealed` is false for a run that was cut off. */
export type RunRecord = {
  readonly path: string;
  readonly context: ContextLine;
  readonly proofs: readonly ProofLine[];
  readonly cells: readonly CellLine[];
  readonly attempts: readonly AttemptLine[];
  readonly sealed: boolean;
  /** The seal's own hash: stands for every byte of the record. */
  readonly sealSha256?: string;
  /**
   * Some lines are not as they were written and are left out; those that are there hold (results/record-file/intact.ts). The first of
   * them, from 1, with what is wrong with it, and how many there are.
   */
  readonly damaged?: { readonly line: number; readonly message: string; readonly lostLines: number };
  /** The cells of its proofs and cells, in the order of the file's lines; absent of a record that was never in one. */
  readonly lineOrder?: readonly string[];
  /** Where it was taken in from, if it was (`moebench import`). */
  readonly imported?: Origin;
  /** Its times are later than the clock of the program that read it (results/ahead.ts). */
  readonly aheadOfClock?: true;
};

/** The report as one JSON document (`report.json`): everything the page, the charts and the CSV show is in it. */
import * as z from 'zod';
import { dtypeSchema, matmulSchema } from '../../suites/workload.ts';
import { agedPriceSchema } from '../catalog/staleness.ts';
import { factSchema } from '../fact.ts';
import { absentSchema, figureSchema } from '../figure.ts';
import { knownCostsSchema } from '../known-costs/schema.ts';
import { instrumentSchema } from './instrument.ts';
import { referenceRowSchema } from './reference-schema.ts';
import { reportRowSchema } from './row-schema.ts';
import { failureSchema, skipSchema } from './trouble-schema.ts';

export type { ReferenceRow } from './reference-schema.ts';
export type { ReportRow } from './row-schema.ts';
export type { Failure } from './trouble-schema.ts';
export type { WorkloadRef } from './workload-schema.ts';

export const REPORT_SCHEMA = 'moebench.report/2';

export const rooflineRowSchema = z.strictObject({
  machine: z.string(),
  run: z.string(),
  target: z.string(),
  case: z.string(),
  role: z.enum(['largest-matmul', 'expert-matmuls']),
  dtype: dtypeSchema,
  matmuls: z.array(matmulSchema),
  stepMs: figureSchema,
  flopsPerSecond: figureSchema,
});

const reportFields = {
  schema: z.literal(REPORT_SCHEMA),
  /** The newest record's time, unless given: nothing here reads a clock. Null when there is no record. */
  asOf: z.string().nullable(),
  reference: z.strictObject({
    chip: z.string(),
    name: z.string(),
    source: z.string(),
    date: z.string(),
    confidence: z.string(),
    /** The user's file the chip's data sheet is from; null for the shipped catalog. */
    overlay: z.string().nullable(),
    price: z.discriminatedUnion('available', [
      z.strictObject({ available: z.literal(true), price: agedPriceSchema }),
      absentSchema,
    ]),
  }),
  /** What was proven and timed here, and on what. */
  instrument: instrumentSchema,
  /** What training costs by what others published, where no saving was measured. Nothing in it was measured here. */
  knownCosts: knownCostsSchema,
  rows: z.array(reportRowSchema),
  referenceRows: z.array(referenceRowSchema),
  roofline: z.array(rooflineRowSchema),
  failures: z.array(failureSchema),
  skips: z.array(skipSchema),
  assumptions: z.array(factSchema),
  unread: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  runs: z.array(
    z.strictObject({
      id: z.string(),
      machine: z.string(),
      startedAt: z.string(),
      suite: z.string(),
      sealed: z.boolean(),
      /** Some of its lines are not as they were written and are left out: the first of them, and how many; null: none is. */
      damaged: z.strictObject({ line: z.int(), message: z.string(), lostLines: z.int() }).nullable(),
      /** Measured elsewhere, and taken in by `moebench import`. */
      imported: z.boolean(),
      /** Dated later than the clock of the program that read it: it displaces nothing, and does not say what day it is. */
      aheadOfClock: z.boolean(),
      used: z.boolean(),
      command: z.string(),
    }),
  ),
  /** Runs of the folder that are in the history alone; `newest`: of each machine so many were read. null: all were. */
  runsNotRead: z.strictObject({ count: z.int().positive(), newest: z.int().positive() }).nullable(),
};

const reportBodySchema = z.strictObject(reportFields);

/** As it is written: its facts have their sentences as `text`, in English. */
export const reportSchema = z.strictObject({
  ...reportFields,
  /** The answer in sentences. */
  headline: z.array(z.string()),
});

export type RooflineRow = Readonly<z.infer<typeof rooflineRowSchema>>;
/** The report before anything is put into words. */
export type Report = Readonly<z.infer<typeof reportBodySchema>>;
export type ReportDocument = Readonly<z.infer<typeof reportSchema>>;

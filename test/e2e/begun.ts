/** Runs begun but not yet under way: a record with only its context, for --resume to go on with. */
import { mkdirSync } from 'node:fs';
import { asRecorded, thisProgram } from '../../harness/context.ts';
import { detectionSchema } from '../../harness/detect/detect.ts';
import { targetSchema } from '../../results/record.ts';
import { createRun } from '../../results/store.ts';
import { type Case, largestMatmulCases, ownCases } from '../../suites/cases.ts';
import type { Timing } from '../../suites/suite.ts';
import { contextOf, layer, layerA } from '../results/small-record.ts';
import { type Start, start } from './command-line.ts';

const work = { workload: layer, model: null, scaled: {}, fitted: null };
const roofline = [...largestMatmulCases([work]), ...ownCases([layer])];

/** A tiny layer, its own matrix products, and the products of its roofline with these sizes. */
export function casesWith(...sizes: readonly string[]): readonly Case[] {
  const wanted = sizes.map(size => `gemm.float32.${size}`);
  return [layerA, ...roofline.filter(({ id, role }) => role.kind === 'expert-matmuls' || wanted.includes(id))];
}

export type Begun = { readonly cases: readonly Case[]; readonly rounds: number; readonly timing: Partial<Timing> };

/** Begins a run on this machine's CPU, as it is where `how` starts the program, and returns the path of its record. */
export async function beginRun(folder: string, { cases, rounds, timing }: Begun, how: Start = {}): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const { stdout } = await start(folder, ['detect', '--json'], how).ended;
  const { machine, targets } = detectionSchema.parse(JSON.parse(stdout));
  const cpu = targetSchema.parse(targets.find(({ id }) => id === 'cpu'));
  const context = contextOf({ targets: [cpu], cases, rounds });
  const suite = { ...context.suite, timing: { ...context.suite.timing, ...timing } };
  const program = thisProgram();
  const writer = createRun(folder, { ...context, program, machine, suite, cases: cases.map(asRecorded) });
  writer.close();
  return writer.path;
}

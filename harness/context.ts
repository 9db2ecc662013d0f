/** The context line of a run: everything a reader must know to believe it, or to run it again. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { usableMemoryBytes } from '../results/limits.ts';
import { type Note, note } from '../results/note.ts';
import { noteText } from '../results/note-text.ts';
import type { MachineState } from '../results/quiet.ts';
import { type Cell, type ContextLine, type Machine, RECORD_SCHEMA, type Target } from '../results/record.ts';
import { type Case, casesOf, workId } from '../suites/cases.ts';
import { footprintBytes, formatMemory } from '../suites/moe/footprint.ts';
import type { DisturbedPolicy, SuiteWork } from '../suites/suite.ts';
import { programOrigin } from './bundle/origin.ts';
import { bindingLimit } from './detect/memory.ts';
import { UsageError } from './errors.ts';
import { plan } from './plan.ts';

export type SuitePart = ContextLine['suite'];

export type ContextParts = {
  readonly startedAt: Date;
  readonly machine: Machine;
  readonly machineState: MachineState;
  readonly disturbed: DisturbedPolicy;
  /** All targets' cells of a case and round at once. */
  readonly concurrent: boolean;
  readonly targets: readonly Target[];
  readonly suite: SuitePart;
  readonly works: readonly SuiteWork[];
  readonly skipped: ContextLine['skipped'];
  /** What was typed, the program's own path left out. */
  readonly command: readonly string[];
};

/** UsageError where no workload fits the machine: a roofline alone answers nothing. */
export function buildContext(parts: ContextParts): Omit<ContextLine, 'previousSha256'> {
  const { machine, suite, targets } = parts;
  const { works, tooLarge } = sizedFor(machine, parts.works);
  const skipped = [...parts.skipped, ...tooLarge];
  if (works.length === 0) {
    const [first] = tooLarge;
    throw new UsageError(
      first === undefined ? 'nothing to run: the suite has no workload left' : `${first.what} ${noteText(first)}`,
    );
  }
  const cases = casesOf(works);
  const sustained = new Set(works.filter(work => work.sustained).map(workId));
  return contextLine({ ...parts, skipped }, cases, plan(targets, cases, suite.rounds, sustained));
}

/** The context line of these cases, in this plan. */
export function contextLine(
  {
    startedAt,
    machine,
    machineState,
    disturbed,
    concurrent,
    targets,
    suite,
    skipped,
    command,
  }: Omit<ContextParts, 'works'>,
  cases: readonly Case[],
  cells: readonly Cell[],
): Omit<ContextLine, 'previousSha256'> {
  return {
    kind: 'context',
    schema: RECORD_SCHEMA,
    runId: `${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${suite.name}-${randomBytes(2).toString('hex')}`,
    startedAt: startedAt.toISOString(),
    program: thisProgram(),
    machine,
    machineState,
    disturbed,
    ...(concurrent ? { concurrent } : {}),
    targets: [...targets],
    suite,
    cases: cases.map(asRecorded),
    plan: [...cells],
    skipped,
    command: [...command],
  };
}

/** A case as the context line has it. */
export function asRecorded({ role, fitted, ...item }: Case): ContextLine['cases'][number] {
  return {
    ...item,
    fitted: fitted === null ? null : { ...fitted, cut: [...fitted.cut] },
    role: role.kind === 'expert-matmuls' ? { ...role, of: [...role.of] } : role,
  };
}

/** Workloads that are not run because they need more memory than this process may use, and why. */
function sizedFor(machine: Machine, works: readonly SuiteWork[]) {
  const fits = ({ workload }: SuiteWork) => footprintBytes(workload) <= usableMemoryBytes(machine);
  const tooLarge = works
    .filter(work => !fits(work))
    .map(work => ({
      what: workId(work),
      ...tooLargeFor(machine, formatMemory(footprintBytes(work.workload))),
    }));
  return { works: works.filter(fits), tooLarge };
}

function tooLargeFor(machine: Machine, needed: string): Note {
  const limit = bindingLimit(machine);
  if (limit === null) return note('too-large', { needed, memory: formatMemory(machine.memoryBytes) });
  return note('above-limit', { needed, memory: formatMemory(limit.bytes), file: limit.file });
}

const packageSchema = z.object({ version: z.string(), dependencies: z.record(z.string(), z.string()) });

/** Our package.json: its dependencies are pinned to one version each, so what it names is what runs. */
function ownPackage(): z.infer<typeof packageSchema> {
  return packageSchema.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
}

/** This program with what it computes by, as a context names it. */
export function thisProgram(): ContextLine['program'] {
  return { name: 'moebench', version: programVersion(), origin: programOrigin(), runtimes: runtimes() };
}

export function programVersion(): string {
  return ownPackage().version;
}

function runtimes(): Record<string, string> {
  const { dependencies } = ownPackage();
  const measuring = ['onnxruntime-node', 'tinybench', 'onnx-buf'];
  const versions = measuring.flatMap(name => (dependencies[name] === undefined ? [] : [[name, dependencies[name]]]));
  return { node: process.versions.node, v8: process.versions.v8, ...Object.fromEntries(versions) };
}

/** The context line of a run: everything a reader needs to judge the run, or to repeat it. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Cell, type ContextLine, RECORD_SCHEMA, type Target } from '../results/record.ts';
import { usableMemoryBytes } from '../results/schema/limits.ts';
import type { Machine } from '../results/schema/machine.ts';
import { type Note, note } from '../results/schema/note.ts';
import type { MachineState } from '../results/schema/quiet.ts';
import { type Case, casesOf, workId } from '../suites/cases.ts';
import { footprintBytes, formatMemory } from '../suites/moe/footprint.ts';
import { ALL_CASES, type Only, onlyCases } from '../suites/request/only-cases.ts';
import type { DisturbedPolicy } from '../suites/suite.ts';
import type { SuiteWork } from '../suites/suite-works.ts';
import { programOrigin } from './bundle/origin.ts';
import { estimateOf } from './estimate.ts';
import { bindingLimit } from './memory/device.ts';
import { NothingLeft } from './nothing-left.ts';
import { plan } from './plan.ts';
import { cutWorks, type LimitSetter } from './plan-cuts.ts';
import { type Allowed, type Choice, chooseStrategies, strategiesIn } from './strategies.ts';

export type SuitePart = ContextLine['suite'];

export type ContextParts = {
  readonly startedAt: Date;
  readonly machine: Machine;
  readonly machineState: MachineState;
  readonly disturbed: DisturbedPolicy;
  /** All targets run a case and round at once. */
  readonly concurrent: boolean;
  readonly targets: readonly Target[];
  readonly suite: SuitePart;
  readonly works: readonly SuiteWork[];
  /** Which cases of the works; not given: all. */
  readonly only?: Only;
  /** Strategies by name; none: all there are. */
  readonly strategies?: readonly string[];
  /** The minutes that the run may take: strategies are cut to fit. */
  readonly maxMinutes?: number;
  /** Who set them; the user: long cells and works are cut as well. Not said: the suite. */
  readonly limitedBy?: LimitSetter;
  readonly skipped: ContextLine['skipped'];
  /** What was typed, without the program's path. */
  readonly command: readonly string[];
};

/** NothingLeft where no workload fits the machine: a roofline alone answers nothing. */
export function buildContext(parts: ContextParts): Omit<ContextLine, 'previousSha256'> {
  const {
    machine,
    suite,
    strategies: wanted = [],
    only = ALL_CASES,
    maxMinutes,
    limitedBy = 'suite',
    concurrent,
  } = parts;
  const { works, casesIn, tooLarge } = fittingCases(machine, parts.works, only);
  if (casesIn(works).length === 0) {
    throw new NothingLeft(tooLarge.length === 0 ? 'no-workload' : 'workload-too-large', tooLarge);
  }
  const planBy = (planned: readonly SuiteWork[], allowed: Allowed) => {
    const cases = casesIn(planned);
    const sustained = new Set(planned.filter(work => work.sustained).map(workId));
    return { cases, cells: plan(parts.targets, cases, suite.rounds, sustained, strategiesIn(allowed)) };
  };
  const estimateMs = (planned: readonly SuiteWork[], allowed: Allowed) => {
    const { cases, cells } = planBy(planned, allowed);
    return estimateOf({ plan: [...cells], targets: [...parts.targets], cases, suite }).ms;
  };
  const maxMs = maxMinutes === undefined ? null : maxMinutes * 60_000;
  const budget = maxMs === null ? null : { maxMs, estimateMs: (allowed: Allowed) => estimateMs(works, allowed) };
  const chosen = chooseStrategies(parts.targets, casesIn(works), { wanted, concurrent, budget });
  // Cases that are named are not cut: the run ends when its time is over.
  const hardMs = limitedBy === 'user' && only.names.length === 0 ? maxMs : null;
  const cut = cutWorks(works, hardMs, planned => estimateMs(planned, chosen.allowed));
  const skipped = [...parts.skipped, ...tooLarge, ...chosen.skipped, ...cut.skipped];
  checkLeft(chosen, concurrent);
  const { cases, cells } = planBy(cut.works, chosen.allowed);
  return contextLine({ ...parts, targets: chosen.targets, skipped }, cases, cells);
}

/** The cases of the works that fit the machine, as far as `only` leaves them, and what of that does not fit. */
function fittingCases(machine: Machine, all: readonly SuiteWork[], only: Only) {
  const named = onlyCases(casesOf(all), all.length === 0 ? ALL_CASES : only).map(({ id }) => id);
  const { works, tooLarge } = sizedFor(machine, all);
  const known = casesOf(works);
  const names = only.names.filter(name => known.some(({ id }) => id === name));
  return {
    works,
    casesIn: (planned: readonly SuiteWork[]): readonly Case[] =>
      only.names.length > 0 && names.length === 0 ? [] : onlyCases(casesOf(planned), { ...only, names }),
    tooLarge: tooLarge.filter(({ what }) => named.includes(what)),
  };
}

/** NothingLeft where strategies leave too few targets. */
function checkLeft({ targets, skipped }: Choice, concurrent: boolean): void {
  if (targets.length === 0) throw new NothingLeft('no-target-for-work', [...skipped]);
  if (concurrent && targets.length < 2) {
    const ids = targets.map(({ id }) => id);
    throw new NothingLeft('only-target-concurrent', [...skipped], ids);
  }
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
  }: Omit<ContextParts, 'works' | 'only' | 'strategies' | 'maxMinutes' | 'limitedBy'>,
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

const versionsSchema = z.record(z.string(), z.string());
const packageSchema = z.object({
  version: z.string(),
  dependencies: versionsSchema,
  optionalDependencies: versionsSchema,
});

/** Our package.json: it pins each dependency to one version, so the versions it names are those that run. */
function ownPackage(): z.infer<typeof packageSchema> {
  return packageSchema.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
}

/** This program and its runtimes, as a context names them. */
export function thisProgram(): ContextLine['program'] {
  return { name: 'moebench', version: programVersion(), origin: programOrigin(), runtimes: runtimes() };
}

export function programVersion(): string {
  return ownPackage().version;
}

function runtimes(): Record<string, string> {
  const { dependencies, optionalDependencies } = ownPackage();
  const pinned = { ...dependencies, ...optionalDependencies };
  const measuring = ['onnxruntime-node', 'tinybench', 'onnx-buf'];
  const versions = measuring.flatMap(name => (pinned[name] === undefined ? [] : [[name, pinned[name]]]));
  return { node: process.versions.node, v8: process.versions.v8, ...Object.fromEntries(versions) };
}

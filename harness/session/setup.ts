/** The set-up that measures (program, machine, targets), and how it differs from that of an interrupted run. Pure but for our version. */
import { type Cell, type ContextLine, RECORD_SCHEMA, type Target } from '../../results/record.ts';
import type { Machine } from '../../results/schema/machine.ts';
import type { Case } from '../../suites/cases.ts';
import { type ContextParts, contextLine, thisProgram } from '../context.ts';
import { UsageError } from '../errors.ts';
import { cellOf, proofsOf, strategiesFor } from '../plan.ts';

export type InsteadOf = NonNullable<ContextLine['insteadOf']>;
export type Difference = InsteadOf['differences'][number];

/** Program, machine and targets, as far as they can change a step's time. */
export type Setup = Pick<ContextLine, 'program'> & {
  readonly schema: string;
  readonly targets: readonly Target[];
  readonly machine: Pick<Machine, 'os' | 'kernel' | 'arch' | 'cpu' | 'accelerators'>;
};

/** What differs, by its path in the set-up; of targets, those of the interrupted run alone. */
export function differencesOf(before: Setup, now: Setup): readonly Difference[] {
  const here = new Set(now.targets.map(({ id }) => id));
  const gone = before.targets.filter(({ id }) => !here.has(id));
  const missing = gone.map(({ id, device }) => ({ what: `targets.${id}`, before: device.name, now: null }));
  const kept = new Set(before.targets.map(({ id }) => id).filter(id => here.has(id)));
  const [was, is] = [flatSetup(before, kept), flatSetup(now, kept)];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  const changed = paths.flatMap(what => {
    const difference = { what, before: was.get(what) ?? null, now: is.get(what) ?? null };
    return difference.before === difference.now ? [] : [difference];
  });
  return [...missing, ...changed];
}

/** Each single value under its path: `accelerators.0.driver`. */
function flatSetup(
  { schema, program, machine, targets }: Setup,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const { os, kernel, arch, cpu, accelerators } = machine;
  const { version, origin, runtimes } = program;
  const named = targets.filter(({ id }) => ids.has(id)).map(target => [target.id, comparable(target)] as const);
  const values = {
    schema,
    program: { version, origin },
    runtimes,
    machine: { os, kernel, arch, cpu },
    // The usable memory of a board changes by a few pages at every start.
    accelerators: accelerators.map(({ memoryBytes: _, ...board }) => board),
    targets: Object.fromEntries(named),
  };
  return new Map(flattened(values, ''));
}

/** Of what was tried, the kernel by strategy and dtype: a refusal may be worded otherwise each time. */
function comparable({ id: _, process, ...target }: Target) {
  if (process === undefined) return target;
  const { tried, ...rest } = process;
  const kernels = tried.map(row => [`${row.strategy}.${row.dtype}`, row.works ? row.kernel : null]);
  return { ...target, process: { ...rest, kernels: Object.fromEntries(kernels) } };
}

function flattened(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, part]) => flattened(part, path === '' ? name : `${path}.${name}`));
}

export type Fresh = Pick<ContextParts, 'startedAt' | 'machine' | 'machineState'> & {
  /** All targets found. */
  readonly targets: readonly Target[];
};

/**
 * The context of a run of the same cases in the same order, on this machine as it is now, in place of the interrupted one.
 * UsageError where none of its targets is here any more.
 */
export function contextInstead(
  before: ContextLine,
  fresh: Fresh,
  differences: readonly Difference[],
): Omit<ContextLine, 'previousSha256'> {
  const targets = before.targets.flatMap(({ id }) => fresh.targets.find(target => target.id === id) ?? []);
  if (targets.length === 0) {
    const ids = before.targets.map(({ id }) => id).join(', ');
    throw new UsageError(`${before.runId} ran on ${ids}, and none of them is here now: see moebench detect`);
  }
  const cases: readonly Case[] = before.cases;
  const line = contextLine(
    {
      ...fresh,
      disturbed: before.disturbed ?? 'warn',
      concurrent: before.concurrent === true && targets.length > 1,
      targets,
      suite: before.suite,
      skipped: before.skipped,
      // The same command runs it again.
      command: before.command,
    },
    cases,
    planAgain(before, targets, cases),
  );
  const { selftest, runId } = before;
  return {
    ...line,
    ...(selftest === undefined ? {} : { selftest }),
    insteadOf: { runId, differences: [...differences] },
  };
}

/** The same cells in the same order, each on the proof that this program makes of its case. */
function planAgain(before: ContextLine, targets: readonly Target[], cases: readonly Case[]): readonly Cell[] {
  const timed = before.plan.flatMap(({ kind, target: id, case: name, round, strategy }) => {
    const target = targets.find(found => found.id === id);
    const item = cases.find(found => found.id === name);
    if (kind === 'proof' || target === undefined || item === undefined) return [];
    // A strategy is not run that the target no longer has, or that no longer works in the case's type.
    return strategiesFor(target, item.workload).includes(strategy) ? [cellOf(kind, target, item, round, strategy)] : [];
  });
  return [...proofsOf(targets, cases, timed), ...timed];
}

/** The set-up here and now. */
export function setupNow(machine: Machine, targets: readonly Target[]): Setup {
  return { schema: RECORD_SCHEMA, program: thisProgram(), machine, targets };
}

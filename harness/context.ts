/** The context line of a run: everything a reader must know to believe it, or to run it again. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ContextLine, type Machine, RECORD_SCHEMA, type Target } from '../results/record.ts';
import type { Case } from '../suites/cases.ts';
import { layerFootprintBytes } from '../suites/moe/footprint.ts';
import type { Timing } from '../suites/suite.ts';
import { programOrigin } from './bundle/origin.ts';
import { UsageError } from './errors.ts';
import { plan } from './plan.ts';

export type SuitePart = {
  readonly name: string;
  readonly sha256: string;
  readonly rounds: number;
  readonly timing: Timing;
};

export type ContextParts = {
  readonly startedAt: Date;
  readonly machine: Machine;
  readonly targets: readonly Target[];
  readonly suite: SuitePart;
  readonly cases: readonly Case[];
  readonly skipped: ContextLine['skipped'];
  /** What was typed, the program's own path left out. */
  readonly command: readonly string[];
};

/** UsageError where no layer fits the machine: a roofline alone answers nothing. */
export function buildContext(parts: ContextParts): Omit<ContextLine, 'previousSha256'> {
  const { startedAt, machine, suite, targets, command } = parts;
  const reasons = reasonsToLeaveOut(parts.cases, machine);
  const cases = parts.cases.filter(({ id }) => !reasons.has(id));
  const skipped = [...reasons].map(([what, reason]) => ({ what, reason }));
  if (!cases.some(({ role }) => role.kind === 'layer')) {
    const [first] = skipped;
    throw new UsageError(`no layer fits this machine: ${first?.what} ${first?.reason}`);
  }
  return {
    kind: 'context',
    schema: RECORD_SCHEMA,
    runId: `${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${suite.name}-${randomBytes(2).toString('hex')}`,
    startedAt: startedAt.toISOString(),
    program: { name: 'moebench', version: programVersion(), origin: programOrigin(), runtimes: runtimes() },
    machine,
    targets: [...targets],
    suite,
    cases: cases.map(({ role, ...item }) => ({
      ...item,
      role: role.kind === 'expert-matmuls' ? { ...role, layers: [...role.layers] } : role,
    })),
    plan: [...plan(targets, cases, suite.rounds)],
    skipped: [...parts.skipped, ...skipped],
    command: [...command],
  };
}

/** Cases that are not run, and why: layers too large for the machine, and the matrix products of such layers alone. */
function reasonsToLeaveOut(cases: readonly Case[], { memoryBytes }: Machine): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  const tooLarge = new Set<string>();
  for (const { id, sha256, workload } of cases) {
    if (workload.part !== 'moe-layer') continue;
    const needed = layerFootprintBytes(workload);
    if (needed <= memoryBytes) continue;
    tooLarge.add(sha256);
    reasons.set(
      id,
      `needs about ${gibibytes(needed)} GiB, the machine has ${gibibytes(memoryBytes)} GiB: scale it down`,
    );
  }
  for (const { id, role } of cases) {
    if (role.kind !== 'expert-matmuls' || !role.layers.every(layer => tooLarge.has(layer))) continue;
    reasons.set(id, 'its layer does not fit the machine');
  }
  return reasons;
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

const packageSchema = z.object({ version: z.string(), dependencies: z.record(z.string(), z.string()) });

/** Our package.json: its dependencies are pinned to one version each, so what it names is what runs. */
function ownPackage(): z.infer<typeof packageSchema> {
  return packageSchema.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
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

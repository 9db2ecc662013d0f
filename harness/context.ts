/** The context line of a run: everything a reader must know to believe it, or to run it again. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ContextLine, type Machine, RECORD_SCHEMA, type Target } from '../results/record.ts';
import type { Case } from '../suites/cases.ts';
import { layerFootprintBytes } from '../suites/moe/footprint.ts';
import type { Timing } from '../suites/suite.ts';
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

export function buildContext(parts: ContextParts): Omit<ContextLine, 'previousSha256'> {
  const { startedAt, machine, suite, targets, command } = parts;
  const fits = parts.cases.filter(item => tooLarge(item, machine) === undefined);
  const skipped = parts.cases.flatMap(item => {
    const reason = tooLarge(item, machine);
    return reason === undefined ? [] : [{ what: item.id, reason }];
  });
  return {
    kind: 'context',
    schema: RECORD_SCHEMA,
    runId: `${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${suite.name}-${randomBytes(2).toString('hex')}`,
    startedAt: startedAt.toISOString(),
    program: { name: 'moebench', version: programVersion(), origin: 'checkout', runtimes: runtimes() },
    machine,
    targets: [...targets],
    suite,
    cases: fits.map(({ role, ...item }) => ({
      ...item,
      role: role.kind === 'expert-matmuls' ? { ...role, layers: [...role.layers] } : role,
    })),
    plan: [...plan(targets, fits, suite.rounds)],
    skipped: [...parts.skipped, ...skipped],
    command: [...command],
  };
}

/** Why a case cannot fit the machine, if it cannot. */
function tooLarge({ workload }: Case, { memoryBytes }: Machine): string | undefined {
  if (workload.part !== 'moe-layer') return undefined;
  const needed = layerFootprintBytes(workload);
  if (needed <= memoryBytes) return undefined;
  return `needs about ${gibibytes(needed)} GiB, the machine has ${gibibytes(memoryBytes)}: scale it down`;
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

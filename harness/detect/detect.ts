/** `moebench detect`: what is on this machine, what of it can be run on, and how to get what is missing. */
import * as z from 'zod';
import { targetSchema } from '../../results/record.ts';
import { type Machine, machineSchema } from '../../results/schema/machine.ts';
import { machineStateSchema } from '../../results/schema/quiet.ts';
import { lookAtHost } from '../quiet/host-look.ts';
import { machineState } from '../quiet/machine-state.ts';
import { refusalSchema, sensorSchema } from '../sampler/recording.ts';
import { type Device, deviceSchema, findingSchema } from '../vendors/device.ts';
import { type Probe, runProbe } from '../vendors/probe.ts';
import { PROBES } from '../vendors/probes.ts';
import { devicesByDriverFile } from './driver-files.ts';
import { describeHost, type MachineName } from './host.ts';
import { readLimits } from './limits/limits.ts';
import { type Answer, missingProviders, missingTools, notFound } from './missing.ts';
import { targetsOf, tryProviders } from './providers.ts';
import { runnerAnswerSchema } from './runners/answer.ts';
import { type Asked, detectRunners, NO_RUNNERS } from './runners/detect.ts';
import type { World } from './world.ts';

export const DETECTION_SCHEMA = 'moebench.detection/1';

export const detectionSchema = z.strictObject({
  schema: z.literal(DETECTION_SCHEMA),
  machine: machineSchema,
  /** The machine's accelerators with all that was learned of them. */
  accelerators: z.array(deviceSchema),
  /** What can be run on: providers proven by a one-node model, and devices of runners on which something works. */
  targets: z.array(targetSchema),
  /** Every runner that was asked, and what it said. */
  runners: z.array(runnerAnswerSchema),
  /** What energy is read from, and why it cannot be read from the rest, each with the fix. */
  energy: z.strictObject({ sensors: z.array(sensorSchema), refusals: z.array(refusalSchema) }),
  /** How quiet it is: who else uses it, while it was looked at. */
  state: machineStateSchema,
  /** Every probe and what it found. */
  probes: z.array(z.strictObject({ vendor: z.string(), tool: z.string(), finding: findingSchema })),
  /** One line each: what is missing and how to get it. */
  missing: z.array(z.string()),
});

export type Detection = Readonly<z.infer<typeof detectionSchema>>;

/**
 * Looks at the machine. Whatever a tool, provider or runner does, there is a detection. `name`: what the user calls the machine;
 * `asked`: the runners that are asked, and of which devices it is tried what works.
 */
export async function detect(
  world: World,
  name: MachineName = undefined,
  asked: Asked = NO_RUNNERS,
): Promise<Detection> {
  const before = await lookAtHost(world);
  const [facts, answers, byFile] = await Promise.all([
    world.hostFacts(),
    Promise.all(probesFor(world.platform).map(async probe => ({ probe, finding: await runProbe(probe, world) }))),
    devicesByDriverFile(world),
  ]);
  const listed = devicesListed(answers);
  const fileOnly = byFile.filter(device => !listed.some(({ vendor }) => vendor === device.vendor));
  const accelerators = [...listed, ...fileOnly];
  const sightings = { answers, accelerators, fileOnly };
  const limits = await readLimits(world, facts);
  const attempts = await tryProviders(world, accelerators);
  const { sensors, refusals, conditions } = await world.sensors();
  const state = await machineState(world, before, conditions);
  // After the look at the machine's state: frameworks that load and compile would count as its users.
  const runners = await detectRunners(world, asked, { facts, limits, accelerators });
  const probes = answers.map(({ probe, finding }) => ({ vendor: probe.vendor, tool: probe.tool, finding }));
  return {
    schema: DETECTION_SCHEMA,
    machine: { ...describeHost(facts, limits, name), accelerators: accelerators.map(forRecord) },
    accelerators,
    targets: [...targetsOf(attempts, facts, limits, accelerators), ...runners.targets],
    runners: [...runners.answers],
    energy: { sensors: [...sensors], refusals: [...refusals] },
    state,
    probes: [...probes, ...fileFindings(fileOnly)],
    missing: [...missingTools(sightings), ...missingProviders(attempts), ...runners.missing, ...notFound(sightings)],
  };
}

function probesFor(platform: NodeJS.Platform): readonly Probe[] {
  return PROBES.filter(probe => probe.platform === undefined || probe.platform === platform);
}

/** Several tools may list the same devices: each kind comes from the first tool that has any. */
function devicesListed(answers: readonly Answer[]): readonly Device[] {
  const devices: Device[] = [];
  const known = new Set<string>();
  for (const { probe, finding } of answers) {
    if (finding.status !== 'found') continue;
    const fresh = finding.devices.filter(device => !known.has(kindOf(device, probe)));
    devices.push(...fresh);
    for (const device of fresh) known.add(kindOf(device, probe));
  }
  return devices;
}

/** Intel's GPUs and Gaudis are two kinds; a Hygon DCU is one kind, whether hy-smi or rocm-smi lists it. */
function kindOf(device: Device, probe: Probe): string {
  const maker = device.vendor === probe.vendor ? probe : PROBES.find(other => other.vendor === device.vendor);
  return maker?.label ?? device.vendor;
}

function forRecord({ vendor, name, driver, memoryBytes, partitioned }: Device): Machine['accelerators'][number] {
  return { vendor, name, driver, memoryBytes, partitioned };
}

function fileFindings(devices: readonly Device[]): Detection['probes'] {
  return [...new Set(devices.map(device => device.vendor))].map(vendor => ({
    vendor,
    tool: 'driver files',
    finding: {
      status: 'found',
      by: 'driver-file',
      devices: devices.filter(device => device.vendor === vendor),
      broken: [],
    },
  }));
}

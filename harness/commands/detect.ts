/** `moebench detect`: prints what detection found. */
import { Command } from 'commander';
import pc from 'picocolors';
import type { Target } from '../../results/record.ts';
import { type Detection, detect } from '../detect/detect.ts';
import { generatedNameText, nameHere } from '../detect/machine-name.ts';
import { thisMachine } from '../detect/world.ts';
import { UsageError } from '../errors.ts';
import { holdMachine } from '../machine-lock.ts';
import { cannotBeTold, countedCpus, notQuiet } from '../quiet/not-quiet.ts';
import { isOnlyNamed } from '../select.ts';
import type { Device } from '../vendors/device.ts';
import { isShareOfNamed, isSliceName } from '../vendors/words/slices.ts';
import { onInterrupt } from '../interrupt.ts';
import { addMachineOption } from './options/machine-option.ts';
import { askedByDetect, pythonOption, runnersHere } from './options/runner-options.ts';
import { limitRows } from './text/limits-text.ts';
import { runnerLines } from './text/runners-text.ts';
import { aligned, textColumns } from './text/terminal.ts';

type DetectOptions = {
  readonly json?: true;
  readonly machine?: string;
  readonly python: readonly string[];
  readonly fresh?: true;
};

/** `moebench detect [--machine NAME] [--python PATH] [--fresh] [--json]`. */
export function detectCommand(): Command {
  return addMachineOption(new Command('detect'))
    .description('what is here to run on, and how to get what is missing')
    .addOption(pythonOption())
    .option('--fresh', 'try anew what works on each device, whatever was kept')
    .option('--json', 'print one JSON document (docs/schemas/detection.schema.json)')
    .action(async ({ json, machine, python, fresh }: DetectOptions) => {
      const asked = askedByDetect(runnersHere(python), fresh === true, isFree(), onInterrupt().signal);
      const detection = await detect(thisMachine, nameHere(machine, thisMachine), asked);
      process.stderr.write(generatedNameText(detection.machine));
      const text = json
        ? `${JSON.stringify(detection, null, 2)}\n`
        : renderDetection(detection, { colour: pc.isColorSupported, columns: textColumns(process.stdout) });
      process.stdout.write(text);
    });
}

/** Whether nobody measures here. A run that does is told of, and not disturbed. */
function isFree(): boolean {
  try {
    holdMachine().release();
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`What works on the devices of PyTorch and JAX is not tried: ${error.message}\n`);
    return false;
  }
}

type Look = { readonly colour: boolean; readonly columns?: number };

/** A detection for people: machine, accelerators, targets, runners, what is missing. */
export function renderDetection(detection: Detection, { colour, columns = 80 }: Look): string {
  const paint = pc.createColors(colour);
  const { machine, accelerators, targets, runners, energy, missing } = detection;
  const cores = machine.cpu.physicalCores;
  const sections = [
    [
      paint.bold('Machine'),
      ...aligned([
        ['id', machine.id],
        ['cpu', `${machine.cpu.name}, ${cores} ${cores === 1 ? 'core' : 'cores'} (${machine.cpu.cores} threads)`],
        ['memory', gibibytes(machine.memoryBytes)],
        ...limitRows(machine),
        ['system', `${machine.os}, kernel ${machine.kernel}, ${machine.arch}${machine.virtual ? ', virtual' : ''}`],
      ]),
    ],
    [
      paint.bold('Accelerators'),
      ...(accelerators.length > 0 ? aligned(grouped(accelerators)) : [paint.dim('  none found')]),
    ],
    [
      paint.bold('Targets'),
      ...aligned(
        targets.map(target => [
          paint.green(target.id),
          target.device.name +
            (target.threads ? `, ${target.threads} ${target.threads === 1 ? 'thread' : 'threads'}` : ''),
          onlyText(target, paint),
        ]),
      ),
    ],
    runners.length > 0 ? [paint.bold('Runners'), ...runnerLines(detection, paint, columns)] : [],
    [paint.bold('Energy'), ...energyLines(energy, paint)],
    [paint.bold('Quiet'), ...quietLines(detection, paint)],
    missing.length > 0 ? [paint.bold('Missing'), ...missing.map(line => `  ${paint.dim(line)}`)] : [],
  ];
  return `${sections
    .filter(section => section.length > 0)
    .map(section => section.join('\n'))
    .join('\n\n')}\n`;
}

/** What a run leaves out unless it is told. */
function onlyText(target: Target, paint: ReturnType<typeof pc.createColors>): string {
  if (target.software) return paint.yellow('software: only with --include-software');
  return isOnlyNamed(target) ? paint.dim('runs when named (--target)') : '';
}

/** Sensors with what they cover; then what refuses and how to mend it. That a source is absent is said in one line for all. */
function energyLines({ sensors, refusals }: Detection['energy'], paint: ReturnType<typeof pc.createColors>): string[] {
  const found = sensors.map(({ id, boundary, device, limitW }) => [
    paint.green(id),
    `${boundary} of ${device?.name ?? 'the host'}`,
    limitW === null ? '' : `up to ${limitW} W`,
  ]);
  const complaints = refusals.filter(({ code }) => code !== 'absent');
  const absent = refusals.filter(({ code }) => code === 'absent').map(({ source }) => source);
  return [
    ...aligned(found),
    ...complaints.map(
      ({ source, code, message, fix }) => `  ${paint.yellow(`${source} (${code})`)}: ${message}; ${fix}`,
    ),
    ...(absent.length > 0
      ? [paint.dim(`  not here: ${[...new Set(absent)].join(', ')} (what each needs: detect --json)`)]
      : []),
  ];
}

/** What was read of the machine's state; then what of it would disturb a run and how to mend it. */
function quietLines({ state, machine }: Detection, paint: ReturnType<typeof pc.createColors>): string[] {
  const { loadAverage, otherCores, governors, temperatureC } = state;
  const told = [
    otherCores.available ? `others use ${otherCores.value.toFixed(2)} of ${countedCpus(machine)} cores` : null,
    loadAverage.available ? `load ${loadAverage.value}` : null,
    governors.available ? `governor ${Object.keys(governors.cores).join(', ')}` : null,
    temperatureC.available ? `${temperatureC.value} °C` : null,
  ].filter(text => text !== null);
  const troubles = notQuiet(state, machine).map(({ what, fix }) => `  ${paint.yellow(what)}: ${fix}`);
  const unknown = cannotBeTold(state).map(line => `  ${paint.yellow(line)}`);
  return [
    ...(told.length === 0 ? [] : [`  ${told.join('; ')}`]),
    ...troubles,
    ...unknown,
    ...(troubles.length + unknown.length > 0 ? [] : [paint.dim('  nothing seen that would disturb a run')]),
  ];
}

/** Equal devices on one line: `8 × NVIDIA H800`, memory, driver. */
function grouped(devices: readonly Device[]): string[][] {
  const groups = new Map<string, Device[]>();
  for (const device of devices) {
    const key = JSON.stringify([device.vendor, device.name, device.driver, device.memoryBytes, device.partitioned]);
    groups.set(key, [...(groups.get(key) ?? []), device]);
  }
  return [...groups.values()].flatMap(members => {
    const [first] = members;
    if (!first) return [];
    const cards = new Set(members.map(device => device.card));
    const isShared = cards.size < members.length && !cards.has(null);
    return [
      [
        `${members.length} ×`,
        first.name,
        first.memoryBytes.available ? gibibytes(first.memoryBytes.value) : 'memory not known',
        first.driver ? `driver ${first.driver}` : 'driver not known',
        cards.size < members.length && !cards.has(null)
          ? `on ${cards.size} ${cards.size === 1 ? 'card' : 'cards'}`
          : '',
        first.partitioned ? partText(first, isShared) : '',
      ],
    ];
  });
}

function partText({ name, memoryBytes }: Device, isShared: boolean): string {
  const isPart = isShared || isSliceName(name) || (memoryBytes.available && isShareOfNamed(name, memoryBytes.value));
  return isPart ? 'a part of a card' : 'cut into slices';
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

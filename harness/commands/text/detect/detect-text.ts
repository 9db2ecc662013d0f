/** A detection for people: machine, accelerators, targets, what disturbs a run, what is missing; runners and sensors where there is room. */

import pc from 'picocolors';
import { threeDigits } from '../../../../reports/format.ts';
import type { Target } from '../../../../results/record.ts';
import { formatMemory } from '../../../../suites/moe/footprint.ts';
import type { Detection } from '../../../detect/detect.ts';
import { countedCpus, notQuiet, unknownUses } from '../../../quiet/not-quiet.ts';
import { isOnlyNamed } from '../../../select.ts';
import { notQuietWords, unknownUseText } from '../quiet-words.ts';
import { type Screen, type Section, screenText } from '../screen.ts';
import { aligned } from '../terminal.ts';
import { acceleratorRows } from './accelerators-text.ts';
import { limitRows } from './limits-text.ts';
import { runnerLines } from './runners-text.ts';

type Paint = ReturnType<typeof pc.createColors>;

export type DetectScreen = Screen & { readonly colour: boolean };

export function detectionText(detection: Detection, { colour, ...screen }: DetectScreen): string {
  const paint = pc.createColors(colour);
  const { accelerators, targets, energy, missing } = detection;
  const titled = (title: string, shown: Section['shown'], lines: readonly string[]): Section => ({
    heading: [paint.bold(title)],
    entries: lines.map(line => [line]),
    shown,
    name: title.toLowerCase(),
  });
  return screenText(
    [
      titled('Machine', 'always', aligned(machineRows(detection))),
      titled(
        'Accelerators',
        'room',
        accelerators.length > 0 ? aligned(acceleratorRows(accelerators)) : [paint.dim('  none found')],
      ),
      titled('Targets', 'room', aligned(targets.map(target => targetCells(target, paint)))),
      titled('Runners', 'all-or-none', runnerLines(detection, paint, screen.columns)),
      titled('Energy', 'all-or-none', energyLines(energy, paint)),
      titled('Quiet', 'always', quietLines(detection, paint)),
      titled(
        'Missing',
        'room',
        missing.map(line => `  ${paint.dim(line)}`),
      ),
    ],
    screen,
  );
}

function machineRows({ machine }: Detection): readonly (readonly [string, string])[] {
  const cores = machine.cpu.physicalCores;
  return [
    ['id', machine.id],
    ['cpu', `${machine.cpu.name}, ${cores} ${cores === 1 ? 'core' : 'cores'} (${machine.cpu.cores} threads)`],
    ['memory', formatMemory(machine.memoryBytes)],
    ...limitRows(machine),
    ['system', `${machine.os}, kernel ${machine.kernel}, ${machine.arch}${machine.virtual ? ', virtual' : ''}`],
  ];
}

function targetCells(target: Target, paint: Paint): readonly string[] {
  const { id, device, threads } = target;
  const count = threads ? `, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : '';
  return [paint.green(id), device.name + count, onlyText(target, paint)];
}

/** What a run leaves out unless an option asks for it. */
function onlyText(target: Target, paint: Paint): string {
  if (target.software) return paint.yellow('software: only with --include-software');
  return isOnlyNamed(target) ? paint.dim('runs when named (--target)') : '';
}

/** Sensors with what they cover; then sensors that cannot be read, with the fix. Absent sources share one line. */
function energyLines({ sensors, refusals }: Detection['energy'], paint: Paint): string[] {
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

/** The machine's state; then the conditions that would distort a run, with the fix for each. */
function quietLines({ state, machine }: Detection, paint: Paint): string[] {
  const { loadAverage, otherCores, governors, temperatureC } = state;
  const readings = [
    otherCores.available ? `others use ${threeDigits(otherCores.value)} of ${countedCpus(machine)} cores` : null,
    loadAverage.available ? `load ${loadAverage.value}` : null,
    governors.available ? `governor ${Object.keys(governors.cores).join(', ')}` : null,
    temperatureC.available ? `${temperatureC.value} °C` : null,
  ].filter(text => text !== null);
  const troubles = notQuiet(state, machine)
    .map(notQuietWords)
    .map(({ what, fix }) => `  ${paint.yellow(what)}: ${fix}`);
  const unknown = unknownUses(state).map(use => `  ${paint.yellow(unknownUseText(use))}`);
  return [
    ...(readings.length === 0 ? [] : [`  ${readings.join('; ')}`]),
    ...troubles,
    ...unknown,
    ...(troubles.length + unknown.length > 0 ? [] : [paint.dim('  nothing found that would disturb a run')]),
  ];
}

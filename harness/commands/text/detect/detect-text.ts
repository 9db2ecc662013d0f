/** A detection for people: machine, accelerators, targets, what disturbs a run, what is missing; runners and sensors where there is room. */

import pc from 'picocolors';
import { threeDigits } from '../../../../reports/format.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { scopeText } from '../../../../reports/words/report/scope-text.ts';
import type { Target } from '../../../../results/record.ts';
import { formatMemory } from '../../../../suites/moe/footprint.ts';
import type { Detection } from '../../../detect/detect.ts';
import { countedCpus, notQuiet, unknownUses } from '../../../quiet/not-quiet.ts';
import { isOnlyNamed } from '../../../select.ts';
import { DETECT_TEXT_WORDS } from '../../words/detect-text-words.ts';
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
  const { language = 'en' } = screen;
  const words = DETECT_TEXT_WORDS[language];
  const { accelerators, targets, energy, missing } = detection;
  const titled = (name: keyof typeof words.titles, shown: Section['shown'], lines: readonly string[]): Section => ({
    heading: [paint.bold(words.titles[name])],
    entries: lines.map(line => [line]),
    shown,
    name: words.titles[name].toLowerCase(),
  });
  return screenText(
    [
      titled('machine', 'always', aligned(machineRows(detection, language))),
      titled(
        'accelerators',
        'room',
        accelerators.length > 0 ? aligned(acceleratorRows(accelerators, language)) : [paint.dim(words.noneFound)],
      ),
      titled('targets', 'room', aligned(targets.map(target => targetCells(target, paint, language)))),
      titled('runners', 'all-or-none', runnerLines(detection, paint, { columns: screen.columns, language })),
      titled('energy', 'all-or-none', energyLines(energy, paint, language)),
      titled('quiet', 'always', quietLines(detection, paint, language)),
      titled(
        'missing',
        'room',
        missing.map(line => `  ${paint.dim(line)}`),
      ),
    ],
    screen,
  );
}

function machineRows({ machine }: Detection, language: Language): readonly (readonly [string, string])[] {
  const words = DETECT_TEXT_WORDS[language];
  const cores = machine.cpu.physicalCores;
  return [
    [words.rows.id, machine.id],
    [words.rows.cpu, words.cpu(machine.cpu.name, cores, machine.cpu.cores)],
    [words.rows.memory, formatMemory(machine.memoryBytes)],
    ...limitRows(machine, language),
    [words.rows.system, words.system(machine.os, machine.kernel, machine.arch, machine.virtual === true)],
  ];
}

function targetCells(target: Target, paint: Paint, language: Language): readonly string[] {
  const { id, device, threads } = target;
  const count = threads ? DETECT_TEXT_WORDS[language].threads(threads) : '';
  return [paint.green(id), device.name + count, onlyText(target, paint, language)];
}

/** What a run leaves out unless an option asks for it. */
function onlyText(target: Target, paint: Paint, language: Language): string {
  const words = DETECT_TEXT_WORDS[language];
  if (target.software) return paint.yellow(words.software);
  return isOnlyNamed(target) ? paint.dim(words.named) : '';
}

/** Sensors with what they cover; then sensors that cannot be read, with the fix. Absent sources share one line. */
function energyLines({ sensors, refusals }: Detection['energy'], paint: Paint, language: Language): string[] {
  const words = DETECT_TEXT_WORDS[language];
  const found = sensors.map(({ id, boundary, device, limitW }) => [
    paint.green(id),
    words.boundary(scopeText(boundary, language), device?.name ?? null),
    limitW === null ? '' : words.upTo(limitW),
  ]);
  const complaints = refusals.filter(({ code }) => code !== 'absent');
  const absent = refusals.filter(({ code }) => code === 'absent').map(({ source }) => source);
  return [
    ...aligned(found),
    ...complaints.map(
      ({ source, code, message, fix }) =>
        `  ${paint.yellow(words.refusal(source, code))}${words.colon}${message}${words.semicolon}${fix}`,
    ),
    ...(absent.length > 0 ? [paint.dim(words.absent([...new Set(absent)].join(words.comma)))] : []),
  ];
}

/** The machine's state; then the conditions that would distort a run, with the fix for each. */
function quietLines({ state, machine }: Detection, paint: Paint, language: Language): string[] {
  const words = DETECT_TEXT_WORDS[language];
  const { loadAverage, otherCores, governors, temperatureC } = state;
  const readings = [
    otherCores.available ? words.others(threeDigits(otherCores.value), countedCpus(machine)) : null,
    loadAverage.available ? words.load(loadAverage.value) : null,
    governors.available ? words.governor(Object.keys(governors.cores).join(words.comma)) : null,
    temperatureC.available ? `${temperatureC.value} °C` : null,
  ].filter(text => text !== null);
  const troubles = notQuiet(state, machine)
    .map(condition => notQuietWords(condition, language))
    .map(({ what, fix }) => `  ${paint.yellow(what)}${words.colon}${fix}`);
  const unknown = unknownUses(state).map(use => `  ${paint.yellow(unknownUseText(use, language))}`);
  return [
    ...(readings.length === 0 ? [] : [`  ${readings.join(words.semicolon)}`]),
    ...troubles,
    ...unknown,
    ...(troubles.length + unknown.length > 0 ? [] : [paint.dim(words.isQuiet)]),
  ];
}

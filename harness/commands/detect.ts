/** `moebench detect`: prints what detection found. */
import { Command } from 'commander';
import pc from 'picocolors';
import type { Language } from '../../reports/words/language.ts';
import { detect } from '../detect/detect.ts';
import { nameHere } from '../detect/machine-name.ts';
import { thisMachine } from '../detect/world.ts';
import { UsageError } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import { holdMachine } from '../machine-lock.ts';
import { addMachineOption } from './options/machine-option.ts';
import { askedByDetect, pythonOption, runnersHere } from './options/runner-options.ts';
import { screenOf, verboseOption } from './options/verbose-option.ts';
import { detectionText } from './text/detect/detect-text.ts';
import { generatedNameText } from './text/session-text.ts';
import { DETECT_TEXT_WORDS } from './words/detect-text-words.ts';

type DetectOptions = {
  readonly json?: true;
  readonly machine?: string;
  readonly python: readonly string[];
  readonly fresh?: true;
  readonly verbose?: true;
  readonly lang?: Language;
};

/** `moebench detect [--machine NAME] [--python PATH] [--fresh] [--verbose] [--json]`. */
export function detectCommand(): Command {
  return addMachineOption(new Command('detect'))
    .description('list the accelerators of this machine, what can run on them, and how to get what is missing')
    .addOption(pythonOption())
    .option('--fresh', 'try every device again instead of using the results kept from an earlier call')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/detection.schema.json)')
    .action(async ({ json, machine, python, fresh, verbose, lang }: DetectOptions) => {
      const asked = askedByDetect(runnersHere(python), fresh === true, isFree(lang), onInterrupt().signal);
      const detection = await detect(thisMachine, nameHere(machine, thisMachine), asked);
      process.stderr.write(generatedNameText(detection.machine, lang));
      const text = json
        ? `${JSON.stringify(detection, null, 2)}\n`
        : detectionText(detection, { colour: pc.isColorSupported, ...screenOf(verbose, lang) });
      process.stdout.write(text);
    });
}

/** Whether no run measures on this machine. Where one does, detect says so and does not disturb it. */
function isFree(language: Language = 'en'): boolean {
  try {
    holdMachine().release();
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(DETECT_TEXT_WORDS[language].notTriedHere(error.message));
    return false;
  }
}

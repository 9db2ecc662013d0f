/** The commands of README.md, by the test that runs them. */
import { commandWords } from '../../harness/commands/options/command-words.ts';

/** The words behind `npx moebench`, as a shell has them. */
export const argvOf = (line: string): readonly string[] => commandWords(line, 'README.md').slice(2);

/** Run by readme.test.ts, with their exit codes. */
export const RUN: Readonly<Record<string, number>> = {
  'npx moebench compare --model ling-plus --tokens 9T --offer "H800 20 CNY/h" --offer "910B2 7 CNY/h mfu 0.2..0.3"': 0,
  'npx moebench detect': 0,
  'npx moebench reproduce ling-2025': 0,
};

/** Run by readme.long.test.ts one after another in one folder: they measure, write files and read them. */
export const RUN_ON_A_MACHINE: readonly string[] = [
  'npx moebench nightly --machine lab-h20',
  'npx moebench check',
  'npx moebench compare docs/cases/owned.yaml --sheet decision.html',
  'npx moebench verify results/runs',
];

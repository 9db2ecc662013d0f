/** What a shell can complete: the commands with their options, read from the program's own tables. */
import type { Command } from 'commander';

export type CompletedOption = {
  /** Without dashes. */
  readonly long: string;
  readonly meaning: string;
  readonly takesValue: boolean;
  /** The values it knows; none: a file, or a text of the user's. */
  readonly values: readonly string[];
};

export type CompletedCommand = {
  readonly name: string;
  readonly meaning: string;
  readonly options: readonly CompletedOption[];
  /** The values of its first argument; none: a file, or nothing. */
  readonly values: readonly string[];
};

/** Values of an option or an argument that are data of this version, by name: `model`, `suite`, … */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** Every command of the program, with `help` of commander left out. */
export function completedCommands(program: Command, known: KnownValues): readonly CompletedCommand[] {
  return program.commands.map(command => ({
    name: command.name(),
    meaning: command.description(),
    options: [
      ...command.options
        .filter(option => option.long != null && !option.hidden)
        .map(option => ({
          long: option.long?.slice(2) ?? '',
          meaning: firstLine(option.description),
          takesValue: option.required || option.optional,
          values: option.argChoices ?? known[option.attributeName()] ?? [],
        })),
      { long: 'help', meaning: 'display help for command', takesValue: false, values: [] },
    ],
    values: command.registeredArguments
      .slice(0, 1)
      .flatMap(argument => argument.argChoices ?? known[argument.name()] ?? []),
  }));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

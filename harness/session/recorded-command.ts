/** What a record's command says of the run it began. */

/** The Pythons that the command named: `--python A --python=B`. */
export const recordedPythons = (command: readonly string[]): readonly string[] => optionValues(command, '--python');

/** The file of the suite that the command named; null: a suite by its name, or none. */
export function recordedSuiteFile(command: readonly string[]): string | null {
  return optionValues(command, '--suite').find(value => /\.ya?ml$/.test(value)) ?? null;
}

/** `--name A --name=B`: A and B. */
function optionValues(command: readonly string[], option: string): readonly string[] {
  return command.flatMap((part, index) => {
    if (part.startsWith(`${option}=`)) return [part.slice(option.length + 1)];
    const value = command[index + 1];
    return part === option && value !== undefined ? [value] : [];
  });
}

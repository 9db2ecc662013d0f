/** What a record's command says of the run it began. */

/** The Pythons that the command named: `--python A --python=B`. */
export function recordedPythons(command: readonly string[]): readonly string[] {
  return command.flatMap((part, index) => {
    if (part.startsWith('--python=')) return [part.slice('--python='.length)];
    const value = command[index + 1];
    return part === '--python' && value !== undefined ? [value] : [];
  });
}

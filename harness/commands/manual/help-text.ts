/** What stands below the options in the help of a command. */
import { exitsOf, MANUAL } from './manual.ts';

/** Examples, then exit codes. */
export function examplesAndExits(name: string): string {
  const examples = MANUAL[name]?.examples ?? [];
  const exits = exitsOf(name).map(([code, meaning]) => `  ${String(code).padEnd(3)}  ${meaning}`);
  return [
    '',
    ...(examples.length === 0 ? [] : ['Examples:', ...examples.map(example => `  ${example}`), '']),
    'Exit codes:',
    ...exits,
  ].join('\n');
}

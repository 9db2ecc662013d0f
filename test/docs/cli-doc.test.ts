/** docs/CLI.md is made from the commands' own tables: it has every command, option, default and exit code, and no other. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cliDoc } from '../../harness/commands/manual/cli-doc.ts';
import { exitsOf, MANUAL } from '../../harness/commands/manual/manual.ts';
import { moebenchProgram } from '../../harness/commands/program.ts';
import { EXIT } from '../../harness/errors.ts';
import { misuse } from './command-lines.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const { commands } = moebenchProgram();
const names = commands.map(command => command.name());

test('docs/CLI.md is what the commands say (npm run cli-doc)', () => {
  expect(read('docs/CLI.md')).toBe(cliDoc(moebenchProgram()));
});

test('every file of a command is a command of the program, with its examples and exit codes', () => {
  const files = readdirSync(new URL('harness/commands/', ROOT), { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  );
  const made = files.flatMap(file =>
    [...read(`harness/commands/${file}`).matchAll(/new Command\('([a-z]+)'\)/g)].map(match => match[1]),
  );
  expect(made.filter(name => name !== 'moebench').toSorted()).toEqual(names.toSorted());
  expect(Object.keys(MANUAL).toSorted()).toEqual(names.toSorted());
});

describe.each(commands.map(command => [command.name(), command] as const))('%s', (name, command) => {
  test('has every argument and option in docs/CLI.md and in --help, with a description', () => {
    const page = read('docs/CLI.md').split(`\n## ${name}\n`)[1]?.split('\n## ')[0];
    const help = command.helpInformation();
    for (const { flags, description } of command.options) {
      expect(description, flags).not.toBe('');
      expect(page).toContain(`\`${flags}\``);
      expect(help).toContain(flags);
    }
    for (const { description } of command.registeredArguments) expect(description).not.toBe('');
  });

  test('says what 0, 1 and 2 mean, and whatever else it may end with', () => {
    expect(exitsOf(name).map(([code]) => code)).toEqual(expect.arrayContaining([0, 1, 2]));
    const known: readonly number[] = Object.values(EXIT);
    for (const [code, meaning] of exitsOf(name)) {
      expect(known).toContain(code);
      expect(meaning).not.toBe('');
    }
  });

  test.each(MANUAL[name]?.examples ?? [])('its example holds: %s', async example => {
    expect(await misuse(example)).toBeNull();
  });
});

/** docs/CLI.md: every command with its arguments, options, defaults and exit codes, made from the commands' own tables. */
import type { Argument, Command, Option } from 'commander';
import { COMMON_EXITS, exitsOf, MANUAL } from './manual.ts';

const INTRODUCTION = `# The command line

This page is made from the program's own tables (\`npm run cli-doc\`); a test fails when it is out of date.

In a checkout write \`npx moebench …\`, after \`npm ci\`. In a bundle write \`./moebench …\` ([OFFLINE.md](OFFLINE.md)).

- Every command prints its answer on standard output. Progress and warnings go to standard error.
- A command prints one screen, about 40 lines, and says what it left out. \`--verbose\` prints everything.
- With \`--json\` standard output has one JSON document and nothing else. Its schema is in [schemas](schemas).
- Colours are left out when output is no terminal, and when \`NO_COLOR\` is set.
`;

const VARIABLES = `## Environment variables

| variable | does |
| --- | --- |
| \`NO_COLOR\` | turns colours off |
| \`MOEBENCH_MACHINE\` | a name for this machine, as \`--machine\` |
| \`MOEBENCH_PYTHON\` | the Pythons to search for PyTorch and JAX, separated as in \`PATH\`; empty: no search ([INSTALL.md](INSTALL.md)) |
| \`MOEBENCH_LOCKS\` | the folder of the lock that keeps two runs from measuring at once; default: \`/tmp\` |
| \`XDG_CACHE_HOME\` | the folder below which tried devices are kept, in \`moebench/tries\`; default: \`~/.cache\` |
`;

/** The page. */
export function cliDoc(program: Command): string {
  const sections = [
    INTRODUCTION,
    overview(program.commands),
    exitTable(program.commands),
    VARIABLES,
    ...program.commands.map(commandSection),
  ];
  return sections.join('\n');
}

function overview(commands: readonly Command[]): string {
  const rows = commands.map(command => `| [\`${command.name()}\`](#${command.name()}) | ${command.description()} |`);
  return `## Commands\n\n| command | does |\n| --- | --- |\n${rows.join('\n')}\n`;
}

/** A row for each meaning, with the commands that share it. */
function exitTable(commands: readonly Command[]): string {
  const namesByMeaning = new Map<string, string[]>();
  for (const command of commands) {
    for (const [code, meaning] of Object.entries(MANUAL[command.name()]?.exits ?? {})) {
      const key = `${code} | ${meaning}`;
      namesByMeaning.set(key, [...(namesByMeaning.get(key) ?? []), `\`${command.name()}\``]);
    }
  }
  const common = Object.entries(COMMON_EXITS).map(([code, meaning]) => `| ${code} | ${meaning} | every command |`);
  const particular = [...namesByMeaning].map(([key, names]) => `| ${key} | ${names.join(', ')} |`);
  const rows = [...common, ...particular].toSorted((x, y) => codeOf(x) - codeOf(y));
  return `## Exit codes\n\n| code | means | of |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

const codeOf = (row: string): number => Number(/\d+/.exec(row)?.[0]);

function commandSection(command: Command): string {
  const name = command.name();
  const { examples = [] } = MANUAL[name] ?? {};
  const positional = command.registeredArguments.map(argumentRow);
  const exits = exitsOf(name).map(([code]) => {
    const meaning = MANUAL[name]?.exits[code];
    return meaning === undefined ? String(code) : `${code} (${meaning})`;
  });
  return [
    `## ${name}`,
    '',
    `${sentence(command.description())} \`moebench ${name} ${command.usage()}\``,
    '',
    ...fenced(examples),
    ...table(['argument', 'is', 'default'], positional),
    ...optionGroups(command).flatMap(([heading, rows]) => [
      ...(heading === null ? [] : [heading, '']),
      ...table(['option', 'does', 'default'], rows),
    ]),
    `Exit codes: ${exits.join(', ')}.`,
    '',
  ].join('\n');
}

const fenced = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['```sh', ...lines.map(line => `npx ${line}`), '```', ''];

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  // Outside code `<kind>` would be taken for HTML.
  const escaped = (cell: string) => (cell.startsWith('`') ? cell : cell.replaceAll('<', '\\<')).replaceAll('|', '\\|');
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

const argumentRow = (argument: Argument): readonly string[] => [
  argument.required ? `\`<${argument.name()}>\`` : `\`[${argument.name()}]\``,
  ...descriptionAndDefault(argument),
];

/** Options under the headings that they have in --help; null: the usual heading. */
function optionGroups(command: Command): readonly (readonly [string | null, readonly (readonly string[])[]])[] {
  const headings = [...new Set(command.options.map(({ helpGroupHeading }) => headingOf(helpGroupHeading)))];
  return headings
    .toSorted((a, b) => Number(a !== null) - Number(b !== null))
    .map(heading => [
      heading,
      command.options.filter(({ helpGroupHeading: of }) => headingOf(of) === heading).map(optionRow),
    ]);
}

const headingOf = (heading: string | undefined): string | null =>
  heading === undefined || heading === 'Options:' ? null : heading;

function optionRow(option: Option): readonly string[] {
  const choices = option.argChoices === undefined ? '' : `: ${option.argChoices.join(', ')}`;
  const mandatory = option.mandatory ? ' (required)' : '';
  const [description, fallback] = descriptionAndDefault(option);
  return [`\`${option.flags}\``, `${description}${choices}${mandatory}`, fallback];
}

type Described = Pick<Option, 'description' | 'defaultValue' | 'defaultValueDescription'>;

/** A default is a value, words for it, or stands at the end of the description where the command works it out. */
function descriptionAndDefault({ description, defaultValue, defaultValueDescription }: Described): [string, string] {
  const [, before = description, worked = ''] = /^(.*) \(default: (.*)\)$/.exec(description) ?? [];
  if (worked !== '') return [before, worked];
  if (defaultValueDescription !== undefined) return [description, defaultValueDescription];
  if (defaultValue === undefined || (Array.isArray(defaultValue) && defaultValue.length === 0))
    return [description, ''];
  return [description, `\`${String(defaultValue)}\``];
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

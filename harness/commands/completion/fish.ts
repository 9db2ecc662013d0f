/** The completion script of fish. */
import type { CompletedCommand, CompletedOption } from './table.ts';

/** To be sourced: `moebench completion fish | source`. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap(({ name, meaning, options, values }) => [
    `complete -c moebench -f -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -a ${name} -d ${quoted(meaning)}`,
    ...(values.length === 0 ? [] : [`complete -c moebench -f -n ${after(name)} -a ${quoted(values.join(' '))}`]),
    ...options.map(option => optionLine(name, option)),
  ]);
  return ['# moebench: completion for fish. Use: moebench completion fish | source', ...lines, ''].join('\n');
}

function optionLine(command: string, { long, meaning, takesValue, values }: CompletedOption): string {
  const value = takesValue ? (values.length === 0 ? ' -r' : ` -x -a ${quoted(values.join(' '))}`) : '';
  return `complete -c moebench -n ${after(command)} -l ${long} -d ${quoted(meaning)}${value}`;
}

const after = (command: string): string => quoted(`__fish_seen_subcommand_from ${command}`);
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

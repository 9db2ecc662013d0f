/** The completion script of zsh. */
import type { CompletedCommand, CompletedOption } from './table.ts';

/** To be sourced after `compinit`, or saved as `_moebench` in a folder of `fpath`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef moebench
# moebench: completion for zsh. Use: source <(moebench completion zsh), after compinit
_moebench() {
  local -a candidates
  if (( CURRENT == 2 )); then
    candidates=(${commands.map(({ name, meaning }) => described(name, meaning)).join(' ')})
    _describe -t commands command candidates
    return
  fi
  case "$words[2]" in
${commands.map(commandBranch).join('\n')}
  esac
}
if [ "$funcstack[1]" = _moebench ]; then _moebench "$@"; else compdef _moebench moebench; fi
`;
}

function commandBranch({ name, options, values }: CompletedCommand): string {
  const first = values.length === 0 ? "'*:file:_files'" : `'1:value:(${values.join(' ')})' '*:file:_files'`;
  const specs = options.map(option => `      ${optionSpec(option)}`);
  return `    ${name}) shift words; (( CURRENT-- )); _arguments \\\n${[...specs, `      ${first}`].join(' \\\n')} ;;`;
}

function optionSpec({ long, meaning, takesValue, values }: CompletedOption): string {
  const text = `--${long}[${escaped(meaning).replace(/[[\]]/g, '\\$&')}]`;
  if (!takesValue) return quoted(text);
  return quoted(`${text}:${long}:${values.length === 0 ? '_files' : `(${values.join(' ')})`}`);
}

const described = (name: string, meaning: string): string => quoted(`${name}:${meaning}`);
const escaped = (text: string): string => text.replaceAll(':', '\\:');
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

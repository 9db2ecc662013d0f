/** The completion script of bash. */
import type { CompletedCommand } from './table.ts';

/** To be sourced: `source <(moebench completion bash)`. Words that no table knows are completed as files. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  return `# moebench: completion for bash. Use: source <(moebench completion bash)
_moebench() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" candidates=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    candidates='${commands.map(({ name }) => name).join(' ')}'
  else
    case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valueBranches).join('\n')}
      *)
        case "\${COMP_WORDS[1]}" in
${commands.map(wordBranch).join('\n')}
        esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$candidates" -- "$current"))
}
complete -o default -o bashdefault -F _moebench moebench
`;
}

/** After an option that takes a value: its values, or none, so that a file is completed. */
function valueBranches({ name, options }: CompletedCommand): readonly string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ long, values }) => `      '${name} --${long}') candidates='${values.join(' ')}' ;;`);
}

function wordBranch({ name, options, values }: CompletedCommand): string {
  const words = [...values, ...options.map(({ long }) => `--${long}`)];
  return `          ${name}) candidates='${words.join(' ')}' ;;`;
}

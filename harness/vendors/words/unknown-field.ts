/** Drivers and tools of another age know fewer fields: the one that is named is left out, and the rest asked again. */
import type { Execution, Tools } from '../../tool.ts';

/** nvidia-smi and its likes: `Field "mig.mode.current" is not a valid field to query.` */
const FIELD = /Field "([^"]+)" is not a valid field to query/;
/** Python's argparse, as in rocm-smi: `error: unrecognized arguments: --showcomputepartition`. */
const OPTIONS = /unrecognized arguments?: (.+)$/m;

/** The arguments without those that a tool says it does not know; null where it complains of none, or all would go. */
export function withoutUnknown(argv: readonly string[], printed: string): readonly string[] | null {
  const field = FIELD.exec(printed)?.[1];
  const shorter =
    field === undefined ? withoutOptions(argv, printed) : argv.map(argument => withoutField(argument, field));
  const isShorter = shorter.join(' ').length < argv.join(' ').length;
  return isShorter && shorter.every(argument => !/^(--[\w-]+=)?$/.test(argument)) ? shorter : null;
}

/** A list of fields stands alone or behind `--query-gpu=`. */
function withoutField(argument: string, field: string): string {
  const [, option = '', list = ''] = /^(--[\w-]+=)?(.*)$/s.exec(argument) ?? [];
  return (
    option +
    list
      .split(',')
      .filter(name => name !== field)
      .join(',')
  );
}

function withoutOptions(argv: readonly string[], printed: string): readonly string[] {
  const unknown = new Set(OPTIONS.exec(printed)?.[1]?.trim().split(/\s+/) ?? []);
  return argv.filter(argument => !(argument.startsWith('--') && unknown.has(argument)));
}

/** Runs a tool, again without what it does not know. `argv`: what it knew. */
export async function runKnown(
  tools: Tools,
  tool: string,
  requested: readonly string[],
  timeoutMs: number,
): Promise<{ readonly execution: Execution; readonly argv: readonly string[] }> {
  let argv = requested;
  for (;;) {
    const execution = await tools.run(tool, argv, timeoutMs);
    const shorter =
      execution.status === 'exited' ? withoutUnknown(argv, `${execution.stdout}\n${execution.stderr}`) : null;
    if (shorter === null) return { execution, argv };
    argv = shorter;
  }
}

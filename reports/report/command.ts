/** The command that re-runs one row: `moebench run --target … --model … --tokens …`. */
import type { WorkloadCase } from '../../results/schema/workload-case.ts';
import { writtenChanges } from '../../suites/request/change-options.ts';
import { OWN_SIZE } from '../../suites/request/own-size.ts';
import { formatDispatch, formatRouting } from '../../suites/request/routing-text.ts';
import type { MoeWorkload } from '../../suites/workload.ts';

/**
 * The options that make this workload again on this target, or on these at once; dims and fields that differ from the model's own
 * included.
 * `strategies`: by these alone; none: by all there are, raced.
 */
export function rerunCommand(
  targets: readonly string[],
  { model, scaled, changed = {}, traceFile, modelFile }: WorkloadCase,
  workload: MoeWorkload,
  strategies: readonly string[] = [],
): string {
  const { part, pass, dtype, routing, dispatch, tokens, seed } = workload;
  const options: Readonly<Record<string, string | number>> = {
    ...(model === null || model === OWN_SIZE ? {} : { model: modelFile ?? model }),
    part,
    pass,
    dtype,
    // Recorded choices are asked for by their file, as it was given.
    routing: routing.kind === 'trace' ? `trace:${traceFile ?? 'FILE'}` : formatRouting(routing),
    dispatch: formatDispatch(dispatch),
    ...scaled,
    ...writtenChanges(changed),
    tokens,
    ...(part === 'moe-layer' ? {} : { sequence: workload.sequence }),
    ...(part === 'train-step' ? { learningRate: workload.optimizer.learningRate } : {}),
    seed,
  };
  return [
    'moebench run',
    ...targets.map(id => `--target ${shellWord(id)}`),
    ...strategies.map(name => `--strategy ${shellWord(name)}`),
    ...(targets.length > 1 ? ['--concurrent'] : []),
    ...Object.entries(options).map(([name, value]) => `--${kebab(name)} ${shellWord(value)}`),
  ].join(' ');
}

/** One word of a POSIX shell: quoted only where it must be. */
export function shellWord(value: string | number): string {
  const text = String(value);
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** The binding's session options as calls of the library's. */
import { CPU_PROVIDER } from '../../../providers.ts';
import type { SessionOptions } from '../session.ts';
import type { FunctionName, NativeValue } from './library.ts';

/** GraphOptimizationLevel, by the binding's names for it. */
const OPTIMIZATION_LEVELS = { disabled: 0, basic: 1, extended: 2, layout: 3, all: 99 } as const;

/** The binding's own: warnings and worse. */
export const LOG_LEVEL = 2;

const SEQUENTIAL = 0;

/** A function that takes session options, and what it is given after them. */
export type Setting = readonly [FunctionName, ...NativeValue[]];

/** Throws for a choice that would be lost here: another provider, another way of execution. */
export function settings(options: SessionOptions): readonly Setting[] {
  const { executionProviders = [], executionMode, graphOptimizationLevel = 'all', extra = {} } = options;
  const { intraOpNumThreads, interOpNumThreads } = options;
  if (executionProviders.join() !== CPU_PROVIDER.id)
    throw new Error(`${executionProviders.join()}: not run without the binding`);
  if (executionMode !== 'sequential') throw new Error(`${executionMode}: not run without the binding`);
  const chosen: Setting[] = [
    ['SetSessionExecutionMode', SEQUENTIAL],
    ['SetSessionGraphOptimizationLevel', OPTIMIZATION_LEVELS[graphOptimizationLevel]],
    ['SetSessionLogSeverityLevel', options.logSeverityLevel ?? LOG_LEVEL],
    ...entriesOf(extra).map(([key, value]): Setting => ['AddSessionConfigEntry', key, value]),
  ];
  if (intraOpNumThreads !== undefined) chosen.push(['SetIntraOpNumThreads', intraOpNumThreads]);
  if (interOpNumThreads !== undefined) chosen.push(['SetInterOpNumThreads', interOpNumThreads]);
  if (options.enableCpuMemArena === false) chosen.push(['DisableCpuMemArena']);
  if (options.enableMemPattern === false) chosen.push(['DisableMemPattern']);
  if (options.enableProfiling === true) chosen.push(['EnableProfiling', options.profileFilePrefix ?? 'onnxruntime']);
  return chosen;
}

/** `{session: {x: '1'}}` → `session.x` = `1`. */
function entriesOf(extra: object, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(extra).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? entriesOf(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(value)] as const],
  );
}

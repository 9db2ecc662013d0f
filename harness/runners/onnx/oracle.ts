/** The oracle: a workload's graph in float64 on the CPU, from the values its targets have (DESIGN.md, Parity). */
import { availableParallelism } from 'node:os';
import type { Target } from '../../../results/record.ts';
import type { Workload } from '../../../suites/workload.ts';
import { CPU_PROVIDER } from '../../providers.ts';
import { type ImposedChoices, type Program, program } from './program.ts';
import { openSteps, type ProgramSteps } from './steps.ts';

const ORACLE_TARGET: Target = {
  id: 'oracle',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: CPU_PROVIDER.id },
  device: { vendor: null, name: 'float64 on the CPU', index: 0 },
  software: false,
  threads: availableParallelism(),
};

export type Oracle = { readonly program: Program; readonly steps: ProgramSteps };

/** `imposed`: the choices of another execution, which the oracle takes at every step in place of those it computes. */
export async function openOracle(workload: Workload, imposed?: ImposedChoices, threads?: number): Promise<Oracle> {
  const prepared = program(workload, { computeIn: 'float64', ...(imposed === undefined ? {} : { imposed }) });
  const target = threads === undefined ? ORACLE_TARGET : { ...ORACLE_TARGET, threads };
  return { program: prepared, steps: await openSteps(prepared, target) };
}

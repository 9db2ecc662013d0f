import { Command } from 'commander';
import {
  addWorkloadOptions,
  requestFromOptions,
  type WorkloadOptions,
} from '../../../../harness/commands/options/workload-options.ts';
import type { WorkloadRequest } from '../../../../suites/request/request.ts';

/** What a command line asks for. */
export function parsed(...args: readonly string[]): WorkloadRequest {
  const command = addWorkloadOptions(new Command('run')).option('--target <id>').exitOverride();
  command.parse([...args], { from: 'user' });
  return requestFromOptions(command.opts<WorkloadOptions>());
}

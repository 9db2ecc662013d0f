/** A fault of a runner, thrown where it is noticed and recorded as it is. */
import type { Fault } from '../../results/schema/outcome.ts';

export class RunnerFault extends Error {
  readonly code: Fault['code'];
  readonly detail: string;
  /** The message without the runner's command, for a line that names the command itself. */
  readonly what: string;

  constructor({ code, message, detail }: Fault, command = '') {
    super(command === '' ? message : `${command}: ${message}`);
    this.code = code;
    this.detail = detail;
    this.what = message;
  }
}

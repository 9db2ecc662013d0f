/** A fault that a runner had, thrown where it is noticed and recorded as it is. */
import type { Fault } from '../../results/schema/outcome.ts';

export class RunnerFault extends Error {
  readonly code: Fault['code'];
  readonly detail: string;

  constructor({ code, message, detail }: Fault) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** The stages of a night after the run: each is done or says why not, and none stops the next. */
import { RunFault, UsageError } from '../../errors.ts';

export const STAGES = ['run', 'check', 'interleaved', 'report', 'outputs'] as const;

export type StageName = (typeof STAGES)[number];

/** `isBug`: its stack is said as well. */
export type StageFailure = { readonly stage: StageName; readonly message: string; readonly stack: string | null };

export type Stages = {
  /** What the stage made; null: it failed, which is noted. */
  readonly stage: <Made>(name: StageName, make: () => Made | Promise<Made>) => Promise<Made | null>;
  readonly failures: () => readonly StageFailure[];
};

/** An unattended night goes on: a page that cannot be written must not keep the check from being told. */
export function stagesOf(say: (failure: StageFailure) => void): Stages {
  const failures: StageFailure[] = [];
  return {
    async stage(name, make) {
      try {
        return await make();
      } catch (error) {
        const failure = failureOf(name, error);
        failures.push(failure);
        say(failure);
        return null;
      }
    },
    failures: () => failures,
  };
}

export function failureOf(stage: StageName, error: unknown): StageFailure {
  const message = error instanceof Error ? error.message : String(error);
  const isBug = !(error instanceof UsageError) && !(error instanceof RunFault);
  return { stage, message, stack: isBug && error instanceof Error ? (error.stack ?? null) : null };
}

/** The suite of a machine where none is named, and the targets that a suite is for. Pure. */

import { isOnHost } from '../results/on-host.ts';
import type { Target } from '../results/record.ts';
import { note } from '../results/schema/note.ts';
import type { Suite } from '../suites/suite.ts';
import { UsageError } from './errors.ts';
import type { Selection } from './select.ts';

/** In place of a suite's name: `accelerator` where an accelerator takes part, else `quick`. */
export const AUTO_SUITE = 'auto';

export const ACCELERATOR_SUITE = 'accelerator';

/** Hardware other than the processors of the host. A software adapter is not an accelerator. */
export const isAccelerator = (target: Target): boolean => !target.software && !isOnHost(target);

/** The suite for these targets; `otherwise` is that of a machine without an accelerator. */
export function suiteFor(targets: readonly Target[], otherwise: string): string {
  return targets.some(isAccelerator) ? ACCELERATOR_SUITE : otherwise;
}

/**
 * The targets of a run that a suite is for. A suite for accelerators leaves out other targets unless they are named, since a step of
 * its layers takes minutes on a CPU. UsageError where none is left.
 */
export function targetsFor(
  suite: Pick<Suite, 'name' | 'targets'>,
  selection: Selection,
  named: readonly string[],
): Selection {
  if (suite.targets !== 'accelerators') return selection;
  const isFor = (target: Target) => isAccelerator(target) || named.includes(target.id);
  const targets = selection.targets.filter(isFor);
  if (targets.length === 0) {
    const ids = selection.targets.map(({ id }) => id).join(', ');
    throw new UsageError(
      `suite ${suite.name} is for accelerators, and here is only ${ids}: give --suite quick, or name a target (--target)`,
    );
  }
  const left = selection.targets.filter(target => !isFor(target));
  return {
    targets,
    skipped: [
      ...selection.skipped,
      ...left.map(({ id }) => ({ what: id, ...note('no-accelerator', { suite: suite.name }) })),
    ],
  };
}

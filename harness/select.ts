/** Which of the targets found here take part in a run, and why the others do not. Pure. */

import { isOnHost } from '../results/on-host.ts';
import type { ContextLine, Target } from '../results/record.ts';
import { type Note, note } from '../results/schema/note.ts';
import { unknownName } from './errors.ts';
import { NothingLeft } from './nothing-left.ts';
import { providerNamed } from './providers.ts';

export type Wanted = { readonly targets: readonly string[]; readonly includeSoftware: boolean };

export type Selection = { readonly targets: readonly Target[]; readonly skipped: ContextLine['skipped'] };

/** All hardware targets but runners on the CPU, or those named. UsageError for a name that is not here, NothingLeft where none is left. */
export function selectTargets(found: readonly Target[], wanted: Wanted): Selection {
  const ids = found.map(({ id }) => id);
  const unknown = wanted.targets.find(id => !ids.includes(id));
  if (unknown !== undefined) throw unknownName('target', unknown, ids, 'moebench detect');
  const skipped: ContextLine['skipped'] = [];
  const targets = found.filter(target => {
    const reason = reasonToSkip(target, wanted);
    if (reason !== undefined) skipped.push({ what: target.id, ...reason });
    return reason === undefined;
  });
  if (targets.length === 0) throw new NothingLeft('no-target-here', skipped);
  return { targets, skipped };
}

/** A runner on the CPU: it takes as long as ONNX Runtime, by which the CPU is measured already. */
export const isOnlyNamed = (target: Target): boolean => target.process !== undefined && isOnHost(target);

function reasonToSkip(target: Target, { targets, includeSoftware }: Wanted): Note | undefined {
  const named = targets.includes(target.id);
  if (targets.length > 0 && !named) return note('not-wanted');
  if (target.software && !includeSoftware && !named) {
    return note('software-target', { name: target.device.name });
  }
  if (isOnlyNamed(target) && !named) return note('cpu-by-onnx', { id: target.id });
  const { onnx } = target;
  if (onnx !== undefined && !providerNamed(onnx.provider).resident) {
    return note('not-resident', { provider: onnx.provider });
  }
  return undefined;
}

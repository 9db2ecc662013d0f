/** What lies inside the boundary of an energy. */
import { isOfDeviceAlone } from '../../../results/readings/energy.ts';
import { isWholeMachine } from '../../energy/boundary.ts';

/** `chassis: the whole machine, 7 other accelerators included`; `board: the host is not included`. */
export function boundaryText({ scope, others }: { readonly scope: string; readonly others: number | null }): string {
  if (isWholeMachine(scope)) return `${scope}: the whole machine, ${othersText(others)}`;
  return `${scope}: ${isOfDeviceAlone(scope) ? 'the host is not included' : 'the rest of the machine is not included'}`;
}

function othersText(others: number | null): string {
  if (others === null) return 'with as many other accelerators as it has (none was listed)';
  if (others === 0) return 'which has no other accelerator';
  return `${others} other accelerator${others === 1 ? '' : 's'} included`;
}

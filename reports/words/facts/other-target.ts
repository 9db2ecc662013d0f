/** Another target of the same work, with its machine where that is another one. */
import type { Values } from '../../fact.ts';

/** `webgpu-0`, `webgpu-0 on lab-2`. */
export const otherTargetText = ({ target, machine }: Values): string =>
  machine === undefined ? `${target}` : `${target} on ${machine}`;

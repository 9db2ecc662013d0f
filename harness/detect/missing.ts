/** What is missing on this machine and how to get it, one line each; only what makes sense to say here. */

import type { Device, Finding } from '../vendors/device.ts';
import type { Probe } from '../vendors/probe.ts';
import { codeOfBroken, fixOfBroken, nameOfBroken } from '../vendors/words/broken.ts';
import { complaintIn } from '../vendors/words/complaints.ts';
import type { Attempt } from './providers.ts';

export type Answer = { readonly probe: Probe; readonly finding: Finding };

export type Sightings = {
  readonly answers: readonly Answer[];
  readonly accelerators: readonly Device[];
  /** Those of the accelerators that only driver files tell of. */
  readonly fileOnly: readonly Device[];
};

/** Tools that failed, answered oddly, or are absent where a driver shows there is a card; and boards that do not answer. */
export function missingTools(sightings: Sightings): readonly string[] {
  return sightings.answers.flatMap(answer => [...brokenBoards(answer, sightings), ...missingTool(answer, sightings)]);
}

/** One line a board; of several tools that cannot read it, the first. */
function brokenBoards({ probe, finding }: Answer, { answers }: Sightings): readonly string[] {
  const first = answers.find(answer => answer.probe.vendor === probe.vendor && brokenIn(answer.finding).length > 0);
  if (first?.probe !== probe) return [];
  return brokenIn(finding).map(
    board =>
      `${probe.label}: ${nameOfBroken(board)} ${codeOfBroken(board) === 'lost' ? 'is broken' : 'cannot be read'}: ${probe.tool} says "${board.says}"; ${fixOfBroken(board)}`,
  );
}

const brokenIn = (finding: Finding) =>
  finding.status === 'found' || finding.status === 'broken' ? finding.broken : [];

function missingTool({ probe, finding }: Answer, sightings: Sightings): readonly string[] {
  const { tool, label, vendor, howToGet } = probe;
  const byFile = sightings.fileOnly.some(device => device.vendor === vendor);
  const byTool = !byFile && sightings.accelerators.some(device => device.vendor === vendor);
  switch (finding.status) {
    case 'found':
    case 'broken':
      return [];
    case 'failed':
      // Another of the vendor's tools did better: nothing is missing.
      if (byTool || isOthersTool(probe, sightings)) return [];
      return [
        `${label}: ${tool} says "${finding.message}"; ${complaintIn(finding.message)?.fix ?? `see the driver's log (dmesg); if there is no driver, ${howToGet}`}`,
      ];
    case 'unreadable':
      if (isOthersTool(probe, sightings)) return [];
      return [`${label}: ${tool} printed no device listing known here ("${finding.firstLine}"); please report it`];
    case 'absent': {
      const first = sightings.answers.find(answer => answer.probe.vendor === vendor);
      return byFile && first?.probe === probe ? [`${label}: seen by its driver files only; ${howToGet}`] : [];
    }
  }
}

/** Two makers have a tool of this name, and the other's devices are what it lists. */
function isOthersTool(probe: Probe, { answers }: Sightings): boolean {
  return answers.some(
    answer => answer.probe !== probe && answer.probe.tool === probe.tool && answer.finding.status === 'found',
  );
}

/** The vendors nobody needs a how-to for: no tool, no driver, most likely no card. */
export function notFound({ answers, accelerators }: Sightings): readonly string[] {
  const here = new Set(accelerators.map(device => device.vendor));
  const absent = answers.filter(({ probe, finding }) => finding.status === 'absent' && !here.has(probe.vendor));
  const spoke = new Set(answers.filter(({ finding }) => finding.status !== 'absent').map(({ probe }) => probe.label));
  const labels = new Set(absent.map(({ probe }) => probe.label).filter(label => !spoke.has(label)));
  return labels.size === 0 ? [] : [`other accelerators looked for and not found: ${[...labels].join(', ')}`];
}

/** One line a provider: eight cards refuse for one reason. */
export function missingProviders(attempts: readonly Attempt[]): readonly string[] {
  const lines = new Map<string, string>();
  for (const { provider, proof } of attempts) {
    const { id, howToGet } = provider;
    if (proof.status === 'proven' || howToGet === null || lines.has(id)) continue;
    lines.set(id, `${id}: ${proof.reason}; ${howToGet}`);
  }
  return [...lines.values()];
}

/** What is missing on this machine and how to get it, one line each; only what makes sense to say here. */
import type { Device, Finding } from './device.ts';
import type { Probe } from './probes.ts';
import type { Attempt } from './providers.ts';

export type Answer = { readonly probe: Probe; readonly finding: Finding };

export type Sightings = {
  readonly answers: readonly Answer[];
  readonly accelerators: readonly Device[];
  /** Those of the accelerators that only driver files tell of. */
  readonly fileOnly: readonly Device[];
};

/** Tools that failed, answered oddly, or are absent where a driver shows there is a card. */
export function missingTools(sightings: Sightings): readonly string[] {
  const lines = sightings.answers.map(answer => missingTool(answer, sightings));
  return lines.filter(line => line !== null);
}

function missingTool({ probe, finding }: Answer, sightings: Sightings): string | null {
  const { tool, label, vendor, howToGet } = probe;
  const byFile = sightings.fileOnly.some(device => device.vendor === vendor);
  const byTool = !byFile && sightings.accelerators.some(device => device.vendor === vendor);
  switch (finding.status) {
    case 'found':
      return null;
    case 'failed':
      // Another of the vendor's tools did better: nothing is missing.
      return byTool ? null : `${label}: ${tool} says "${finding.message}"; ${howToGet}`;
    case 'unreadable':
      return `${label}: ${tool} printed no device listing known here ("${finding.firstLine}"); please report it`;
    case 'absent': {
      const first = sightings.answers.find(answer => answer.probe.vendor === vendor);
      return byFile && first?.probe === probe ? `${label}: seen by its driver files only; ${howToGet}` : null;
    }
  }
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
  for (const { provider, proof, howToGet } of attempts) {
    if (proof.status === 'proven' || howToGet === null || lines.has(provider)) continue;
    lines.set(provider, `${provider}: ${proof.reason}; ${howToGet}`);
  }
  return [...lines.values()];
}

/**
 * AMD by amd-smi: the energy counter of the socket, joules, else its power. Names and caps stand in `static`, figures in
 * `metric`, which is read as text: no real sample of its JSON is known.
 */
import { lines, type Row } from '../../detect/device.ts';
import { readAmdSmiJson } from '../../detect/vendors/amd.ts';
import { listingSource } from './listing.ts';

export const amdSmi = listingSource({
  id: 'amd-smi',
  vendor: 'amd',
  asks: [['metric', '--power', '--energy', '--clock', '--temperature']],
  read: readMetric,
  boundary: 'chip',
  names: { argv: ['static', '--json'], read: readAmdSmiJson },
});

/** `GPU: 0`, then keys indented by four blanks a level. Of a key that is there for each of several dies, the first. */
export function readMetric(text: string): readonly Row[] | null {
  if (lines(text).some(line => line === '[output truncated]')) return null;
  const blocks = text.split(/^GPU: (?=\d+\s*$)/m).slice(1);
  const rows = blocks.map(block => {
    const facts = factsOf(block);
    return {
      index: Number.parseInt(block, 10),
      name: 'AMD GPU',
      power:
        facts.get('POWER/SOCKET_POWER') ??
        facts.get('POWER/CURRENT_SOCKET_POWER') ??
        facts.get('POWER/AVERAGE_SOCKET_POWER'),
      energy: facts.get('ENERGY/TOTAL_ENERGY_CONSUMPTION'),
      temperature: facts.get('TEMPERATURE/HOTSPOT') ?? facts.get('TEMPERATURE/EDGE'),
      clock: facts.get('CLOCK/GFX_0/CLK'),
      memoryClock: facts.get('CLOCK/MEM_0/CLK'),
    };
  });
  return rows.length === 0 ? null : rows;
}

function factsOf(block: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  const path: string[] = [];
  for (const line of lines(block)) {
    const [, indent = '', key, value] = /^( +)(\w+):\s*(.*)$/.exec(line) ?? [];
    if (key === undefined) continue;
    path.splice(indent.length / 4 - 1, path.length, key);
    const name = path.join('/');
    if (value && !facts.has(name)) facts.set(name, value);
  }
  return facts;
}

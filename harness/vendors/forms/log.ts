/** `-q` of nvidia-smi and ppu-smi: one indented `key : value` block a device, its number stated at the top. */
import { isPartitioned, type Row, said } from '../device.ts';
import { lines } from '../words/lines.ts';

/** What a block says, by `section/key`; what stands right under the device is `/key`. Of a key said twice, the first. */
type Facts = Map<string, string>;

/** The devices of a full `-q` log. A log of one topic (`-q -d CLOCK`) names no product and lists nothing. */
export function readLog(text: string): readonly Row[] | null {
  const attached = /^Attached (?:GPUs|PPUs)\s*:\s*(\d+)/m.exec(text)?.[1];
  // Drivers from 600 on print `Driver Version : 610.1 [Deprecated; …]`.
  const driver = /^Driver Version\s*:\s*(\S+)/m.exec(text)?.[1];
  const blocks = blocksOf(text);
  if (attached === undefined || Number(attached) !== blocks.length) return null;
  const rows: Row[] = [];
  for (const [index, facts] of blocks.entries()) {
    const name = facts.get('/Product Name');
    if (name === undefined) return null;
    rows.push({
      index,
      name,
      uuid: facts.get('/GPU UUID') ?? facts.get('/PPU UUID'),
      driver,
      memory: facts.get('FB Memory Usage/Total') ?? facts.get('Memory Usage/Total'),
      partitioned: isGuest(facts) ? true : isPartitioned(facts.get('MIG Mode/Current'), name),
      ...drawOf(facts),
    });
  }
  return rows;
}

/** A virtual machine was given a part of the board (vGPU), not the board. */
const isGuest = (facts: Facts) => facts.get('GPU Virtualization Mode/Virtualization Mode') === 'VGPU';

function blocksOf(text: string): readonly Facts[] {
  const blocks: Facts[] = [];
  let section = '';
  for (const line of lines(text)) {
    if (/^(GPU|PPU) [0-9A-F]{4,8}:[0-9A-F:.]+\s*$/i.test(line)) blocks.push(new Map());
    const block = blocks.at(-1);
    const [, indent = '', key = '', value] = /^( *)([^:]+?)\s*(?::\s*(.*?))?\s*$/.exec(line) ?? [];
    if (block === undefined) continue;
    if (indent.length === 4) section = key;
    if (!value) continue;
    // Sections of sections (a MIG slice's memory) are not read here, but for the power limits, which newer drivers nest.
    const isNested = indent.length > 8 && !/Power Limit$/.test(key);
    const path = indent.length === 4 ? `/${key}` : `${section}/${key}`;
    if (!isNested && !block.has(path)) block.set(path, value);
  }
  return blocks;
}

/** Some generations tell an average over a second, some the moment, older drivers one of the two by the name `Power Draw`. */
const DRAWS = ['Instantaneous Power Draw', 'Power Draw', 'Average Power Draw'];
const LIMITS = ['Enforced Power Limit', 'Current Power Limit', 'Power Limit'];

function drawOf(facts: Facts): Partial<Row> {
  const power = (keys: readonly string[]) => {
    const texts = keys.flatMap(
      key => facts.get(`GPU Power Readings/${key}`) ?? facts.get(`Power Readings/${key}`) ?? [],
    );
    return texts.find(text => said(text) !== null) ?? texts[0];
  };
  return {
    power: power(DRAWS),
    powerLimit: power(LIMITS),
    temperature: facts.get('Temperature/GPU Current Temp') ?? facts.get('Temperature/PPU Current Temp'),
    clock: facts.get('Clocks/SM') ?? facts.get('Clocks/CU'),
    memoryClock: facts.get('Clocks/Memory'),
  };
}

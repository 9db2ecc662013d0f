/**
 * amd-smi: `static` names GPUs, `metric` reads them, each as text or with `--json`. Both forms become the same facts by path
 * (`LIMIT/SOCKET_POWER`), so that a key is known once. Of a key that is there for each of several dies, the first.
 */
import { type Row, said } from '../device.ts';
import { jsonIn } from '../forms/json.ts';
import { isCut, lines } from '../words/lines.ts';
import { twoDies } from './dies.ts';
import { type Part, partsOfCards } from './partitions.ts';

type Facts = ReadonlyMap<string, string>;
type Block = { readonly index: number; readonly facts: Facts };

/** GPUs of `amd-smi static`. */
export function readAmdSmiStatic(text: string): readonly Row[] | null {
  const blocks = blocksOf(text);
  if (blocks === null) return null;
  const parts: Part[] = [];
  /** By index: GPUs that tell neither name nor id. */
  const unnamed = new Set<number>();
  for (const { index, facts } of blocks) {
    // Where nothing is known, the whole section is N/A.
    const printed = facts.get('ASIC/MARKET_NAME') ?? facts.get('ASIC');
    if (printed === undefined) return null;
    const partition = partitionOf(facts);
    // Later parts of a card may be listed without a name: they are called as their card.
    const card = partition.id === null || partition.id === 0 ? undefined : parts.at(-1)?.row;
    const id = said(facts.get('ASIC/DEVICE_ID'));
    const name = said(printed) ?? card?.name ?? `AMD GPU ${id ?? 'of unknown id'}`;
    if (said(printed) === null && (card === undefined ? id === null : unnamed.has(card.index))) unnamed.add(index);
    parts.push({
      ...partition,
      row: {
        index,
        name,
        driver: versionOnly(facts.get('DRIVER/VERSION')),
        memory: facts.get('VRAM/SIZE'),
        powerLimit: firstSaid(facts, CAPS),
      },
    });
  }
  return twoDies(partsOfCards(parts)).map(row =>
    unnamed.has(row.index) && isWithoutMemory(row) ? { ...row, fault: 'N/A' } : row,
  );
}

/** A GPU that tells neither what it is nor its memory does not answer, except a later part of a card. */
const isWithoutMemory = ({ memory, partitioned }: Row) => said(memory) === null && partitioned !== true;

/** Figures of `amd-smi metric`. Names stand in `static`. */
export function readAmdSmiMetric(text: string): readonly Row[] | null {
  const rows = blocksOf(text)?.map(({ index, facts }) => ({
    index,
    name: 'AMD GPU',
    power: firstSaid(facts, POWERS),
    energy: facts.get('ENERGY/TOTAL_ENERGY_CONSUMPTION'),
    temperature: firstSaid(facts, ['TEMPERATURE/HOTSPOT', 'TEMPERATURE/EDGE']),
    clock: facts.get('CLOCK/GFX_0/CLK'),
    memoryClock: facts.get('CLOCK/MEM_0/CLK'),
  }));
  return rows === undefined || rows.length === 0 ? null : rows;
}

/** Since ROCm 7 a package has two limits, of which the first (ppt0) is the power cap. */
const CAPS = ['LIMIT/SOCKET_POWER', 'LIMIT/PPT0/SOCKET_POWER_LIMIT', 'LIMIT/SOCKET_POWER_LIMIT', 'LIMIT/POWER_CAP'];

const POWERS = ['POWER/SOCKET_POWER', 'POWER/CURRENT_SOCKET_POWER', 'POWER/AVERAGE_SOCKET_POWER'];

/** The first of several keys that says something; else what the first that is there says. */
function firstSaid(facts: Facts, paths: readonly string[]): string | undefined {
  const texts = paths.flatMap(path => facts.get(path) ?? []);
  return texts.find(text => said(text) !== null) ?? texts[0];
}

function partitionOf(facts: Facts): Omit<Part, 'row'> {
  const fact = (path: string) => said(facts.get(`PARTITION/${path}`));
  const id = fact('PARTITION_ID');
  return {
    mode: fact('ACCELERATOR_PARTITION') ?? fact('COMPUTE_PARTITION'),
    memoryMode: fact('MEMORY_PARTITION'),
    id: id === null || !/^\d+/.test(id) ? null : Number.parseInt(id, 10),
    card: said(facts.get('ASIC/ASIC_SERIAL')),
  };
}

/** Some releases put the whole kernel banner where the driver's version belongs. */
function versionOnly(text: string | undefined): string | undefined {
  return text !== undefined && /^\d[\w.-]*$/.test(text) ? text : undefined;
}

/** One block a GPU, from either form; null where it is neither, or not whole. */
function blocksOf(text: string): readonly Block[] | null {
  if (isCut(text)) return null;
  const json = jsonIn(text);
  return json === undefined ? textBlocks(text) : jsonBlocks(json);
}

/** A list of GPUs; since ROCm 7 inside an object. */
function jsonBlocks(json: unknown): readonly Block[] | null {
  const list = Array.isArray(json) ? json : isObject(json) ? json.gpu_data : undefined;
  if (!Array.isArray(list)) return null;
  const blocks: Block[] = [];
  for (const gpu of list) {
    if (!isObject(gpu) || typeof gpu.gpu !== 'number' || !Number.isInteger(gpu.gpu)) return null;
    blocks.push({ index: gpu.gpu, facts: new Map(flat(gpu, '')) });
  }
  return blocks;
}

/** `{"limit": {"socket_power": {"value": 750, "unit": "W"}}}` is `LIMIT/SOCKET_POWER: 750 W`. */
function flat(fields: Readonly<Record<string, unknown>>, path: string): [string, string][] {
  return Object.entries(fields).flatMap(([key, value]): [string, string][] => {
    const name = path + key.toUpperCase();
    if (!isObject(value)) return typeof value === 'string' || typeof value === 'number' ? [[name, `${value}`]] : [];
    if (typeof value.unit === 'string' && 'value' in value) return [[name, measureOf(value.value, value.unit)]];
    return flat(value, `${name}/`);
  });
}

function measureOf(value: unknown, unit: string): string {
  return typeof value === 'number' || (typeof value === 'string' && said(value) !== null) ? `${value} ${unit}` : 'N/A';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `GPU: 0`, then keys indented by four blanks a level. */
function textBlocks(text: string): readonly Block[] | null {
  const blocks = lines(text)
    .join('\n')
    .split(/^GPU: (?=\d+\s*$)/m)
    .slice(1);
  return blocks.length === 0
    ? null
    : blocks.map(block => ({ index: Number.parseInt(block, 10), facts: textFacts(block) }));
}

function textFacts(block: string): Facts {
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

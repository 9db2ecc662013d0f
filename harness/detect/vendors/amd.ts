/** AMD: amd-smi (JSON as asked here, and text), rocm-smi (JSON and table), rocminfo. Hygon's DCU answers to the last two. */
import { z } from 'zod';
import { isCut, lines, parser, type Row } from '../device.ts';
import { vendorOfName } from '../vendors.ts';

const vendorOf = vendorOfName('amd');

/** Devices in the output of `amd-smi static`, `--json` or not. */
export const parseAmdSmi = parser('amd-smi', vendorOf, [readAmdSmiJson, readAmdSmiText]);

/** Devices in the output of rocm-smi: JSON that has each card's name or id, or the concise table. */
export const parseRocmSmi = parser('rocm-smi', vendorOf, [readRocmSmiJson, readRocmSmiTable]);

/** Devices in the output of rocminfo: its agents that are not CPUs. */
export const parseRocminfo = parser('rocminfo', vendorOf, [readAgents]);

const measureSchema = z.object({ value: z.number(), unit: z.string() });
const amdGpuSchema = z.object({
  gpu: z.int(),
  asic: z.object({ market_name: z.string(), asic_serial: z.string().optional() }),
  driver: z.object({ version: z.string() }).optional(),
  vram: z.object({ size: z.union([measureSchema, z.string()]) }).optional(),
  limit: z.object({ socket_power: z.union([measureSchema, z.string()]).optional() }).optional(),
});
/** A list of GPUs; since ROCm 7 inside an object. */
const amdSmiSchema = z.union([
  z.object({ gpu_data: z.array(amdGpuSchema) }).transform(document => document.gpu_data),
  z.array(amdGpuSchema),
]);

/** GPUs of `amd-smi static --json`. */
export function readAmdSmiJson(text: string): readonly Row[] | null {
  const document = amdSmiSchema.safeParse(jsonIn(text));
  if (!document.success) return null;
  return document.data.map(({ gpu, asic, driver, vram, limit }) => ({
    index: gpu,
    name: asic.market_name,
    driver: versionOnly(driver?.version),
    memory: textOf(vram?.size),
    powerLimit: textOf(limit?.socket_power),
  }));
}

function textOf(measure: z.infer<typeof measureSchema> | string | undefined): string | undefined {
  return typeof measure === 'object' ? `${measure.value} ${measure.unit}` : measure;
}

/** Some releases put the whole kernel banner where the driver's version belongs. */
function versionOnly(text: string | undefined): string | undefined {
  return text !== undefined && /^\d[\w.-]*$/.test(text) ? text : undefined;
}

function readAmdSmiText(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const blocks = lines(text)
    .join('\n')
    .split(/^GPU: (?=\d+\s*$)/m)
    .slice(1);
  const rows: Row[] = [];
  for (const block of blocks) {
    const name = /^ +MARKET_NAME: (.+)$/m.exec(block)?.[1];
    if (name === undefined) return null;
    const memory = /^ +VRAM:\n(?: +.*\n)*? +SIZE: (.+)$/m.exec(block)?.[1];
    rows.push({ index: Number.parseInt(block, 10), name: name.trim(), memory });
  }
  return rows;
}

const rocmSmiSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Cards of rocm-smi's JSON, with whatever of power, energy, clocks and temperature was asked for. */
export function readRocmSmiJson(text: string): readonly Row[] | null {
  const document = rocmSmiSchema.safeParse(jsonIn(text));
  if (!document.success) return null;
  const driver = factsOf(document.data.system ?? {}).get('driver version');
  const rows: Row[] = [];
  for (const [card, fields] of Object.entries(document.data)) {
    const index = /^card(\d+)$/.exec(card)?.[1];
    if (index === undefined) continue;
    const facts = factsOf(fields);
    const id = facts.get('device id') ?? facts.get('gpu id');
    const name = facts.get('card series') ?? facts.get('device name') ?? (id && `AMD GPU ${id}`);
    if (!name) return null;
    const maker = facts.get('card vendor') ?? '';
    const bytes = facts.get('vram total memory (b)');
    const mebibytes = facts.get('vram total memory (mib)');
    rows.push({
      index: Number(index),
      name,
      ...(/Haiguang|Hygon/i.test(maker) ? { vendor: 'hygon' } : {}),
      uuid: facts.get('unique id'),
      driver,
      memory: bytes ? `${bytes} B` : mebibytes && `${mebibytes} MiB`,
      ...drawOf(facts),
    });
  }
  return rows;
}

/** Units stand in the keys. Since ROCm 6 newer cards tell the power of the socket, older ones an average of the package. */
function drawOf(facts: ReadonlyMap<string, string>): Partial<Row> {
  const quantity = (unit: string, ...keys: readonly string[]) => {
    const text = keys.map(key => facts.get(key)).find(value => value !== undefined);
    return text !== undefined && /^-?[\d.]+$/.test(text) ? `${text} ${unit}` : text;
  };
  return {
    power: quantity('W', 'current socket graphics package power (w)', 'average graphics package power (w)'),
    energy: quantity('uJ', 'accumulated energy (uj)'),
    powerLimit: quantity('W', 'max graphics package power (w)'),
    temperature: quantity('C', 'temperature (sensor junction) (c)', 'temperature (sensor edge) (c)'),
    clock: facts.get('sclk clock speed:'),
    memoryClock: facts.get('mclk clock speed:'),
  };
}

/** The texts of a rocm-smi card by lower-case key: releases differ in capitals (`Card series`, `Card Series`). */
function factsOf(fields: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new Map(texts.map(([key, value]) => [key.toLowerCase(), value]));
}

/**
 * The concise table: `0  2  0x74a1, 47056 …` or `0  [0x74a1 : 0x00] …` with the name on the next line. A partition of a
 * card (CPX) has N/A for its id and is part of the card above it.
 */
export function readRocmSmiTable(text: string): readonly Row[] | null {
  if (isCut(text) || !/^Device\s+(Node|\[Model)/m.test(text)) return null;
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const [, index, id] = /^(\d+)\s+(?:\d+\s+|\[)(0x[0-9a-f]+|N\/A)\b/i.exec(line) ?? [];
    const [, name] = /^\s{4,}([^\s([].*?)\s*$/.exec(line) ?? [];
    const last = rows.at(-1);
    if (id === 'N/A' && last) rows[rows.length - 1] = { ...last, partitioned: true };
    else if (id !== undefined) rows.push({ index: Number(index), name: `AMD GPU ${id}`, ...tableDrawOf(line) });
    else if (name !== undefined && last) rows[rows.length - 1] = { ...last, name };
  }
  return rows;
}

/** `44.0°C  151.0W  NPS1, SPX, 0  132Mhz  900Mhz  0%  auto  750.0W`. Words differ in number: each is known by its unit. */
function tableDrawOf(line: string): Partial<Row> {
  const [power, powerLimit] = line.match(/(?<=\s)-?[\d.]+W(?=\s)/g) ?? [];
  const [clock, memoryClock] = line.match(/(?<=\s)[\d.]+Mhz(?=\s)/g) ?? [];
  return { power, powerLimit, temperature: /(?<=\s)[\d.]+°C/.exec(line)?.[0], clock, memoryClock };
}

function readAgents(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = /^ROCk module version (\S+) is loaded/m.exec(text)?.[1];
  const agents = lines(text)
    .join('\n')
    .split(/^\*+\nAgent \d+\s*\n\*+\s*$/m)
    .slice(1);
  const rows: Row[] = [];
  for (const agent of agents) {
    const fact = (key: string) => new RegExp(`^\\s*${key}:[ \\t]+(\\S.*?)\\s*$`, 'm').exec(agent)?.[1];
    const type = fact('Device Type');
    const name = fact('Marketing Name') ?? fact('Name');
    if (type === undefined || name === undefined) return null;
    if (type === 'CPU') continue;
    const memory = /Segment:\s+GLOBAL;[^\n]*\n\s*Size:\s+(\d+)\(/.exec(agent)?.[1];
    rows.push({
      index: rows.length,
      name,
      ...(/hygon/i.test(fact('Vendor Name') ?? '') ? { vendor: 'hygon' } : {}),
      uuid: fact('Uuid'),
      driver,
      memory: memory && `${memory} KB`,
    });
  }
  return rows;
}

/** The JSON in a tool's output, which may follow lines of warning; undefined if there is none. */
export function jsonIn(text: string): unknown {
  const start = text.search(/^[{[]/m);
  if (start < 0) return undefined;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    return undefined;
  }
}

/** AMD: amd-smi, rocm-smi (JSON and table), rocminfo. Hygon's DCU answers to the last two. */
import * as z from 'zod';
import { parser, type Row, said } from '../device.ts';
import { jsonIn } from '../forms/json.ts';
import { vendorOfName } from '../pci.ts';
import { isCut, lines } from '../words/lines.ts';
import { readAmdSmiStatic } from './amd-smi-devices.ts';
import { twoDies } from './dies.ts';
import { type Part, partsOfCards } from './partitions.ts';

const vendorOf = vendorOfName('amd');

/** Devices in the output of `amd-smi static`, `--json` or not. */
export const parseAmdSmi = parser('amd-smi', vendorOf, [readAmdSmiStatic]);

/** Devices in the output of rocm-smi: JSON that has each card's name or id, or the concise table. */
export const parseRocmSmi = parser('rocm-smi', vendorOf, [readRocmSmiJson, readRocmSmiTable]);

/** Devices in the output of rocminfo: its agents that are not CPUs. */
export const parseRocminfo = parser('rocminfo', vendorOf, [readAgents]);

const rocmSmiSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Cards of rocm-smi's JSON, with whatever of power, energy, clocks and temperature was asked for. */
export function readRocmSmiJson(text: string): readonly Row[] | null {
  const document = rocmSmiSchema.safeParse(jsonIn(text));
  if (!document.success) return null;
  const driver = factsOf(document.data.system ?? {}).get('driver version');
  const parts: Part[] = [];
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
    const row = {
      index: Number(index),
      name,
      ...(/Haiguang|Hygon|Chengdu C-3000/i.test(maker) ? { vendor: 'hygon' } : {}),
      uuid: facts.get('unique id'),
      driver: facts.get('driver version') ?? driver,
      memory: bytes ? `${bytes} B` : mebibytes && `${mebibytes} MiB`,
      ...drawOf(facts),
    };
    // Releases differ in whether a part's memory is its own: no memory mode, no share.
    parts.push({ row, mode: said(facts.get('compute partition')), memoryMode: null, id: null, card: null });
  }
  return twoDies(partsOfCards(parts));
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
  const isTold = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';
  return new Map(
    Object.entries(fields).flatMap(([key, value]) => (isTold(value) ? [[key.toLowerCase(), `${value}`]] : [])),
  );
}

/**
 * The concise table: `0  2  0x74a1, 47056 …` or `0  [0x74a1 : 0x00] …` with the name on the next line. A partition of a
 * card (CPX) that has N/A for its id is part of the card above it.
 */
export function readRocmSmiTable(text: string): readonly Row[] | null {
  if (isCut(text) || !/^Device\s+(Node|\[Model)/m.test(text)) return null;
  const parts: Part[] = [];
  for (const line of lines(text)) {
    const [, index, id] = /^(\d+)\s+(?:\d+\s+|\[)(0x[0-9a-f]+|N\/A)\b/i.exec(line) ?? [];
    const [, name] = /^\s{4,}([^\s([].*?)\s*$/.exec(line) ?? [];
    const last = parts.at(-1);
    if (id === 'N/A' && last) parts[parts.length - 1] = { ...last, row: { ...last.row, partitioned: true } };
    else if (id !== undefined) {
      const row = { index: Number(index), name: `AMD GPU ${id}`, ...tableDrawOf(line) };
      parts.push({ row, ...tablePartOf(line), card: null });
    } else if (name !== undefined && last) parts[parts.length - 1] = { ...last, row: { ...last.row, name } };
  }
  return twoDies(partsOfCards(parts));
}

/** `NPS1, DPX, 1`: memory, compute, number of the part. */
function tablePartOf(line: string): Pick<Part, 'mode' | 'memoryMode' | 'id'> {
  const [, memoryMode = null, mode = null, id] = /\b(NPS\d), ([A-Z]PX), (\d+)\b/.exec(line) ?? [];
  return { mode, memoryMode, id: id === undefined ? null : Number(id) };
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
  const parts: Part[] = [];
  for (const agent of agents) {
    const fact = (key: string) => new RegExp(`^\\s*${key}:[ \\t]+(\\S.*?)\\s*$`, 'm').exec(agent)?.[1];
    const type = fact('Device Type');
    const name = fact('Marketing Name') ?? fact('Name');
    if (type === undefined || name === undefined) return null;
    if (type === 'CPU') continue;
    const memory = /Segment:\s+GLOBAL;[^\n]*\n\s*Size:\s+(\d+)\(/.exec(agent)?.[1];
    const row = {
      index: parts.length,
      name,
      ...(/hygon/i.test(fact('Vendor Name') ?? '') ? { vendor: 'hygon' } : {}),
      uuid: fact('Uuid'),
      driver,
      memory: memory && `${memory} KB`,
    };
    const mode = modeByUnits(name, Number(fact('Compute Unit')));
    parts.push({ row, mode, memoryMode: null, id: null, card: null });
  }
  return twoDies(partsOfCards(parts));
}

/** Compute units of a whole card (AMD's data sheets). */
const UNITS: Readonly<Record<string, number>> = {
  MI300X: 304,
  MI300A: 228,
  MI308X: 80,
  MI325X: 304,
  MI350X: 256,
  MI355X: 256,
};

/** rocminfo knows no partitions: an agent with fewer compute units than its card is a part. Null for cards not known here. */
function modeByUnits(name: string, units: number): string | null {
  const unitsOfCard = UNITS[/\bMI3\d\d[AX]\b/.exec(name)?.[0] ?? ''];
  if (unitsOfCard === undefined || !(units > 0)) return null;
  const modes = ['SPX', 'DPX', 'TPX', 'QPX'];
  return modes[Math.round(unitsOfCard / units) - 1] ?? 'CPX';
}

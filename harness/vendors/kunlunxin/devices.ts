/**
 * Kunlunxin XPU. Older drivers bring xpu_smi: one line a device, in the box under DEVICES. Newer ones bring an xpu-smi, as Intel
 * does: the same name, told apart by what it prints.
 */
import { parser, type Row } from '../device.ts';
import { cellsOf, driverOf, readTable } from '../forms/table.ts';
import { isCut, lines } from '../words/lines.ts';

/** Devices in the output of xpu_smi. */
export const parseKunlunxinOldXpuSmi = parser('xpu_smi', () => 'kunlunxin', [readRows]);

/** Devices in the output of Kunlunxin's xpu-smi. */
export const parseKunlunxinXpuSmi = parser('xpu-smi', () => 'kunlunxin', [readXpuTable]);

/** Whether an xpu-smi is Kunlunxin's: it tells its runtime (XPU-RT, XRE), counts XPUs, opens /dev/xpu, or names one of its boards. */
export function isKunlunxinXpuSmi(text: string): boolean {
  return /\bXPU-RT\b|\bXRE\b|Kunlun|^\|\s*XPU\s+Name\b|\/dev\/xpu(ctrl|\d)|libxpu(rt|ml)\b|\bXPUML\b|^\|\s+\d+\s+([PRK]\d{2}0|RG800)\b/im.test(
    text,
  );
}

/** nvidia-smi's table with a third line for the L3 cache. With SR-IOV, VFs of a card stand below it, and the card is cut. */
export function readXpuTable(text: string): readonly Row[] | null {
  if (!isKunlunxinXpuSmi(text)) return null;
  const rows = readTable(text);
  if (rows === null) return null;
  const modes = lines(text).flatMap(
    line => /\/\s*\d+ ?MiB\s*\|\s*(Enabled|Disabled|N\/A)\s*\|\s*$/.exec(line)?.[1] ?? [],
  );
  return rows.map((row, position) => {
    const mode = modes.length === rows.length ? modes[position] : undefined;
    const partitioned = isVirtualFunction(row)
      ? true
      : mode === undefined || mode === 'N/A'
        ? undefined
        : mode === 'Enabled';
    return { ...row, vendor: 'kunlunxin', partitioned };
  });
}

/** `P800 VF`: a part of a card, which shows the card's power. */
export const isVirtualFunction = ({ name }: Row): boolean => /\bVF$/.test(name);

function readRows(text: string): readonly Row[] | null {
  if (isCut(text)) return null;
  const driver = driverOf(text);
  let columns: readonly string[] = [];
  const rows: Row[] = [];
  for (const line of lines(text)) {
    const cells = cellsOf(line);
    if (cells[0] === 'DevID') columns = cells;
    // The boxes of video units and processes number the same devices again; only this one has their PCI address.
    if (!columns.includes('PCI Addr') || !/^\d+$/.test(cells[0] ?? '')) continue;
    const name = cells[columns.indexOf('Model')];
    if (!name) return null;
    const memory = /\/ *(.+)$/.exec(cells[columns.indexOf('Memory')] ?? '')?.[1];
    rows.push({ index: Number(cells[0]), name, driver, memory });
  }
  return rows;
}

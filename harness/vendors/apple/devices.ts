/** Apple: `system_profiler SPDisplaysDataType -json`, which also lists the AMD and Intel GPUs of older Macs. */
import * as z from 'zod';
import { parser, type Row } from '../device.ts';

/** Devices in the output of system_profiler. */
export const parseSystemProfiler = parser('system_profiler', () => 'apple', [readDisplays]);

const displaysSchema = z.object({
  SPDisplaysDataType: z.array(
    z.object({
      sppci_model: z.string(),
      spdisplays_vendor: z.string().optional(),
      spdisplays_vram: z.string().optional(),
    }),
  ),
});

const VENDORS = [
  { vendor: 'amd', pattern: /amd|ati\b|0x1002/i },
  { vendor: 'intel', pattern: /intel|0x8086/i },
  { vendor: 'nvidia', pattern: /nvidia|0x10de/i },
];

function readDisplays(text: string): readonly Row[] | null {
  const document = displaysSchema.safeParse(parsed(text));
  if (!document.success) return null;
  return document.data.SPDisplaysDataType.map((display, index) => ({
    index,
    name: display.sppci_model,
    vendor: VENDORS.find(row => row.pattern.test(display.spdisplays_vendor ?? ''))?.vendor ?? 'apple',
    memory: display.spdisplays_vram,
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

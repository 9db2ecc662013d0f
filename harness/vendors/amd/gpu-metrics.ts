/**
 * amdgpu's `gpu_metrics` file: a C struct by revision (kgd_pp_interface.h of the kernel). All that is read here is the energy
 * accumulator, and how long the machine has been up, which stands behind it.
 */
export type GpuMetrics = { readonly energyJ: number; readonly upS: number };

/** Where `energy_accumulator` lies, by content revision of format 1. Others hold none, or are not known here. */
const OFFSETS: Readonly<Record<number, number>> = { 1: 24, 2: 24, 3: 24, 4: 24, 5: 88 };
/** The header's unit, 15.259 µJ. */
const JOULES_PER_COUNT = 2 ** -16;
const UNSUPPORTED = 0xffff_ffff_ffff_ffffn;

/** The counter in a file's bytes; null where this device keeps none. */
export function parseGpuMetrics(bytes: Buffer): GpuMetrics | null {
  const offset = bytes.length >= 4 && bytes[2] === 1 ? OFFSETS[bytes[3] ?? 0] : undefined;
  if (offset === undefined || bytes.length < offset + 16) return null;
  const count = bytes.readBigUInt64LE(offset);
  const upNs = bytes.readBigUInt64LE(offset + 8);
  if (count === 0n || count === UNSUPPORTED || upNs === 0n || upNs === UNSUPPORTED) return null;
  return { energyJ: Number(count) * JOULES_PER_COUNT, upS: Number(upNs) / 1e9 };
}

/**
 * Names of parts of a card: what runs on one must not pass for the whole chip. NVIDIA's vGPU guide names a slice by its board, its
 * memory and a letter for the licence (`NVIDIA A100-20C`, `GRID T4-16Q`), a slice of a MIG instance by the instance as well
 * (`NVIDIA H100L-2-24C`, `NVIDIA A100-1-5CME`). Huawei's vNPU templates count cores (`Ascend910-2c`, `vir05_1c_16g`).
 */
const SLICES: readonly RegExp[] = [
  /\bMIG \d+[gc]\.\d+/i,
  /^(NVIDIA|GRID)\b.*-\d+(-\d+)?[ABCQ](ME)?(GFX)?$/i,
  // Without the maker: boards are a letter or RTX, and digits.
  /^(RTX ?A?|[ABHLPTV])\d+[\w-]*-\d+(-\d+)?[ABCQ](ME)?(GFX)?$/i,
  // The boards GRID K1, K2, K340 and K520 are whole.
  /^(NVIDIA )?GRID (?!K\d+$)/,
  /^(Ascend ?)?\d{3}\w*([- ]\d+c(\.\d+\w+)*|[- ]?vir\d+\w*)$/i,
  /^vir\d+_?\w*$/i,
  /\bv(DCU|PPU|NPU|GPU|XPU)\b/i,
  // Kunlunxin's and MetaX's SR-IOV. A VF of an MI300X is a whole one: AMD gives a guest a board, not a part.
  /^(Kunlun ?)?[PRK]\d00\b.* VF\b/i,
  /^(MetaX |MX)C\d+.* VF\b/i,
];

/** Whether a name is that of a part of a card. */
export const isSliceName = (name: string): boolean => SLICES.some(slice => slice.test(name.trim()));

/** Memory of the board in its name, as NVIDIA writes it. GH200's is the processor's. */
const NAMED_SIZE = /^(?!.*\bGH\d{3}\b).*\b(\d+) ?GB\b/i;
/** Drivers and error correction keep some: the least share of the named size that a whole board shows. */
const LEAST_SHARE = 0.85;

/** Whether a board shows so much less memory than its name says that it is a share of one, as HAMi and the like give containers. */
export function isShareOfNamed(name: string, memoryBytes: number): boolean {
  const gigabytes = Number(NAMED_SIZE.exec(name)?.[1]);
  return memoryBytes < LEAST_SHARE * gigabytes * 1e9;
}

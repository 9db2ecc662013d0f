/**
 * Names of parts of a card: what runs on one must not pass for the whole chip. NVIDIA's vGPU guide names a slice by its board, its
 * memory and a letter for the licence (`NVIDIA A100-20C`, `GRID T4-16Q`), a slice of a MIG instance by the instance as well
 * (`NVIDIA H100L-2-24C`, `NVIDIA A100-1-5CME`). Huawei's vNPU templates count cores (`Ascend910-2c`, `vir05_1c_16g`).
 */
const SLICES: readonly RegExp[] = [
  /\bMIG \d+[gc]\.\d+/i,
  /^(NVIDIA|GRID)\b.*-\d+(-\d+)?[ABCQ](ME)?(GFX)?$/,
  // The boards GRID K1, K2, K340 and K520 are whole.
  /^(NVIDIA )?GRID (?!K\d+$)/,
  /^(Ascend ?)?\d{3}\w*[- ](\d+c(\.\d+\w+)*|vir\d+\w*)$/i,
  /^vir\d+_?\w*$/i,
  /\bv(DCU|PPU|NPU|GPU|XPU)\b/i,
  // Kunlunxin's SR-IOV. A VF of an MI300X is a whole one: AMD gives a guest a board, not a part.
  /^(Kunlun ?)?[PRK]\d00\b.* VF\b/i,
];

/** Whether a name is that of a part of a card. */
export const isSliceName = (name: string): boolean => SLICES.some(slice => slice.test(name.trim()));

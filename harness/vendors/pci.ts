/** Who is who: names that give a maker away, and PCI vendor ids. */

/** Chips that also answer to another vendor's tool or API (T-Head's PPU and Hygon's DCU to CUDA's and ROCm's). */
const NAMES: readonly { readonly vendor: string; readonly name: RegExp }[] = [
  { vendor: 'alibaba-thead', name: /^(PPU\b|alixpu)/i },
  { vendor: 'hygon', name: /\b(DCU|Hygon)\b|^(K\d+\w*_AI|BW\d*(_\w+)?|Z100L?)$/i },
  { vendor: 'iluvatar', name: /^Iluvatar\b/i },
  { vendor: 'metax', name: /^(MetaX|MXC\d)/i },
  { vendor: 'kunlunxin', name: /^(Kunlun|(P800|[RK][12345]\d0|RG800)\b)/i },
  { vendor: 'moore-threads', name: /^(MTT|Moore Threads)\b/i },
];

/** The maker of a device that `fallback`'s tool listed under this name. */
export const vendorOfName =
  (fallback: string) =>
  (name: string): string =>
    NAMES.find(row => row.name.test(name))?.vendor ?? fallback;

/** PCI vendor ids of accelerator makers (pci-ids.ucw.cz). */
export const PCI_VENDORS: Readonly<Record<string, { readonly vendor: string; readonly label: string }>> = {
  '0x10de': { vendor: 'nvidia', label: 'NVIDIA GPU' },
  '0x1002': { vendor: 'amd', label: 'AMD GPU' },
  '0x8086': { vendor: 'intel', label: 'Intel GPU' },
  '0x1da3': { vendor: 'intel', label: 'Intel Gaudi' },
  '0x1d94': { vendor: 'hygon', label: 'Hygon DCU' },
};

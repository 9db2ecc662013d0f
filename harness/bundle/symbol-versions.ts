/** Which versions of its libraries an ELF file needs and provides (System V gABI, "Symbol Versioning" of the LSB). */

const SHT_GNU_VERDEF = 0x6ffffffd;
const SHT_GNU_VERNEED = 0x6ffffffe;
const ELF_64_LITTLE = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const EM_X86_64 = 62;
const HEADER_BYTES = 64;
/** The entry that names the library itself. */
const VER_FLG_BASE = 1;

/** Is this a whole ELF file of 64-bit x86? The table of its sections lies at its end, so one that is cut off has none. */
export function isX8664(bytes: Buffer): boolean {
  if (!isElf64(bytes) || bytes.length < HEADER_BYTES || bytes.readUInt16LE(0x12) !== EM_X86_64) return false;
  const { start, size, count } = sectionTable(bytes);
  return start + size * count <= bytes.length;
}

/** Every symbol version the file asks of the libraries it needs: `GLIBC_2.28`, `GLIBCXX_3.4.21`. None if it is no ELF file. */
export function neededVersions(bytes: Buffer): readonly string[] {
  return tables(bytes, SHT_GNU_VERNEED).flatMap(({ start, strings }) =>
    // Verneed → Vernaux.
    linked(bytes, start, 12).flatMap(need =>
      linked(bytes, need + bytes.readUInt32LE(need + 8), 12).map(aux => textAt(bytes, strings, aux + 8)),
    ),
  );
}

/** Every symbol version the library has for others: `GLIBCXX_3.4.28`, `CXXABI_1.3.12`. None if it is no ELF file. */
export function providedVersions(bytes: Buffer): readonly string[] {
  return tables(bytes, SHT_GNU_VERDEF).flatMap(({ start, strings }) =>
    // Verdef → its first Verdaux; the others name what it inherits from.
    linked(bytes, start, 16)
      .filter(def => bytes.readUInt16LE(def + 2) !== VER_FLG_BASE)
      .map(def => textAt(bytes, strings, def + bytes.readUInt32LE(def + 12))),
  );
}

/** The newest glibc any of the files asks for, as `2.28`; null where none asks for one. */
export function glibcNeeded(files: readonly Buffer[]): string | null {
  return newestVersion(files.flatMap(neededVersions), 'GLIBC');
}

/** The newest version of a family, `GLIBC` or `GLIBCXX`, as `2.28`; null where none is of it. */
export function newestVersion(versions: readonly string[], family: string): string | null {
  const numbers = versions
    .filter(version => version.startsWith(`${family}_`))
    .map(version => version.slice(family.length + 1))
    .filter(number => /^\d/.test(number));
  return numbers.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? null;
}

function isElf64(bytes: Buffer): boolean {
  return bytes.subarray(0, ELF_64_LITTLE.length).equals(ELF_64_LITTLE);
}

function sectionTable(bytes: Buffer): { readonly start: number; readonly size: number; readonly count: number } {
  const start = Number(bytes.readBigUInt64LE(0x28));
  return { start, size: bytes.readUInt16LE(0x3a), count: bytes.readUInt16LE(0x3c) };
}

/** The sections of a type, and where the names they use are. */
function tables(bytes: Buffer, type: number): { readonly start: number; readonly strings: number }[] {
  if (!isElf64(bytes)) return [];
  const { start, size, count } = sectionTable(bytes);
  const sections = Array.from({ length: count }, (_, index) => start + index * size);
  const offset = (section: number) => Number(bytes.readBigUInt64LE(section + 0x18));
  return sections
    .filter(section => bytes.readUInt32LE(section + 4) === type)
    .map(section => ({ start: offset(section), strings: offset(start + bytes.readUInt32LE(section + 0x28) * size) }));
}

/** The entries of a list; each says at `nextAt` how far away the next one is, and 0 ends it. */
function linked(bytes: Buffer, first: number, nextAt: number): number[] {
  const entries = [first];
  for (let at = first, step = bytes.readUInt32LE(at + nextAt); step !== 0; step = bytes.readUInt32LE(at + nextAt)) {
    at += step;
    entries.push(at);
  }
  return entries;
}

/** The name whose place among the strings is written at `at`. */
function textAt(bytes: Buffer, strings: number, at: number): string {
  const start = strings + bytes.readUInt32LE(at);
  return bytes.toString('latin1', start, bytes.indexOf(0, start));
}

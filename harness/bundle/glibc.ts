/** Which glibc an ELF file needs: the version needs of its dynamic symbols (System V gABI, "Symbol Versioning" of the LSB). */

const SHT_GNU_VERNEED = 0x6ffffffe;
const ELF_64_LITTLE = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);

/** Every symbol version the file asks of the libraries it needs: `GLIBC_2.28`, `GLIBCXX_3.4.21`. None if it is no ELF file. */
export function neededVersions(bytes: Buffer): readonly string[] {
  if (!bytes.subarray(0, ELF_64_LITTLE.length).equals(ELF_64_LITTLE)) return [];
  const sections = sectionsOf(bytes);
  return sections
    .filter(({ type }) => type === SHT_GNU_VERNEED)
    .flatMap(section => versionsIn(bytes, section.offset, sections[section.link]?.offset ?? 0));
}

/** The newest glibc any of the files asks for, as `2.28`; null where none asks for one. */
export function glibcNeeded(files: readonly Buffer[]): string | null {
  const versions = files
    .flatMap(neededVersions)
    .filter(version => /^GLIBC_\d/.test(version))
    .map(version => version.slice('GLIBC_'.length));
  const ordered = versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return ordered.at(-1) ?? null;
}

type Section = { readonly type: number; readonly offset: number; readonly link: number };

function sectionsOf(bytes: Buffer): Section[] {
  const [table, size, count] = [
    Number(bytes.readBigUInt64LE(0x28)),
    bytes.readUInt16LE(0x3a),
    bytes.readUInt16LE(0x3c),
  ];
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 0x18)),
      link: bytes.readUInt32LE(at + 0x28),
    };
  });
}

/** Walks Verneed → Vernaux; `next` is relative, and 0 ends a list. */
function versionsIn(bytes: Buffer, start: number, strings: number): string[] {
  const found: string[] = [];
  for (let need = start, more = true; more; ) {
    const [first, next] = [bytes.readUInt32LE(need + 8), bytes.readUInt32LE(need + 12)];
    for (let aux = need + first, step = 1; step !== 0; aux += step) {
      found.push(textAt(bytes, strings + bytes.readUInt32LE(aux + 8)));
      step = bytes.readUInt32LE(aux + 12);
    }
    need += next;
    more = next !== 0;
  }
  return found;
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, bytes.indexOf(0, at));
}

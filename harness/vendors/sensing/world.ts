/** All that sensors ask of the machine, behind one seam: tests put files, tools and libraries of their own in. */
import { readdirSync, readFileSync } from 'node:fs';
import { runTool, type Tools } from '../../tool.ts';

export type FileText =
  | { readonly status: 'read'; readonly text: string }
  | { readonly status: 'not-there' }
  | { readonly status: 'denied' }
  /** There, but the driver behind it failed: `EIO`, `ENODATA`. */
  | { readonly status: 'failed'; readonly reason: string };

/** Handles are bigint; what a function writes, it writes into the buffers. */
export type NativeArgument = number | bigint | NodeJS.TypedArray;

/** A C function that returns a status. */
export type NativeCall = (...argv: readonly NativeArgument[]) => number;

export type Library = {
  /** By a C declaration: `int nvmlInit_v2(void)`. null: the library has no such function. */
  readonly bind: (declaration: string) => NativeCall | null;
};

export type Opening =
  | { readonly status: 'open'; readonly library: Library }
  | { readonly status: 'failed'; readonly reason: string };

export type SensorWorld = Tools & {
  /** `latin1`: a file of bytes, one a character. */
  readonly readFile: (path: string, encoding?: 'utf8' | 'latin1') => Promise<FileText>;
  /** The names in a folder, sorted; none where it cannot be read. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Loads a shared library into this process. */
  readonly open: (library: string) => Promise<Opening>;
};

/** This machine. Files are read at once, not through a pool of threads: that costs a tenth, and here nothing else waits. */
export const sensorWorld: SensorWorld = {
  run: runTool,
  readFile: async (path, encoding = 'utf8') => {
    try {
      return { status: 'read', text: readFileSync(path, encoding) };
    } catch (error) {
      return fileFailure(error);
    }
  },
  list: async folder => {
    try {
      return readdirSync(folder).toSorted();
    } catch {
      return [];
    }
  },
  // Loaded late: where the binary that calls libraries does not load itself, files and tools can still be read.
  open: async path => {
    try {
      const { load } = await import('koffi');
      const library = load(path);
      return { status: 'open', library: { bind: declaration => bound(() => library.func(declaration)) } };
    } catch (error) {
      return { status: 'failed', reason: messageOf(error) };
    }
  },
};

function fileFailure(error: unknown): FileText {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { status: 'not-there' };
  if (code === 'EACCES' || code === 'EPERM') return { status: 'denied' };
  return { status: 'failed', reason: messageOf(error) };
}

function bound(bind: () => NativeCall): NativeCall | null {
  try {
    return bind();
  } catch (error) {
    if (/Cannot find function/.test(messageOf(error))) return null;
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A machine for sensors, made of tables: what its files hold, what its tools print, which libraries it has. */
import type { Execution } from '../../../harness/tool.ts';
import type { FileText, Library, SensorWorld } from '../../../harness/vendors/sensing/world.ts';

type Held = string | Exclude<FileText, { status: 'read' }>;

export type SensorParts = {
  /** By path: a file's text, or why it cannot be read. Functions are asked at every read. */
  readonly files?: Readonly<Record<string, Held | (() => Held)>>;
  /** By command line (`npu-smi info`), or else by tool: what it prints, or how it ends. */
  readonly tools?: Readonly<Record<string, string | Execution | (() => string | Execution)>>;
  readonly libraries?: Readonly<Record<string, Library>>;
};

export function sensorWorldOf({ files = {}, tools = {}, libraries = {} }: SensorParts): SensorWorld {
  return {
    run: async (tool, argv) => {
      const played = tools[[tool, ...argv].join(' ')] ?? tools[tool];
      const output = typeof played === 'function' ? played() : played;
      if (output === undefined) return { status: 'not-there' };
      return typeof output === 'string' ? { status: 'exited', code: 0, stdout: output, stderr: '' } : output;
    },
    readFile: async path => {
      const held = files[path];
      if (held === undefined) return { status: 'not-there' };
      const text = typeof held === 'function' ? held() : held;
      return typeof text === 'string' ? { status: 'read', text } : text;
    },
    list: async folder => {
      const below = Object.keys(files).filter(path => path.startsWith(`${folder}/`));
      return [...new Set(below.map(path => path.slice(folder.length + 1).split('/')[0] ?? ''))].toSorted();
    },
    open: async path => {
      const library = libraries[path];
      return library === undefined
        ? { status: 'failed', reason: `${path}: cannot open shared object file: No such file or directory` }
        : { status: 'open', library };
    },
  };
}

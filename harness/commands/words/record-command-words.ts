/** The words of the commands that copy, sign and pack, of `sql`, and of `serve`. */
import type { InEvery } from '../../../reports/words/language.ts';

type RecordCommandWords = {
  readonly alreadyThere: (path: string) => string;
  readonly imported: (facts: {
    readonly path: string;
    readonly sealed: boolean;
    readonly samples: boolean;
    readonly signature: boolean;
  }) => string;
  readonly signed: (record: string, seal: string, signature: string) => string;
  readonly packing: string;
  readonly bundle: (facts: {
    readonly path: string;
    readonly size: string;
    readonly node: string;
    readonly sha256: string;
    readonly contents: string;
    readonly libraries: readonly string[];
    readonly glibc: string;
  }) => string;
  readonly rows: (count: number) => string;
  readonly written: (count: number, path: string) => string;
  readonly cut: (limit: number) => string;
  readonly stop: (address: string) => string;
  readonly noRun: (results: string) => string;
};

export const RECORD_COMMAND_WORDS: InEvery<RecordCommandWords> = {
  en: {
    alreadyThere: path => `Already there, byte for byte: ${path}\n`,
    imported: ({ path, sealed, samples, signature }) => {
      const seal = sealed ? 'sealed' : 'unsealed: its run was cut off';
      const steps = samples ? 'with its step times' : 'without its step times (no .samples.gz beside it)';
      return `Imported, ${seal}, ${steps}${signature ? ', with its signature (verify --signers says whose)' : ''}: ${path}\n`;
    },
    signed: (record, seal, signature) => `Signed ${record} (seal sha256 ${seal}): ${signature}\n`,
    packing: 'Packing; this takes about a minute.\n',
    bundle: ({ path, size, node, sha256, contents, libraries, glibc }) => `${path}: ${size}, for linux-x64, Node ${node}
sha256    ${sha256}
contents  ${contents}
carries   ${libraries.join(', ')}
needs     ${glibc}, tar and xz
Next: carry it over, check its sha256, tar -xJf it, ./moebench detect (docs/OFFLINE.md)
`,
    rows: count => `${count} ${count === 1 ? 'row' : 'rows'}\n`,
    written: (count, path) => `${count} rows: ${path}\n`,
    cut: limit => `moebench: only the first ${limit} rows are shown: give --limit\n`,
    stop: address => `${address}  (Ctrl-C ends it)\n`,
    noRun: results => `${results} holds no run: nothing is written\n`,
  },
  zh: {
    alreadyThere: path => `已存在，逐字节相同：${path}\n`,
    imported: ({ path, sealed, samples, signature }) => {
      const seal = sealed ? '已封存' : '未封存（运行被中断）';
      const steps = samples ? '含单步耗时样本' : '不含单步耗时样本（旁边没有 .samples.gz）';
      return `已导入，${seal}，${steps}${signature ? '，含签名（verify --signers 可查签名者）' : ''}：${path}\n`;
    },
    signed: (record, seal, signature) => `已签名 ${record}（封存行 sha256 ${seal}）：${signature}\n`,
    packing: '正在打包，约需一分钟。\n',
    bundle: ({
      path,
      size,
      node,
      sha256,
      contents,
      libraries,
      glibc,
    }) => `${path}：${size}，用于 linux-x64，Node ${node}
sha256  ${sha256}
内容    ${contents}
包含    ${libraries.join('、')}
需要    ${glibc}、tar 和 xz
下一步：复制过去，核对 sha256，用 tar -xJf 解包，执行 ./moebench detect（docs/OFFLINE.md）
`,
    rows: count => `${count} 行\n`,
    written: (count, path) => `${count} 行：${path}\n`,
    cut: limit => `moebench：只显示前 ${limit} 行：可用 --limit 调整\n`,
    stop: address => `${address}  （按 Ctrl-C 结束）\n`,
    noRun: results => `${results} 中没有任何运行：未写出文件\n`,
  },
};

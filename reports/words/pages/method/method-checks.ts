/** How a reader checks the figures of a site, step by step. */

export type CheckStep = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** What is typed; `{reference}` stands for the reference chip of the site, `{asOf}` for its day. */
  readonly commands: readonly string[];
  /** The document with all of it. */
  readonly document: string | null;
};

/** Of a step that is the same in every language. */
const COMMANDS = {
  seals: ['moebench verify records'],
  signatures: ['moebench verify records --signers SIGNERS'],
  rebuild: ['moebench report --results records --reference {reference} --as-of {asOf} --out again'],
  rerun: ['moebench diff THEIRS.jsonl YOURS.jsonl'],
  conform: ['moebench conform'],
  claims: ['moebench reproduce ling-2025'],
  catalog: ['moebench list chips --chip {reference}'],
} as const;

const DOCUMENTS = {
  seals: 'docs/method/record.md',
  signatures: 'docs/method/verify.md',
  rebuild: 'docs/RUNNING.md',
  rerun: 'docs/HISTORY.md',
  conform: 'docs/method/parity.md',
  claims: 'docs/COST.md',
  catalog: 'docs/CATALOG.md',
} as const;

type CheckId = keyof typeof COMMANDS;

const TEXTS_EN: Readonly<Record<CheckId, { readonly title: string; readonly text: string }>> = {
  seals: {
    title: 'Check the seals',
    text: 'Every run is a file of lines in the folder records of this site; each line holds the hash of the line before, and the last line, the seal, closes the file. An intact seal shows that no line was changed, added or taken out after the run ended. It does not show who wrote the file, on which machine, or that the clock was right: whoever writes a whole file anew can seal it anew. This command also computes the workload hashes again, and statistics where the step times lie beside the record, and looks for values that are physically impossible.',
  },
  signatures: {
    title: 'Check who vouches for a run',
    text: 'Only a signature ties a record to a person. Where the publisher gives signature files and a file of allowed signers, this command names the records that a listed signer did not sign.',
  },
  rebuild: {
    title: 'Build the site again from its records',
    text: 'Every figure follows from the records and the catalog alone. The same version of the program builds the same report.json, byte for byte. Options with which the publisher built it, such as a price of power or a catalog of chips, have to be the same.',
  },
  rerun: {
    title: 'Measure a row again',
    text: 'Each row of the workload pages has the command that measures the same work. Run it on the same chip, then let diff say what differs: numbers, machine, drivers.',
  },
  conform: {
    title: 'Check the results against another implementation',
    text: 'The oracle’s values for each workload are printed by conform. Any implementation of the same workload, in any framework, can be held against them.',
  },
  claims: {
    title: 'Recompute what others claim',
    text: 'Published claims are recomputed from their own numbers, with every formula.',
  },
  catalog: {
    title: 'Look up a price or a data sheet',
    text: 'Each row of the catalog names its source and its date. A price of more than 180 days is marked as stale wherever it is used.',
  },
};

const TEXTS_ZH: Readonly<Record<CheckId, { readonly title: string; readonly text: string }>> = {
  seals: {
    title: '核对封存',
    text: '每次运行是本站 records 目录下的一份记录文件：每一行都含有上一行的哈希，最后一行是封存行。封存完好，说明运行结束后没有任何一行被改动、增加或删除；但它不能说明文件是谁写的、出自哪台机器、时钟是否准确，因为整份重写的文件也可以重新封存。该命令还会重新计算工作负载哈希；若单步耗时文件在旁，也会重算各项统计量，并检查有无物理上不可能的数值。',
  },
  signatures: {
    title: '核对由谁担保',
    text: '只有数字签名才能把记录与具体的人联系起来。如果发布者提供了签名文件和可信签名者名单，该命令会列出名单中无人签名的记录。',
  },
  rebuild: {
    title: '用记录重新生成本站',
    text: '所有数字都只由运行记录和芯片目录得出。用同一版本的程序重新生成，两份 report.json 应逐字节相同。发布者使用的选项（如电价、自备的芯片目录）也须保持一致。',
  },
  rerun: {
    title: '重测其中一行',
    text: '工作负载页的每一行都附有重测同一份工作的命令。在同款芯片上运行后，用 diff 查看差异：数值、机器、驱动。',
  },
  conform: {
    title: '与其他实现核对结果',
    text: 'conform 会输出每个工作负载的基准值。任何框架对同一工作负载的实现，都可以与之比对。',
  },
  claims: { title: '复算他人的结论', text: '公开结论只用其自身给出的数字复算，并列出全部公式。' },
  catalog: {
    title: '查证价格与数据手册',
    text: '目录中每一行都注明来源与日期。超过 180 天的价格，在任何用到它的地方都会标为“已过时”。',
  },
};

const IDS: readonly CheckId[] = ['seals', 'signatures', 'rebuild', 'rerun', 'conform', 'claims', 'catalog'];

const stepsOf = (texts: typeof TEXTS_EN): readonly CheckStep[] =>
  IDS.map(id => ({ id, ...texts[id], commands: COMMANDS[id], document: DOCUMENTS[id] }));

export const CHECKS_EN = stepsOf(TEXTS_EN);
export const CHECKS_ZH = stepsOf(TEXTS_ZH);

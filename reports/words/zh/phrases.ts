/** English phrases inside the values of a code, in Chinese: records and JSON keep them in English, in every language. */

/** A row a form. Names and numbers in it stay as they are. */
const PHRASES: readonly (readonly [form: RegExp, chinese: string])[] = [
  // Who used the machine (harness/quiet/cell-quiet.ts).
  [/^, the busiest of them (\d+) \((.+)\) with (\S+)$/, '，其中占用最多的是进程 $1（$2），占 $3 个核'],
  [/^another process$/, '另一个进程'],
  [/^(\d+) other processes$/, '$1 个其他进程'],
  [/^: (.+)$/, '：$1'],
  [/^name not known$/, '名称不详'],
  // What ran on what (reports/rows/software.ts).
  [/^(.+) by ((?:ONNX Runtime|PyTorch|JAX).*), (\w+)$/, '$1（$2，$3）'],
  [/^(.+) by ((?:ONNX Runtime|PyTorch|JAX).*), (\w+) \(board (.+)\)$/, '$1（$2，$3；板卡 $4）'],
  // Where a figure comes from (reports/case).
  [/^(\d+) prices of (\d+) sources, (\S+) to (\S+): (moebench .+)$/, '$2 个来源的 $1 条价格，$3 至 $4：$5'],
  [/^the case$/, '方案本身'],
  [/^docs\/COST\.md, Projection$/, 'docs/COST.md 的 Projection 一节'],
  [/^the building of this machine$/, '本机所在的机房'],
  [/^this machine$/, '本机'],
  // What a cell failed of, where no result came from its worker (harness/cells/cell.ts).
  [/^no result within (\d+) ms$/, '$1 ms 内没有结果'],
  [/^the worker could not be started: (.+)$/, '工作进程无法启动：$1'],
  [/^the worker was killed for memory$/, '工作进程因内存不足被终止'],
  [/^the worker ended with signal (\S+) and no result$/, '工作进程因信号 $1 终止，没有结果'],
  [/^the worker ended with exit code (\S+) and no result$/, '工作进程以退出码 $1 结束，没有结果'],
];

/** The phrase in Chinese; a text of no such form as it is. */
export function chinesePhrase(text: string): string {
  const row = PHRASES.find(([form]) => form.test(text));
  return row === undefined ? text : text.replace(row[0], row[1]);
}

/** The values of a code, those that are texts in Chinese. */
export const chineseValues = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value | string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? chinesePhrase(value) : value]),
  );

/** Whether a text is one of these forms: of the program, and not of a stranger. */
export const isPhrase = (text: string): boolean => PHRASES.some(([form]) => form.test(text));

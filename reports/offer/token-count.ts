/** `--tokens`: a number of tokens as a case takes it (`9T`, `500B`, `1.5万亿`), and as a power of ten. */
import { UsageError } from '../../suites/usage-error.ts';
import { tokensSchema } from '../case/written/fields.ts';

/** `9 × 10^12`, `10^12`. */
const POWER = /^(?:([\d.]+)\s*[x×*·]\s*)?10\s*(?:\^|\*\*)\s*(\d+)(?:\s*tokens?)?$/i;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** UsageError for what is no count. */
export function tokenCount(text: string): number {
  const plain = text.replace(
    /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
    powers => `^${[...powers].map(sign => SUPERSCRIPTS.indexOf(sign)).join('')}`,
  );
  const power = POWER.exec(plain.normalize('NFKC').trim());
  const read = tokensSchema.safeParse(power === null ? text : `${power[1] ?? '1'}e${power[2]}`);
  if (read.success) return read.data;
  throw new UsageError(`--tokens is '${text}'; give how many the model is trained on, as 1e12, 500B or 9T`);
}

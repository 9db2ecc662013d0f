/** A runner's output as lines. What is longer than a line may be is no line, and is not kept. */
import { LONGEST_LINE_BYTES } from './protocol.ts';

const NEWLINE = 10;
const HALF_SHOWN = 200;

export class AnswerLines {
  #parts: Buffer[] = [];
  #bytes = 0;
  #tooLong = false;
  readonly #onLine: (line: string) => void;
  readonly #onFault: (message: string) => void;

  constructor(onLine: (line: string) => void, onFault: (message: string) => void) {
    this.#onLine = onLine;
    this.#onFault = onFault;
  }

  add(bytes: Buffer): void {
    let rest = bytes;
    for (let end = rest.indexOf(NEWLINE); end !== -1 && !this.#tooLong; end = rest.indexOf(NEWLINE)) {
      this.#keep(rest.subarray(0, end));
      if (this.#tooLong) return;
      const line = Buffer.concat(this.#parts).toString('utf8');
      this.#parts = [];
      this.#bytes = 0;
      rest = rest.subarray(end + 1);
      this.#onLine(line);
    }
    this.#keep(rest);
  }

  /** The beginning of a line that has not ended. */
  rest(): string {
    return Buffer.concat(this.#parts).toString('utf8').slice(0, HALF_SHOWN);
  }

  #keep(bytes: Buffer): void {
    if (this.#tooLong || bytes.length === 0) return;
    this.#bytes += bytes.length;
    if (this.#bytes <= LONGEST_LINE_BYTES) {
      this.#parts.push(bytes);
      return;
    }
    this.#tooLong = true;
    this.#parts = [];
    this.#onFault(`wrote a line longer than ${LONGEST_LINE_BYTES} bytes`);
  }
}

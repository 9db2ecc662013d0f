/** An answer that reads well and cannot be true. The client says whose it was (client.ts, `checked`). */
export class BrokenAnswer extends Error {
  constructor(request: string, message: string) {
    super(`the answer to '${request}' does not hold: ${message}`);
  }
}

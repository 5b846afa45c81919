import type { StageFault } from '@lectern/protocol/stage';

export type FaultCode = StageFault['code'];

/** What is wrong with a stage now: one fault per code, the newest sentence, the first time. */
export class Faults {
  readonly #faults = new Map<FaultCode, StageFault & { untilMs: number }>();

  /** `forMs`: a fault that is over at once and is only to be heard of; without it, it stays until `clear`. True: it says something new. */
  raise(code: FaultCode, sentence: string, nowMs: number, forMs = Infinity): boolean {
    const isNew = this.#faults.get(code)?.sentence !== sentence;
    const sinceMs = this.#faults.get(code)?.sinceMs ?? Math.round(nowMs);
    this.#faults.set(code, { code, sentence, sinceMs, untilMs: nowMs + forMs });
    return isNew;
  }

  clear(...codes: FaultCode[]): void {
    for (const code of codes) this.#faults.delete(code);
  }

  list(nowMs: number): StageFault[] {
    for (const [code, fault] of this.#faults) if (fault.untilMs <= nowMs) this.#faults.delete(code);
    return [...this.#faults.values()].map(({ code, sentence, sinceMs }) => ({
      code,
      sentence,
      sinceMs,
    }));
  }
}

import type { StageFault } from '@lectern/protocol/stage';

export type FaultCode = StageFault['code'];

/** FaultBoard holds what is wrong now, one sentence per code. A code keeps the time at which it began. */
export class FaultBoard {
  readonly #faults = new Map<FaultCode, StageFault>();

  constructor(
    private readonly onFault: (fault: StageFault) => void,
    private readonly onCleared: (code: FaultCode) => void,
  ) {}

  get all(): StageFault[] {
    return [...this.#faults.values()];
  }

  raise(code: FaultCode, sentence: string): void {
    const sinceMs = this.#faults.get(code)?.sinceMs ?? Date.now();
    const fault = { code, sinceMs, sentence };
    this.#faults.set(code, fault);
    this.onFault(fault);
  }

  clear(code: FaultCode): void {
    if (this.#faults.delete(code)) this.onCleared(code);
  }
}

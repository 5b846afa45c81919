import { hasPicture } from '@lectern/media/ladder';
import type { Rendition } from '@lectern/protocol/media';
import type { Admitted } from './admit.js';

/** Gather collects the segments of one run until every rendition of a moment is there. */
export class Gather {
  #next = 0;
  readonly #waiting = new Map<number, Map<string, Admitted>>();

  constructor(readonly renditions: readonly Rendition[]) {}

  /** False for a segment that comes after its moment was listed. */
  add(index: number, segment: Admitted): boolean {
    if (index < this.#next) return false;
    const moment = this.#waiting.get(index) ?? new Map<string, Admitted>();
    moment.set(segment.rendition, segment);
    this.#waiting.set(index, moment);
    return true;
  }

  /** The next moment if it is complete; with `anyway`, the next of which viewers can have anything. */
  take(anyway: boolean): Map<string, Admitted> | null {
    if (anyway) this.#skipUseless();
    const moment = this.#waiting.get(this.#next);
    if (moment === undefined) return null;
    if (!anyway && this.renditions.some((one) => !moment.has(one.name))) return null;
    this.#waiting.delete(this.#next);
    this.#next += 1;
    return moment;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Sound alone is of no use where there should be a picture: an encoder that ends leaves such a rest. */
  #skipUseless(): void {
    const needsPicture = this.renditions.some(hasPicture);
    for (const index of [...this.#waiting.keys()].toSorted((a, b) => a - b)) {
      const moment = this.#waiting.get(index);
      const isUseful =
        moment !== undefined &&
        (!needsPicture || [...moment.values()].some((one) => one.facts.video !== null));
      if (isUseful) {
        this.#next = index;
        return;
      }
      this.#waiting.delete(index);
    }
  }
}

/**
 * filled gives each rendition a segment of the moment: its own, else the next one below it, else any.
 * So a player that watches a rendition that is gone goes on with another, without a reload.
 */
export function filled(
  names: readonly string[],
  moment: ReadonlyMap<string, Admitted>,
): Map<string, Admitted> {
  const result = new Map<string, Admitted>();
  for (const [n, name] of names.entries()) {
    const order = [name, ...names.slice(n + 1), ...names.slice(0, n).toReversed()];
    const found = order.map((one) => moment.get(one)).find((one) => one !== undefined);
    if (found !== undefined) result.set(name, found);
  }
  return result;
}

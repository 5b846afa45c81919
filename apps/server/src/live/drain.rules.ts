/** Clients that a server takes back without strain, per ms. */
const PER_MS = 0.5;

/** Over how many ms the clients of a stopping server should come back: short for few, `maxMs` at most. */
export function reconnectSpread(clients: number, maxMs: number): number {
  return Math.min(maxMs, Math.round(clients / PER_MS) + 200);
}

/** Runs one step of a start: says what it does, and how long it took when that was noticeable. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  // A step that is done at once needs no line.
  const announce = setTimeout(() => console.log(`${title} …`), 400);
  try {
    return await work();
  } finally {
    clearTimeout(announce);
    const seconds = (performance.now() - startedMs) / 1000;
    if (seconds > 0.4) console.log(`${title}: ${seconds.toFixed(seconds < 10 ? 1 : 0)} s`);
  }
}

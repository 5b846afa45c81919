import { once } from 'node:events';
import WebSocket from 'ws';
import { eventually } from '../../tests/support/wait.ts';

/** A running Node process seen through its own inspector, which SIGUSR1 opens: nothing is built in for this. */
export class Inspector {
  readonly #socket: WebSocket;
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** `port` is what the process was started with as `--inspect-port`. */
  static async open(pid: number, port: number): Promise<Inspector> {
    process.kill(pid, 'SIGUSR1');
    const targets = await eventually('the inspector', async () => {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`);
      const list: { webSocketDebuggerUrl: string }[] = JSON.parse(await response.text());
      return list.length > 0 ? list : null;
    });
    const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
    await once(socket, 'open');
    socket.on('error', (error) => console.error('inspector:', error.message));
    return new Inspector(socket);
  }

  /** Collects all garbage, twice, so that what finalizers freed is gone too. */
  async collectGarbage(): Promise<void> {
    await this.#call('HeapProfiler.collectGarbage');
    await this.#call('HeapProfiler.collectGarbage');
  }

  /** What is alive on the JavaScript heap and behind its buffers, in bytes. */
  async heapBytes(): Promise<number> {
    const usage = await this.#call('Runtime.getHeapUsage');
    return ['usedSize', 'embedderHeapUsedSize', 'backingStorageSize'].reduce(
      (sum, part) => sum + (usage[part] ?? 0),
      0,
    );
  }

  close(): void {
    this.#socket.terminate();
  }

  #call(method: string): Promise<Record<string, number>> {
    const id = ++this.#id;
    return new Promise((resolve) => {
      const take = (data: WebSocket.RawData): void => {
        const answer: { id?: number; result?: Record<string, number> } = JSON.parse(String(data));
        if (answer.id !== id) return;
        this.#socket.off('message', take);
        resolve(answer.result ?? {});
      };
      this.#socket.on('message', take);
      this.#socket.send(JSON.stringify({ id, method }));
    });
  }
}

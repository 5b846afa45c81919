/** What a road to the server tells its owner. `close` comes exactly once, also when it never opened. */
export interface SocketEvents {
  open(): void;
  message(text: string): void;
  close(code: number): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

/** Opens a road to the server: a WebSocket, the polling fall-back, or a test's own. */
export type OpenSocket = (url: string, protocols: string[], on: SocketEvents) => Socket;

/** openWebSocket uses the platform's WebSocket. */
export const openWebSocket: OpenSocket = (url, protocols, on) => {
  const socket = new WebSocket(url, protocols);
  socket.onopen = () => on.open();
  socket.onmessage = (event) => on.message(String(event.data));
  // An `error` event is always followed by `close`, which carries all that can be known.
  socket.onerror = () => undefined;
  socket.onclose = (event) => on.close(event.code);
  return { send: (text) => socket.send(text), close: () => socket.close() };
};

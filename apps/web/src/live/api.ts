import { errorCode, type ErrorCode } from '@lectern/protocol/errors';

/** An answer that is not what was asked for. `code` is null when no server answered, or an intermediary did. */
export class ApiFailed extends Error {
  readonly code: ErrorCode | null;

  constructor(message: string, code: ErrorCode | null) {
    super(message);
    this.name = 'ApiFailed';
    this.code = code;
  }
}

/** A zod schema, as far as it is needed here. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

export interface Call<T> {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  answer: Schema<T>;
  signal?: AbortSignal;
}

/** Calls the server's HTTP API and parses what it says. Rejects with `ApiFailed`. */
export async function callApi<T>(
  path: string,
  { method = 'GET', body, answer, signal }: Call<T>,
): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiFailed('The server cannot be reached at the moment.', null);
  });
  // A proxy in front of a server that is away answers in its own words, often not in JSON.
  const json: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failure(response.status, json);
  const parsed = answer.safeParse(json);
  if (!parsed.success)
    throw new ApiFailed('The server speaks another version. Reload the page.', 'invalid');
  return parsed.data;
}

function failure(status: number, json: unknown): ApiFailed {
  if (typeof json === 'object' && json !== null && 'code' in json && 'title' in json) {
    const code = errorCode.safeParse(json.code);
    if (code.success && typeof json.title === 'string') return new ApiFailed(json.title, code.data);
  }
  if (status >= 502) return new ApiFailed('The server cannot be reached at the moment.', null);
  return new ApiFailed(
    `The server answered with ${status}.`,
    status === 404 ? 'not_found' : 'internal',
  );
}

import type { Entry } from '@lectern/protocol/entries';

/** Columns of an entry after those that name its topic, in the order of `columnsOf`. */
export const COLUMNS = 'seq, at, type, actor_id, actor_name, actor_host, cid, digest, body';

/** The types of `columnsOf` as arrays; the first is parameter `$<first>`. */
export function unnestFrom(first: number): string {
  const types = ['bigint', 'timestamptz', 'text', 'text', 'text', 'bool', 'uuid', 'bytea', 'jsonb'];
  return `unnest(${types.map((type, n) => `$${first + n}::${type}[]`).join(', ')})`;
}

/** Entries by column, for `unnest`. */
export function columnsOf(entries: readonly Entry[], digests: readonly Buffer[]): unknown[] {
  return [
    entries.map(({ seq }) => seq),
    entries.map(({ atMs }) => new Date(atMs)),
    entries.map(({ type }) => type),
    entries.map(({ actor }) => actor?.id ?? null),
    entries.map(({ actor }) => actor?.name ?? null),
    entries.map(({ actor }) => actor?.host ?? false),
    entries.map(({ cid }) => cid),
    digests,
    entries.map(({ body }) => JSON.stringify(body)),
  ];
}

import { Refusal } from '../errors.js';

/** PostgreSQL's and Prisma's words for "another row has this value". */
const TAKEN = new Set(['P2002', '23505']);

/** Says in plain words that a slug is taken. */
export async function takenSlug<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !TAKEN.has(String(error.code)))
      throw error;
    throw new Refusal('conflict', 'This short name is taken. Choose another one.', {
      fields: [{ path: 'slug', message: 'is taken' }],
    });
  }
}

/** Without the fields that were left out: Prisma is told of what is there, never of `undefined`. */
export function defined<T extends object>(input: T): T {
  const copy = { ...input };
  for (const key of Reflect.ownKeys(copy))
    if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key);
  return copy;
}

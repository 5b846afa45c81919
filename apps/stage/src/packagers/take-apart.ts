import { readFile, writeFile } from 'node:fs/promises';
import { audioPids, selectStreams, videoPids } from '@lectern/media/ts-select';

export interface Part {
  rendition: string;
  path: string;
}

/**
 * takeApart splits a finished segment into the rendition itself and its riders: renditions without picture that
 * were encoded as further sound tracks of the same file, so that they are cut at exactly the same moment.
 * A file with one sound track lends that one.
 */
export async function takeApart(options: {
  path: string;
  rendition: string;
  riders: readonly string[];
}): Promise<Part[]> {
  const { path, rendition, riders } = options;
  if (riders.length === 0) return [{ rendition, path }];
  const whole = await readFile(path);
  const sounds = audioPids(whole);
  const own = sounds[0];
  if (own === undefined) return [{ rendition, path }];
  const parts: Part[] = [{ rendition, path }];
  for (const [n, rider] of riders.entries()) {
    const riderPath = `${path}.${rider}.ts`;
    await writeFile(riderPath, selectStreams(whole, [sounds[n + 1] ?? own]));
    parts.push({ rendition: rider, path: riderPath });
  }
  if (sounds.length > 1) await writeFile(path, selectStreams(whole, [...videoPids(whole), own]));
  return parts;
}

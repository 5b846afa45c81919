import type { Rendition } from '@lectern/protocol/media';

/** Where one Owncast listens, and its password. */
export interface OwncastAccess {
  webPort: number;
  rtmpPort: number;
  password: string;
}

const ANSWER_MS = 5_000;

/** setOwncast changes one setting; rejects when Owncast does not confirm it (it answers some errors with 200). */
export async function setOwncast(
  access: OwncastAccess,
  setting: string,
  value: unknown,
): Promise<void> {
  const login = Buffer.from(`admin:${access.password}`).toString('base64');
  const answer = await fetch(`http://127.0.0.1:${access.webPort}/api/admin/config/${setting}`, {
    method: 'POST',
    headers: { authorization: `Basic ${login}`, 'content-type': 'application/json' },
    body: JSON.stringify({ value }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await answer.text();
  if (!answer.ok || !/"success":\s*true/.test(text))
    throw new Error(`Owncast refused the setting ${setting} (${answer.status})`);
}

/** isOwncastUp asks whether its web server answers. */
export async function isOwncastUp(webPort: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${webPort}/api/status`, {
      signal: AbortSignal.timeout(1_000),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // Not listening yet: the caller asks again.
    return false;
  }
}

/** A share of each variant's bitrate that Owncast takes off for sound before it tells ffmpeg, kbit/s. */
const SOUND_SHARE = 192;
/** Owncast's name for x264 `veryfast`; all variants must have the same one, the last would win. */
const VERYFAST = 2;

/** variantsOf writes our rendition table as Owncast's variants; the order gives the folder numbers. */
export function variantsOf(renditions: readonly Rendition[]): object[] {
  return renditions.map((one) => ({
    name: one.name,
    videoPassthrough: false,
    // Encoded anew: a copied sound breaks where the source changes between encoder and slate.
    audioPassthrough: false,
    audioBitrate: one.audioKbps,
    videoBitrate: one.videoKbps + SOUND_SHARE,
    scaledWidth: one.width,
    scaledHeight: one.height,
    framerate: one.fps,
    cpuUsageLevel: VERYFAST,
  }));
}

/**
 * What Owncast encodes its own "offline" clip with at each start. With the real variants that takes 7 s and a core;
 * the real ones are set when it is up, and apply to the stream that follows.
 */
export const IDLE_VARIANTS: object[] = variantsOf([
  { name: 'idle', width: 160, height: 90, videoKbps: 100, audioKbps: 32, fps: 5 },
]);

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, normalize } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';

export const CHROMIUM = process.env['LECTERN_CHROMIUM'] ?? '/usr/bin/chromium';

/** What the page notes four times a second. */
export interface PlayerSample {
  atMs: number;
  /** Position of the player, seconds on its own timeline. */
  time: number;
  /** Date of the picture on screen, ms since 1970. */
  dateMs: number | null;
}

const PAGE = `<!doctype html><video muted autoplay playsinline></video><script src="/hls.js"></script><script>
window.errors = [];
window.samples = [];
const video = document.querySelector('video');
const hls = new Hls({});
hls.on(Hls.Events.ERROR, (_, e) => window.errors.push({ details: e.details, fatal: e.fatal, atMs: Date.now() }));
hls.loadSource('/live/' + location.hash.slice(1) + '/index.m3u8');
hls.attachMedia(video);
setInterval(() => window.samples.push({ atMs: Date.now(), time: video.currentTime, dateMs: hls.playingDate ? +hls.playingDate : null }), 250);
</script>`;

/** Player is hls.js in a real Chromium, fed from a folder over HTTP on loopback. */
export class Player {
  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  static async open(liveDir: string, room: string): Promise<Player> {
    const hls = await readFile(createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js'));
    const server = createServer((request, answer) => {
      const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (path === '/hls.js') answer.setHeader('content-type', 'text/javascript').end(hls);
      else if (path.startsWith('/live/'))
        createReadStream(join(liveDir, path.slice(6)))
          .on('error', () => answer.writeHead(404).end())
          .pipe(answer);
      else answer.setHeader('content-type', 'text/html').end(PAGE);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
    });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/#${room}`);
    return new Player(server, browser, page);
  }

  async samples(): Promise<PlayerSample[]> {
    return this.page.evaluate<PlayerSample[]>('window.samples');
  }

  async errors(): Promise<Array<{ details: string; fatal: boolean; atMs: number }>> {
    return this.page.evaluate('window.errors');
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** The longest time, ms, in which a player that had begun did not move on. */
export function longestStall(samples: readonly PlayerSample[]): number {
  let longest = 0;
  let since: PlayerSample | null = null;
  for (const sample of samples) {
    if (sample.time === 0) continue;
    if (since === null || sample.time > since.time + 0.05) since = sample;
    longest = Math.max(longest, sample.atMs - since.atMs);
  }
  return longest;
}

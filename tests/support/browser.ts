import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { eventually } from './wait.ts';

const candidates = [
  process.env['LECTERN_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Path of a Chromium, or null where there is none: the browser tests are skipped by name then. */
export const chromiumPath = candidates.find((path) => path !== '' && existsSync(path)) ?? null;

/** A headless Chromium that makes no request of its own and plays without a gesture. */
export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('Chromium is missing');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      ...[
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
      ],
      ...[
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    ],
  });
}

export interface Playback {
  currentTime: number;
  frames: number;
  width: number;
  height: number;
}

/** What the page's video element is doing, as the browser tells it. */
export function playback(page: Page): Promise<Playback | null> {
  return page.evaluate(() => {
    const video = document.querySelector('video');
    if (!video) return null;
    return {
      currentTime: video.currentTime,
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
      width: video.videoWidth,
      height: video.videoHeight,
    };
  });
}

/** Waits for decoded pictures that move; returns when, wall clock in ms. */
export async function firstFrame(page: Page, timeoutMs = 30_000): Promise<number> {
  await eventually(
    'a moving picture',
    async () => {
      const state = await playback(page);
      return state !== null && state.frames > 0 && state.currentTime > 0;
    },
    timeoutMs,
    50,
  );
  return Date.now();
}

/** Records the longest time in which no new picture was shown, until stopped. */
export function watchStalls(page: Page): {
  stop: () => Promise<{ longestMs: number; frames: number }>;
} {
  let longestMs = 0;
  let frames = -1;
  let changedAt = Date.now();
  let running = true;
  const loop = (async () => {
    while (running) {
      const state = await playback(page);
      const now = Date.now();
      if (state !== null && state.frames !== frames) {
        frames = state.frames;
        changedAt = now;
      }
      longestMs = Math.max(longestMs, now - changedAt);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    stop: async () => {
      running = false;
      await loop;
      return { longestMs, frames };
    },
  };
}

import { join, resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const YEAR_S = 31_536_000;

/** What the server's own paths begin with: they are never answered with the web app's page. */
const OWN = /^\/(api|ws|live|healthz|metrics)(\/|$)/;

/** Serves the web app: hashed assets for ever, and its page for every address of its own. */
export function serveWeb(app: NestExpressApplication, webDir: string): void {
  const root = resolve(webDir);
  app.useStaticAssets(root, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) => {
      const isHashed = path.startsWith(join(root, 'assets'));
      response.set('Cache-Control', isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
  app.use(webPage(root));
}

function webPage(root: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') && !OWN.test(request.path);
    // A missing file of the build is missing; only addresses without an ending are the app's.
    if (!wantsPage || /\.[a-z0-9]+$/i.test(request.path)) return next();
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root }, (error?: Error) => {
      if (error !== undefined) next(error);
    });
  };
}

/**
 * Serves the stage hosts' files, as Caddy does in production: playlists are always asked for again, segments never
 * change. Readable from anywhere, without credentials: a stage is public.
 */
export function serveLive(app: NestExpressApplication, liveDir: string): void {
  app.useStaticAssets(resolve(liveDir), {
    prefix: '/live',
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    fallthrough: true,
    setHeaders: (response: Response, path: string) => {
      const [type, cache] = liveHeaders(path);
      response.set({
        ...(type === null ? {} : { 'Content-Type': type }),
        'Cache-Control': cache,
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Expose-Headers': 'Content-Length, Content-Range',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
    },
  });
}

const FRESH = 'no-cache';
const SETTLED = `public, max-age=${YEAR_S}, immutable`;

/** MIME type (null: by its name) and caching of a file that viewers get. */
export function liveHeaders(path: string): [type: string | null, cache: string] {
  if (path.endsWith('.m3u8')) return ['application/vnd.apple.mpegurl', FRESH];
  if (path.endsWith('.ts')) return ['video/mp2t', SETTLED];
  if (path.endsWith('.m4s') || path.endsWith('.mp4')) return ['video/mp4', SETTLED];
  if (path.endsWith('.aac')) return ['audio/aac', SETTLED];
  if (path.endsWith('.vtt')) return ['text/vtt; charset=utf-8', SETTLED];
  // The still picture is renewed under its name.
  return [null, FRESH];
}

import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** `wss://` or `ws://` forms of the origins: not every browser counts sockets as 'self'. */
const socketOrigins = (origins: readonly string[]) =>
  origins.map((origin) => origin.replace(/^http/, 'ws'));

/**
 * Headers of every answer. The player makes its worker and its media from blobs; nothing comes from a third party.
 * Under trusted types the player's own policy lets its worker start, and nothing else.
 */
export function securityHeaders(origins: readonly string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ...socketOrigins(origins)],
        workerSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // The reverse proxy that has the certificate says it; over plain http it would mean nothing.
    strictTransportSecurity: false,
  });
}

/** Nothing here needs a camera, a microphone or a position. */
export const permissionsPolicy: RequestHandler = (_request, response, next) => {
  response.set(
    'Permissions-Policy',
    'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  );
  next();
};

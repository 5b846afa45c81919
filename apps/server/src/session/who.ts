import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../errors.js';
import { type Asker, Reader } from './asker.js';
import { bearerTicket } from './credentials.js';
import type { Door } from './door.service.js';
import { mayChange } from './origin.rules.js';

const askers = new WeakMap<Request, Asker>();
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The asker of the HTTP request, as a parameter of a controller's method. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Asker => {
  return askers.get(context.switchToHttp().getRequest<Request>()) ?? new Reader();
});

/** Refuses changes that another site makes a browser ask for, then finds out who asks. */
export function identify(door: Door, origins: readonly string[]) {
  // Express 5 passes on what an asynchronous middleware throws.
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    const provenance = door.provenance(request.headers, bearerTicket(request.headers));
    if (!SAFE.has(request.method) && !mayChange(provenance, origins)) {
      throw new Refusal('origin', 'This request does not come from a page of this site.');
    }
    askers.set(request, await door.askerOf(request.headers));
    next();
  };
}

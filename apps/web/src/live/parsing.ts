import { config } from 'zod';

/** Keeps zod from trying whether it may make code at run time: our content security policy would report each try. */
export function parseWithoutEval(): void {
  config({ jitless: true });
}

import type { Verb } from '@lectern/protocol/verbs';
import { forbidden, unauthenticated } from '../errors.js';
import { type Asker, type Place, Reader } from './asker.js';

/** Guards the first line of an HTTP verb: passes when the asker may, throws what it is told otherwise. */
export function requireVerb(asker: Asker, verb: Verb, place: Place): void {
  if (asker.holds(verb, place)) return;
  throw asker instanceof Reader ? unauthenticated() : forbidden();
}

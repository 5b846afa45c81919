import { Refusal } from '../errors.js';

/** Why a question may not be asked; null when it may. */
export function askRefusal(isOpen: boolean, isHost: boolean): Refusal | null {
  if (isOpen || isHost) return null;
  return new Refusal('closed', 'This room takes no questions now.');
}

/** Lightness and chroma (OKLCH) of names: fixed, so that every hue passes contrast. `name.css` has the same figures. */
export const nameTone = {
  light: { lightness: 0.46, chroma: 0.11 },
  dark: { lightness: 0.82, chroma: 0.085 },
} as const;

const HUES = 24;

/** The hue of a person, in degrees: the same everywhere and always, whatever they call themselves. */
export function nameHue(person: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < person.length; at += 1) {
    hash = Math.imul(hash ^ person.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 8) % HUES) * (360 / HUES);
}

const shortcodes: Record<string, string> = {
  smile: '😄',
  grin: '😁',
  joy: '😂',
  wink: '😉',
  thinking: '🤔',
  heart: '❤️',
  eyes: '👀',
  wave: '👋',
  clap: '👏',
  tada: '🎉',
  fire: '🔥',
  rocket: '🚀',
  raised_hands: '🙌',
  pray: '🙏',
  ok: '👌',
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  sad: '😢',
  cry: '😢',
  surprised: '😮',
  laugh: '😆',
  question: '❓',
  check: '✅',
  x: '❌',
  star: '⭐',
  coffee: '☕',
  bulb: '💡',
  book: '📖',
  mic: '🎤',
  ear: '👂',
  hand: '✋',
  hundred: '💯',
  '100': '💯',
};

/** Writes the emoji that `:name:` stands for; unknown names stay as they are. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]{1,16}):/g, (whole, name: string) =>
    Object.hasOwn(shortcodes, name) ? (shortcodes[name] ?? whole) : whole,
  );
}

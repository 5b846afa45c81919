export type Token =
  | { type: 'text'; text: string }
  | { type: 'link'; text: string; href: string }
  | { type: 'mention'; text: string };

// One class per step and no nested repetition, so that a long line costs linear time.
const CANDIDATE = /https?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[.,;:!?'"”’»\]}…]$/u;

/** Cuts a message into text, links (http and https only) and mentions of the reader. */
export function tokens(text: string, readerName: string | null): Token[] {
  const found: Token[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const raw = withoutTail(match[0]);
    const href = safeHref(raw);
    if (href === null) continue;
    found.push(...mentions(text.slice(from, match.index), readerName), {
      type: 'link',
      text: raw,
      href,
    });
    from = match.index + raw.length;
  }
  found.push(...mentions(text.slice(from), readerName));
  return found;
}

/** The address when it is a web address, else null. Credentials in it would only deceive. */
export function safeHref(raw: string): string | null {
  if (!URL.canParse(raw)) return null;
  const url = new URL(raw);
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  return web && url.username === '' && url.password === '' && url.hostname !== '' ? url.href : null;
}

/** Punctuation after an address belongs to the sentence; a closing bracket too, unless the address opened one. */
function withoutTail(raw: string): string {
  let end = raw.length;
  let open = count(raw, '(') - count(raw, ')');
  while (end > 0) {
    const last = raw.charAt(end - 1);
    if (last === ')' && open < 0) open += 1;
    else if (!TRAILING.test(last)) break;
    end -= 1;
  }
  return raw.slice(0, end);
}

const count = (text: string, character: string): number => text.split(character).length - 1;

function mentions(text: string, readerName: string | null): Token[] {
  if (text === '') return [];
  if (readerName === null) return [{ type: 'text', text }];
  const wanted = `@${readerName}`.toLowerCase();
  const lower = text.toLowerCase();
  const found: Token[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) found.push({ type: 'text', text: text.slice(from, at) });
    found.push({ type: 'mention', text: text.slice(at, at + wanted.length) });
    from = at + wanted.length;
  }
  if (from < text.length) found.push({ type: 'text', text: text.slice(from) });
  return found;
}

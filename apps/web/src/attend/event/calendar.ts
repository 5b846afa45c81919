import type { TalkView } from '@lectern/protocol/http';

interface Place {
  /** Address of the stage page. */
  url: string;
  /** Name of the room. */
  room: string;
  nowMs: number;
}

/** A calendar file (RFC 5545) with the talks, each under its stable `guid`, so that a second import changes and does not double. */
export function calendar(talks: readonly TalkView[], place: (talk: TalkView) => Place): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lectern//Programme//EN',
    ...talks.flatMap((talk) => entry(talk, place(talk))),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function entry(talk: TalkView, { url, room, nowMs }: Place): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${talk.guid}`,
    `DTSTAMP:${stamp(nowMs)}`,
    `DTSTART:${stamp(talk.startMs)}`,
    `DTEND:${stamp(talk.endMs)}`,
    `SUMMARY:${escaped(talk.title)}`,
    `LOCATION:${escaped(room)}`,
    `DESCRIPTION:${escaped([talk.speakers.join(', '), talk.abstract, url].filter(Boolean).join('\n\n'))}`,
    `URL:${url}`,
    ...(talk.state === 'cancelled' ? ['STATUS:CANCELLED'] : []),
    'END:VEVENT',
  ];
}

const stamp = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (character) => `\\${character}`).replaceAll(/\r?\n/g, '\\n');

const LINE_BYTES = 75;

/** Lines are at most 75 bytes long; a character is never cut in two. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > LINE_BYTES) {
      folded += '\r\n ';
      bytes = 1;
    }
    folded += character;
    bytes += size;
  }
  return folded;
}

import {
  eventCreate,
  eventList,
  eventView,
  roomCreate,
  roomPatch,
  roomView,
  sessionClaim,
  sessionView,
  streamKeyCreated,
  streamKeyList,
  talkCreate,
  talkPatch,
  talkView,
} from '@lectern/protocol/http';
import type { z } from 'zod';
import { callApi } from '../live/api.js';

const at = (...parts: string[]) => `/api/${parts.map(encodeURIComponent).join('/')}`;

/** The organizer's part of the HTTP API. Every call rejects with `ApiFailed`. */
export const api = {
  claim: (body: z.input<typeof sessionClaim>) =>
    callApi('/api/session/claim', { method: 'POST', body, answer: sessionView }),
  events: (signal: AbortSignal) => callApi(at('events'), { signal, answer: eventList }),
  event: (slug: string, signal: AbortSignal) =>
    callApi(at('events', slug), { signal, answer: eventView }),
  createEvent: (body: z.input<typeof eventCreate>) =>
    callApi(at('events'), { method: 'POST', body, answer: eventView }),
  createRoom: (event: string, body: z.input<typeof roomCreate>) =>
    callApi(at('events', event, 'rooms'), { method: 'POST', body, answer: roomView }),
  changeRoom: (room: string, body: z.input<typeof roomPatch>) =>
    callApi(at('rooms', room), { method: 'PATCH', body, answer: roomView }),
  createTalk: (event: string, body: z.input<typeof talkCreate>) =>
    callApi(at('events', event, 'talks'), { method: 'POST', body, answer: talkView }),
  changeTalk: (talk: string, body: z.input<typeof talkPatch>) =>
    callApi(at('talks', talk), { method: 'PATCH', body, answer: talkView }),
  streamKeys: (room: string, signal: AbortSignal) =>
    callApi(at('rooms', room, 'stream-keys'), { signal, answer: streamKeyList }),
  makeStreamKey: (room: string) =>
    callApi(at('rooms', room, 'stream-keys'), {
      method: 'POST',
      body: {},
      answer: streamKeyCreated,
    }),
};

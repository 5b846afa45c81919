import type { StageState } from '@lectern/protocol/stage';
import type { TalkState } from '@lectern/protocol/entries';
import { measuresOf } from './measures.js';

const { length, number } = measuresOf('en');

/** Everything the organizer reads, in English. The other languages have exactly these entries. */
export const en = {
  organize: 'Organize',
  save: 'Save',
  create: 'Create',
  edit: 'Edit',
  copy: 'Copy',
  copied: 'Copied',
  close: 'Close',
  cancel: 'Cancel',
  optional: 'optional',
  loading: 'One moment…',
  failed: 'That did not work',
  invalid: 'This cannot be read. Please look at it again.',
  required: 'Please fill this in.',
  stale: 'The server cannot be reached at the moment. What you see may be a little old.',
  attendeePage: 'Attendee page',
  states: {
    offline: 'Not on air',
    starting: 'Starting',
    live: 'On air',
    away: 'On hold',
    ended: 'Over',
  } satisfies Record<StageState, string>,
  talkStates: {
    planned: 'Planned',
    live: 'Now',
    ended: 'Over',
    cancelled: 'Cancelled',
  } satisfies Record<TalkState, string>,

  claim: {
    title: 'Become the organizer',
    why: 'This link makes this browser the organizer of this Lectern. It works once.',
    take: 'Use the link on this browser',
    taking: 'One moment…',
    usedTitle: 'This link has been used up',
    used: 'An organizer link works once, and this one was used already, or it is too old.',
    usedNext:
      'If it was you, in this browser, go on to your events. Otherwise ask whoever runs this Lectern for a new link.',
    noToken: 'This address has lost its end. Copy the whole link, from https to the last letter.',
    toEvents: 'To my events',
  },

  events: {
    title: 'Events',
    none: 'There is no event yet.',
    noneWhy:
      'An event is a conference or a series of lectures. It has stages, and the stages have talks.',
    fresh: 'New event',
    closed: 'You are not an organizer here',
    closedWhy:
      'Open the organizer link that Lectern printed when it was started first. It works once per browser.',
    live: 'On air now',
    noTalks: 'No talks yet',
  },

  event: {
    form: 'New event',
    title: 'Title',
    slug: 'Address',
    slugHint: (slug: string) =>
      `The event’s page will be /e/${slug || '…'}. It cannot be changed later.`,
    slugWrong: 'At least four of a to z, 0 to 9 and _, please.',
    description: 'Description',
    timeZone: 'Time zone',
    timeZoneHint: 'All times of the programme are on these clocks.',
    timeZoneWrong: 'This is not a time zone. Choose one of the list, such as Europe/Amsterdam.',
    languages: 'Languages spoken',
    languagesWrong: 'Choose at least one.',
    stages: 'Stages',
    noStages: 'This event has no stage yet. A stage is one place with one stream.',
    programme: 'Programme',
    noTalks: 'No talk is planned yet.',
    noTalksYetStage: 'Create a stage first; talks stand on stages.',
    watching: (count: number) => `${number(count)} watching`,
    times: (zone: string) => `Times are those of ${zone}.`,
  },

  room: {
    fresh: 'New stage',
    edit: 'Change stage',
    title: 'Name',
    slug: 'Address',
    slugHint: (slug: string) =>
      `The stage’s page will end in /${slug || '…'}. It cannot be changed later.`,
    packager: 'Packager',
    packagers: { owncast: 'Owncast', ladder: 'ffmpeg ladder' },
    packagerHint: 'A change takes effect at the next broadcast.',
    packagerDefault: 'As this machine offers',
    latency: 'Delay',
    latencies: [
      'Least delay (needs good networks)',
      'Short delay',
      'Balanced',
      'Calm',
      'Calmest (for weak networks)',
    ],
  },

  talk: {
    fresh: 'New talk',
    edit: 'Change talk',
    title: 'Title',
    speakers: 'Speakers',
    speakersHint: 'One name per line.',
    abstract: 'Abstract',
    stage: 'Stage',
    start: 'Begins',
    end: 'Ends',
    zoneHint: (zone: string) => `Clocks of ${zone}.`,
    endWrong: 'It has to end after it begins.',
    language: 'Language',
    begin: 'Start talk',
    finish: 'End talk',
    resume: 'Go on',
    cancelTalk: 'Cancel talk',
    restore: 'Put back on the programme',
    cancelTitle: 'Cancel this talk?',
    cancelWhy: (title: string) =>
      `The audience is told that “${title}” does not take place. You can put it back later.`,
    cancelNo: 'Keep it',
    now: 'Now',
    next: 'Next',
    noneNow: 'No talk has been started.',
    noneNext: 'Nothing more is planned on this stage.',
    since: (clock: string, until: string) => `${clock} to ${until}`,
    late: (ms: number) => `${length(ms)} over its time`,
    left: (ms: number) => `${length(ms)} left`,
    startsIn: (ms: number) => `starts in ${length(ms)}`,
    shouldHave: (ms: number) => `should have started ${length(ms)} ago`,
  },

  light: {
    levels: { idle: 'Quiet', good: 'All is well', warn: 'Look at this', bad: 'Trouble' },
    asking: 'Asking the stage how it is…',
    offlineHere:
      'This page has lost its connection to the server and is coming back. The stream is not affected.',
    notYours: 'You moderate here. How the stage itself is, its organizers see.',
    neverHeard:
      'No stage host has reported yet. Nothing can go on air until the stage process runs and reaches this server.',
    hostSilent: (ms: number) =>
      `The stage host has not reported for ${length(ms)}. What is on air goes on, but this page cannot see it. Check that the stage process runs.`,
    offline:
      'Nothing is on air. Start your encoder with this stage’s key, and the picture appears here.',
    ended: 'The broadcast is over. Start your encoder again whenever you like.',
    starting: 'An encoder has connected. The first picture is a few seconds away.',
    away: (ms: number) =>
      `The encoder’s connection dropped ${length(ms)} ago. The audience sees a holding picture; the stream goes on as soon as the encoder is back.`,
    encoderSilent: (ms: number) =>
      `The encoder has sent nothing for ${length(ms)}. If it does not come back, look at its network.`,
    packagerRestarting:
      'The packager is being restarted. The audience may notice a short pause; nothing has to be done.',
    tooSlow: (speed: number) =>
      `This machine encodes at ${number(speed, 2)} times the needed speed. The audience falls behind: leave out the largest picture, or stop other work on it.`,
    listedLate: (ms: number) =>
      `New picture reaches the audience ${length(ms)} late. The machine or its disk is too busy.`,
    talkNotStarted: (title: string) =>
      `On air, but “${title}” should have begun, and nobody has started it.`,
    fine: (ms: number) => `On air for ${length(ms)}. Everything is as it should be.`,
    actions: { key: 'Stream key', steps: 'Set up the encoder', talk: 'Start the talk' },
  },

  desk: {
    picture: 'Picture',
    noPicture: 'The picture appears here when an encoder is on air.',
    waits: {
      loading: 'The picture is loading…',
      waiting: 'This connection is slow; the picture goes on by itself.',
      retrying: 'The picture cannot be had at the moment; it is tried again.',
      unplayable: 'This browser cannot play the stream.',
      playing: null,
      paused: null,
      ended: null,
    },
    play: 'Play',
    soundOn: 'Sound on',
    soundOff: 'Sound off',
    encoder: 'Encoder',
    noEncoder: 'None is connected.',
    kbps: (kbps: number) =>
      kbps >= 1_000 ? `${number(kbps / 1_000, 1)} Mbit/s` : `${number(kbps)} kbit/s`,
    fps: (fps: number) => `${number(fps, 1)} fps`,
    size: (width: number, height: number) => (width === 0 ? 'no picture' : `${width} × ${height}`),
    codecs: (video: string, audio: string) => [video, audio].filter(Boolean).join(' + '),
    since: (ms: number) => `for ${length(ms)}`,
    from: (address: string) => `from ${address}`,
    bitrate: 'Bitrate over the last minutes',
    packager: 'Packager',
    noPackager: 'It starts with the encoder.',
    packagerStates: {
      starting: 'starting',
      running: 'running',
      restarting: 'restarting',
      stopped: 'stopped',
    },
    audioOnly: 'sound alone',
    speed: (speed: number) => `${number(speed, 2)}× real time`,
    lag: (ms: number) => `${number(ms / 1_000, 1)} s to the playlist`,
    restarts: (count: number) =>
      count === 0
        ? 'no restarts'
        : count === 1
          ? 'restarted once'
          : `restarted ${number(count)} times`,
    audience: 'Audience',
    viewers: (count: number) => number(count),
    watching: 'watching now',
    viewersOver: 'Viewers since this page was opened',
    delay: (ms: number) => `${number(ms / 1_000)} s behind the stage`,
    faults: 'What happened',
    faultAgo: (ms: number) => `${length(ms)} ago`,
    back: 'Event',
    noStage: 'There is no such stage in this event.',
  },

  key: {
    title: 'Stream key',
    address: 'Server (RTMP address)',
    key: 'Stream key',
    none: 'This stage has no key yet.',
    make: 'Make a key',
    exists: (hint: string, when: string) =>
      `There is a key that ends in …${hint}, made ${when}. It was shown once and is not kept.`,
    rotate: 'Make a new key',
    rotateTitle: 'Make a new key?',
    rotateWhy:
      'The old key lets nobody in any more. An encoder that is on air with it may go on for at most ten minutes, then it needs the new one.',
    rotateNo: 'Keep the old key',
    once: 'This key is shown this once. Put it into your encoder now; whoever has it can go on air here.',
    done: 'I have it',
    copyKey: 'Copy: stream key',
    copyAddress: 'Copy: RTMP address',
    steps: 'In OBS Studio',
    obs: [
      'Open Settings, then Stream.',
      'Service: Custom…',
      'Server: the RTMP address above. Stream key: the key.',
      'In Output, set the keyframe interval to 2 s and the rate control to CBR.',
      'Press Start Streaming. This page turns green when the picture is there.',
    ],
    other: 'Any other RTMP encoder works too: H.264 video with AAC sound.',
  },

  moderate: {
    panel: 'Chat and questions',
    chat: 'Chat',
    questions: 'Questions',
    rules: 'Rules',
    keysHint: 'Arrows choose a line.',
    chatKeys: 'Keys on a message: Delete removes it, M mutes its writer.',
    questionKeys: 'Keys on a question: N is answered now, D is done, P pins, Delete removes.',
    empty: 'Nobody has written yet.',
    emptyQuestions: 'Nobody has asked yet.',
    removed: 'Message removed',
    remove: 'Remove',
    mute: 'Mute 10 min',
    unmute: 'Lift mute',
    muted: 'muted',
    host: 'Host',
    guest: 'Someone',
    fresh: (count: number) => `${number(count)} new`,
    votes: (count: number) => `${number(count)} ${count === 1 ? 'vote' : 'votes'}`,
    pinned: 'Pinned',
    answering: 'Being answered',
    answered: (count: number) => `Answered (${number(count)})`,
    toAnswering: 'Answer now',
    toAnswered: 'Done',
    toOpen: 'Open again',
    pin: 'Pin',
    unpin: 'Unpin',
    chatOpen: 'Chat is open',
    questionsOpen: 'Questions are open',
    slow: 'Slow mode',
    slowHint: 'How long each person waits between two messages.',
    slowOff: 'Off',
    slowEvery: (ms: number) => `One message every ${length(ms)}`,
    away: 'Chat and questions are reconnecting.',
  },
};

export type DeskWords = typeof en;

/** What an organizer is told, in one sentence each: what happened, what it means, what to do. */
export const sentences = {
  encoderSilent:
    'The encoder sends nothing: the audience sees the slate until it is back. Check its network and that it is still streaming.',
  secondEncoder: (from: string): string =>
    `A second encoder (${from}) wanted to publish while another is live, and was sent away. Stop one of the two.`,
  noAudio: 'The encoder sends no sound: the audience hears silence. Check its audio source.',
  noVideo: 'The encoder sends no picture: the audience sees a still. Check its video source.',
  jumped: (byMs: number): string =>
    `The encoder's clock jumped by ${(byMs / 1_000).toFixed(1)} s, and was put right. If it happens again, restart the encoder.`,
  failed: (error: string): string =>
    `A part of this broadcast could not be started (${error}), and is tried again. Look at the stage host's disk and log.`,
  cannotRemember: (error: string): string =>
    `The stage host cannot write to its own directory (${error}): the stream goes on, but would not survive a restart. Make room on the disk.`,
} as const;

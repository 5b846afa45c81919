import type { Message } from '@lectern/client/fold';
import { MicOff, Mic, Reply, Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/Button.js';
import { ConfirmButton } from '../../ui/ConfirmButton.js';
import { useWords } from '../../words/context.js';
import { durationWords } from '../../words/time.js';

const MUTE_MS = 10 * 60_000;

export interface ActOn {
  canReply: boolean;
  canModerate: boolean;
  canMute: boolean;
  onReply: (message: Message) => void;
  onRemove: (message: Message) => void;
  /** `forMs` 0 lifts the mute. */
  onMute: (message: Message, forMs: number) => void;
}

interface Props extends ActOn {
  message: Message;
  mine: boolean;
  muted: boolean;
}

/** What one may do with a message. It is there only for the row that is chosen. */
export function MessageActions({ message, mine, muted, ...may }: Props) {
  const { locale, chat } = useWords();
  const removable = mine || may.canModerate;
  if (!may.canReply && !removable) return null;
  return (
    <div
      className="message-actions"
      role="group"
      aria-label={chat.actions(message.author?.name ?? '')}
    >
      {may.canReply && (
        <IconButton label={chat.reply} icon={<Reply />} onClick={() => may.onReply(message)} />
      )}
      {may.canMute && !mine && message.author && (
        <IconButton
          label={muted ? chat.unmute : chat.mute(durationWords(locale, MUTE_MS))}
          icon={muted ? <Mic /> : <MicOff />}
          onClick={() => may.onMute(message, muted ? 0 : MUTE_MS)}
        />
      )}
      {removable && (
        <ConfirmButton
          label={mine ? chat.takeBack : chat.remove}
          icon={<Trash2 />}
          onConfirm={() => may.onRemove(message)}
        />
      )}
    </div>
  );
}

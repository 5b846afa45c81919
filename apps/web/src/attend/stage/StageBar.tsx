import type { StageState } from '@lectern/protocol/stage';
import { ChevronLeft, PanelRightClose, PanelRightOpen, Users } from 'lucide-react';
import { Link } from 'wouter';
import { Badge } from '../../ui/Badge.js';
import { IconButton } from '../../ui/Button.js';
import { useWords } from '../../words/context.js';
import { SettingsButton } from '../settings/SettingsButton.js';

interface Props {
  event: { slug: string; title: string };
  title: string;
  state: StageState;
  viewers: number | null;
  panelOpen: boolean;
  onPanel: () => void;
}

export function StageBar({ event, title, state, viewers, panelOpen, onPanel }: Props) {
  const { locale, stage: words } = useWords();
  return (
    <header className="stage-bar">
      <Link className="stage-back" href={`/e/${event.slug}`} title={event.title}>
        <ChevronLeft aria-hidden="true" />
        <span>{words.back}</span>
      </Link>
      <h1 className="stage-name">{title}</h1>
      {state === 'live' ? (
        <Badge tone="live">{words.live}</Badge>
      ) : (
        <Badge tone={state === 'away' ? 'warn' : 'quiet'}>{words.states[state]}</Badge>
      )}
      {viewers !== null && (state === 'live' || state === 'away') && (
        <p className="stage-viewers small quiet numbers">
          <Users aria-hidden="true" />
          <span aria-hidden="true" className="stage-viewers-short">
            {new Intl.NumberFormat(locale).format(viewers)}
          </span>
          <span className="stage-viewers-long">{words.watching(viewers)}</span>
        </p>
      )}
      <span className="stage-bar-gap" />
      <SettingsButton />
      <IconButton
        className="tip-end"
        tip="below"
        label={panelOpen ? words.foldPanel : words.unfoldPanel}
        icon={panelOpen ? <PanelRightClose /> : <PanelRightOpen />}
        aria-expanded={panelOpen}
        onClick={onPanel}
      />
    </header>
  );
}

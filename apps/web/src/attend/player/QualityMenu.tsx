import { Settings2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Menu, type MenuChoice } from '../../ui/Menu.js';
import { useWords } from '../../words/context.js';
import type { Player } from '../../live/player/player.js';
import { AUDIO, AUTO, bestFirst, type PlayerState, type Quality } from '../../live/player/state.js';

interface Props {
  player: Player;
  state: PlayerState;
  container: Element | null;
}

/** Menu of what the stream can be seen in. A file of its own: it brings the menu's library along. */
export default function QualityMenu({ player, state, container }: Props) {
  const words = useWords().player;
  const name = ({ key, height, fps }: Quality) =>
    key === AUDIO ? words.audioOnly : words.lines(height, fps);
  const choices: MenuChoice[] = [
    {
      key: AUTO,
      label: words.auto,
      ...(state.showing !== null &&
        state.chosen === AUTO && { detail: words.autoNow(state.showing) }),
    },
    ...bestFirst(state.qualities).map((quality) => ({
      key: quality.key,
      label: name(quality),
      detail: words.kbps(quality.kbps),
    })),
  ];
  return (
    <Menu
      label={words.quality}
      container={container}
      groups={[
        {
          key: 'quality',
          title: words.quality,
          choices,
          selected: state.chosen,
          onAction: player.choose,
        },
      ]}
    >
      <Button
        className="icon-button player-button"
        aria-label={words.quality}
        data-tip={words.quality}
      >
        <Settings2 />
      </Button>
    </Menu>
  );
}

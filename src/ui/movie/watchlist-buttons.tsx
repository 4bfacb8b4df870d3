import type { Movie } from '../../protocol/movie-card.ts';
import type { MarkedMovie } from '../../protocol/person-messages.ts';
import { Icon, type IconName } from '../kit/icons.tsx';
import { useRovingTabIndex } from '../kit/roving-tabindex.ts';
import { useActs, useSelect } from '../state/store.ts';
import { markActions } from './watchlist-texts.ts';
import './watchlist-buttons.css';

const MARKS: readonly { readonly mark: MarkedMovie['mark']; readonly icon: IconName }[] = [
  { mark: 'watchlist', icon: 'bookmark' },
  { mark: 'seen', icon: 'seen' },
  { mark: 'notInterested', icon: 'ban' },
];

/** Sets and removes the marks of a movie: to watch, seen, not interested. @param named whether the icons have labels */
export function WatchlistButtons({
  movie,
  named = false,
}: {
  readonly movie: Movie;
  readonly named?: boolean;
}) {
  const current = useSelect((state) => state.person.markOf.get(movie.id) ?? null);
  const { mark: put } = useActs();
  const reach = useRovingTabIndex();
  return (
    <div className={named ? 'watchlist-buttons watchlist-buttons--named' : 'watchlist-buttons'}>
      {MARKS.map(({ mark, icon }) => {
        const on = current === mark;
        const { name, of } = markActions[mark];
        return (
          <button
            key={mark}
            type="button"
            className={named ? 'button watchlist-buttons__mark' : 'icon-button watchlist-buttons__mark'}
            tabIndex={reach}
            aria-pressed={on}
            aria-label={of(movie.title)}
            title={name}
            onClick={() => put(movie, on ? null : mark)}
          >
            <Icon name={icon} />
            {named && <span>{name}</span>}
          </button>
        );
      })}
    </div>
  );
}

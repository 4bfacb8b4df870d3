import type { Movie } from '../../protocol/movie-card.ts';
import type { MovieIds } from '../../protocol/recommendation-messages.ts';
import { OutsideAnchor } from './outside-anchor.tsx';
import { outsideLinks } from './outside-links.ts';
import { outside as texts } from './texts.ts';
import './elsewhere.css';

/** The pages of a movie on other sites, with a word about what a press does. */
export function Elsewhere(props: {
  readonly movie: Movie;
  readonly ids: MovieIds;
  /** Title of its article; null where unknown. */
  readonly wikipedia: string | null;
}) {
  const { movie, ids, wikipedia } = props;
  return (
    <section className="elsewhere" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <ul className="elsewhere__links">
        {outsideLinks(movie, ids, wikipedia).map(({ name, href }) => (
          <li key={name}>
            <OutsideAnchor className="button elsewhere__link" href={href}>
              {name}
            </OutsideAnchor>
          </li>
        ))}
      </ul>
      <p className="muted elsewhere__hint">{texts.leaves}</p>
    </section>
  );
}

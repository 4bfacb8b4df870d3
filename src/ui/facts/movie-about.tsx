import type { Movie } from '../../protocol/movie-card.ts';
import type { Description, MovieFacts } from '../../protocol/recommendation-messages.ts';
import { useWords } from '../state/use-words.ts';
import { composedLine } from './composed-line.ts';
import { OutsideAnchor } from './outside-anchor.tsx';
import { articleAddress } from './outside-links.ts';
import { about as texts } from './texts.ts';

const LICENCE = 'https://creativecommons.org/licenses/by-sa/4.0/';

/**
 * What a movie is about and where that is from; without a description a sentence made of its facts. The place is kept
 * while these are on their way.
 */
export function MovieAbout(props: {
  readonly movie: Movie;
  readonly facts: MovieFacts | null;
  readonly description: Description | null;
  readonly isComing: boolean;
}) {
  const { movie, facts, description, isComing } = props;
  const words = useWords();
  if (description === null && facts === null && isComing) return <Coming />;
  if (description === null) {
    const line = composedLine(movie, facts, words);
    return line === null ? null : <p className="movie-about">{line}.</p>;
  }
  return (
    <div className="movie-about">
      <p>{description.text}</p>
      <p className="muted movie-about__source">
        {description.source === 'wikipedia' ? (
          <>
            {texts.from}{' '}
            <OutsideAnchor href={articleAddress(description.page)}>{texts.article}</OutsideAnchor>
            {texts.shortened}
            <OutsideAnchor href={LICENCE}>{texts.licence}</OutsideAnchor>
          </>
        ) : (
          texts.source(description.source)
        )}
      </p>
    </div>
  );
}

function Coming() {
  return (
    <div className="movie-about" aria-hidden="true">
      <span className="skeleton skeleton--line" />
      <span className="skeleton skeleton--line" />
      <span className="skeleton skeleton--line skeleton--short" />
    </div>
  );
}

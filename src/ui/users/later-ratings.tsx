import { LIKED } from '../../base/liked.ts';
import type { RankedUser, UserRating } from '../../protocol/user-messages.ts';
import { formatCount, formatGiven } from '../kit/format.ts';
import { useWords } from '../state/use-words.ts';
import { RatingTable } from './rating-table.tsx';
import { placesText, user as texts } from './texts.ts';

const STARS = [1, 2, 3, 4, 5];

interface Placed extends UserRating {
  readonly place: number;
}

/** The places in the list of the movies that a user rated later, as a chart and as a table. */
export function LaterRatings(props: { readonly test: readonly UserRating[]; readonly ranked: RankedUser }) {
  const words = useWords();
  const { places, ranked } = props.ranked;
  const movies = props.test.map((rating, n) => ({ ...rating, place: places[n] ?? ranked }));
  const sorted = [...movies].sort((a, b) => a.place - b.place);
  const liked = movies.filter(({ stars }) => stars >= LIKED).map(({ place }) => place);
  return (
    <section className="user-section" aria-labelledby="user-later">
      <h2 id="user-later">{texts.later(words)}</h2>
      <p className="muted">{texts.laterHint(words)}</p>
      {liked.length > 0 && <p>{placesText(liked, ranked, words)}</p>}
      <Picture movies={movies} ranked={ranked} />
      <RatingTable ratings={sorted} places={sorted.map(({ place }) => place)} words={words} />
    </section>
  );
}

/** The places are on a logarithmic scale, because the first ten matter as much as the last thousand. */
function Picture({ movies, ranked }: { readonly movies: readonly Placed[]; readonly ranked: number }) {
  const x = (place: number) => `${(100 * Math.log10(place)) / Math.log10(Math.max(2, ranked))}%`;
  const y = (stars: number) => `${100 - (100 * (stars - 0.5)) / 4.5}%`;
  const ticks = [1, 10, 100, 1000, 10_000].filter((place) => place < ranked / 2);
  return (
    <div className="later numbers" aria-hidden="true">
      <div className="later__plot">
        <span className="later__ten" style={{ width: x(10) }}>
          {texts.topTen}
        </span>
        {STARS.map((stars) => (
          <span key={stars} className="later__stars" style={{ top: y(stars) }}>
            {stars}★
          </span>
        ))}
        {movies.map(({ movie, stars, place }) => (
          <span
            key={movie.id}
            className={stars >= LIKED ? 'later__dot later__dot--liked' : 'later__dot'}
            style={{ left: x(place), top: y(stars) }}
            title={`${movie.title}: ${formatGiven(stars)}★, ${texts.place} ${formatCount(place)}`}
          />
        ))}
      </div>
      <div className="later__places">
        {[...ticks, ranked].map((place) => (
          <span key={place} style={{ left: x(place) }}>
            {formatCount(place)}
          </span>
        ))}
      </div>
    </div>
  );
}

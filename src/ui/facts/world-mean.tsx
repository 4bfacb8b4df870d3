import type { WorldRatings } from '../../protocol/movie-card.ts';
import { formatStars } from '../kit/format.ts';
import { Star } from '../movie/stars.tsx';
import { world as texts } from './texts.ts';
import './world-mean.css';

/**
 * What everyone gave a movie in the data set that this one is a sample of.
 * @param props.isBuiltIn whether the built-in data set is in use, of whose statistics it is known where they are from
 */
export function WorldMean(props: { readonly world: WorldRatings; readonly isBuiltIn: boolean }) {
  const { world, isBuiltIn } = props;
  return (
    <section className="world-mean" aria-label={texts.title(isBuiltIn)}>
      <p className="world-mean__stars numbers">
        {formatStars(world.mean)}
        <Star />
      </p>
      <div>
        <h2>{texts.title(isBuiltIn)}</h2>
        <p className="muted world-mean__count">
          {isBuiltIn ? texts.countOfAll(world.count) : texts.count(world.count)}
        </p>
      </div>
    </section>
  );
}

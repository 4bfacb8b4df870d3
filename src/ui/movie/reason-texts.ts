/** Texts that explain a recommendation in one line under its card. */
import type { Reason } from '../../protocol/movie-card.ts';
import { type RecommenderId, recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatNames, formatStars } from '../kit/format.ts';

/** "Because you rated Heat and Fargo": the text names at most three movies. */
export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'rated': {
      const titles = reason.because.slice(0, 3).map(({ movie }) => movie.title);
      return titles.length === 0 ? 'From your ratings' : `Because you rated ${formatNames(titles)}`;
    }
    case 'genres': {
      const list = formatNames(reason.genres.slice(0, 2));
      if (reason.genres.length === 0) return 'Matches your taste in genres';
      return reason.picked
        ? `Matches your ${list} ${reason.genres.length > 1 ? 'picks' : 'pick'}`
        : `You rate ${list} highly`;
    }
    case 'predicted':
      return `You would likely give it ${formatStars(reason.stars)} stars`;
    case 'popular':
      return `A favourite of many: ${plural(reason.ratings, 'rating', 'ratings')}`;
    case 'acclaimed':
      return reason.ratings === 0
        ? 'Nobody has rated it: taken as average'
        : `${formatStars(reason.meanStars)} stars on average from ${plural(reason.ratings, 'rating', 'ratings')}`;
    case 'neighbours':
      return `Liked by ${formatCount(reason.liked)} of the ${plural(reason.of, 'person', 'people')} most like you`;
    case 'expected':
      return `${modelName(reason.by)} expects ${formatStars(reason.stars)} stars from you`;
    case 'blind':
      return '';
    case 'none':
      return 'Nothing known of you speaks for it: it is what comes next';
  }
}

function modelName(id: RecommenderId): string {
  const { name, expects } = recommenderInfo[id];
  return expects ?? `“${name}”`;
}

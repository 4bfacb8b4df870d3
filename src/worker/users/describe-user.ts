import { LIKED } from '../../base/liked.ts';
import { historyOf, type UserHistory } from '../../evaluation/held-out-user.ts';
import type { UserDetails, UserRating } from '../../protocol/user-messages.ts';
import { favouriteGenres, genreShares } from '../../recommenders/models/favourite-genres.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** @param user number, one more than the index */
export function userHistory({ dataset }: Catalogue, user: number): UserHistory {
  return historyOf(dataset.ratings, user - 1);
}

/** The ratings of a user of the data set, and how they rate. @param user number, one more than the index */
export function describeUser(catalogue: Catalogue, user: number): UserDetails {
  const { movies, ratings } = catalogue.dataset;
  const history = userHistory(catalogue, user);
  const { item, value, time, trainCount, dated } = history;
  const count = item.length;
  const mean = value.reduce((sum, stars) => sum + stars, 0) / count;
  const squares = value.reduce((sum, stars) => sum + (stars - mean) ** 2, 0);
  const histogram = new Array<number>(10).fill(0);
  for (const stars of value) histogram[Math.min(9, Math.max(0, Math.round(stars * 2) - 1))]++;
  const liked = item.filter((_, n) => value[n] >= LIKED);
  const everyone = genreShares(movies, ratings.item);
  const own = genreShares(movies, liked);
  const rated = (n: number): UserRating => ({
    movie: movies[item[n]],
    stars: value[n],
    at: time[n] === 0 ? null : time[n] * 1000,
  });
  const all = Array.from({ length: count }, (_, n) => rated(n));
  return {
    user,
    users: ratings.users,
    mean,
    deviation: Math.sqrt(squares / count),
    genres: favouriteGenres(movies, everyone, liked).map((genre) => ({
      genre,
      times: (own.get(genre) ?? 0) / (everyone.get(genre) ?? 1),
    })),
    histogram,
    dated,
    train: all.slice(0, trainCount),
    test: all.slice(trainCount),
  };
}

import type { Movie } from '../../dataset/dataset.ts';
import type { PersonRatings } from '../recommender.ts';
import { type CalendarDay, calendarDay, eachDay, MONTHS, occasionsOf } from './calendar.ts';
import { genresByItem } from './count-days.ts';
import { isReliable, type LogOdds, logistic, logit, shrunkLogOdds } from './log-odds.ts';
import type { OccasionModel } from './occasion-model.ts';

/** One reason why a movie fits a day. */
export interface OccasionPart {
  /** The month, or the weekday. */
  readonly by: 'month' | 'weekday';
  /** A genre of the movie; null for the movie itself. */
  readonly genre: string | null;
  /** Whether the person's own dates say so; else those of the data set. */
  readonly isOwn: boolean;
  /** How much it adds, in log-odds. */
  readonly value: number;
}

/** How well movies fit a day. */
export interface OccasionTerm {
  /** `[items]` log-odds; 0 where nothing reliable is known. Computed when it is read */
  readonly values: Float32Array;
  /** The parts whose sum is the value of a movie, the largest first. */
  parts(item: number): readonly OccasionPart[];
}

/** The data set weighs as much as so many days of the person. */
const OWN_STRENGTH = 20;
/** With fewer days on an occasion, a person's own dates say nothing. */
const LEAST_OWN_DAYS = 3;

/**
 * How much likelier each movie is on a day than usual: for its month and for its weekday, its own log-odds where these are
 * reliable, else the mean over its genres of those that are. A difference is reliable from three of its standard
 * deviations on. The dates of the person move the log-odds of genres, with those of the data set as the prior.
 */
export function occasionTerm(
  model: OccasionModel,
  movies: readonly Movie[],
  person: PersonRatings,
  now: Omit<CalendarDay, 'year'>,
): OccasionTerm {
  const genresOf = genresIn(model, movies);
  const own = ownDays(person, genresOf, model.genres.length);
  const occasions = occasionsOf(now);
  const ofGenres = occasions.map((occasion) =>
    model.genres.map((_, g) => genreLogOdds(model, own, g, occasion)),
  );
  const compute = (item: number): readonly OccasionPart[] =>
    occasions
      .flatMap((occasion, n): OccasionPart[] => {
        const by = occasion < MONTHS ? ('month' as const) : ('weekday' as const);
        const itself = model.ofMovie(item, occasion);
        if (isReliable(itself)) return [{ by, genre: null, isOwn: false, value: itself.value }];
        return genresOf[item].flatMap((g) => {
          const { logOdds, isOwn } = ofGenres[n][g];
          const value = logOdds.value / genresOf[item].length;
          return isReliable(logOdds) ? [{ by, genre: model.genres[g], isOwn, value }] : [];
        });
      })
      .sort((a, b) => b.value - a.value);
  const known = new Map<number, readonly OccasionPart[]>();
  const parts = (item: number) => {
    const found = known.get(item) ?? compute(item);
    known.set(item, found);
    return found;
  };
  return {
    get values() {
      return Float32Array.from(movies, (_, item) => parts(item).reduce((sum, { value }) => sum + value, 0));
    },
    parts,
  };
}

/** The genres of the movies, which are the same for everybody, looked up once for each model. */
const genresOfMovies = new WeakMap<
  OccasionModel,
  { readonly movies: readonly Movie[]; readonly genresOf: readonly (readonly number[])[] }
>();

function genresIn(model: OccasionModel, movies: readonly Movie[]): readonly (readonly number[])[] {
  const found = genresOfMovies.get(model);
  if (found?.movies === movies) return found.genresOf;
  const genresOf = genresByItem(movies, model.genres);
  genresOfMovies.set(model, { movies, genresOf });
  return genresOf;
}

/** On how many days a person rated, by occasion. */
interface OwnDays {
  readonly all: number;
  /** `[genres]` days, shared among their ratings */
  readonly genre: Float64Array;
  readonly on: ReadonlyMap<number, { days: number; readonly genre: Float64Array }>;
}

function ownDays(
  { item, time }: PersonRatings,
  genresOf: readonly (readonly number[])[],
  genres: number,
): OwnDays {
  const genre = new Float64Array(genres);
  const on = new Map<number, { days: number; readonly genre: Float64Array }>();
  let all = 0;
  eachDay(time ?? [], 0, time?.length ?? 0, (day, positions) => {
    all++;
    const there = occasionsOf(calendarDay(day)).map((occasion) => {
      const known = on.get(occasion) ?? { days: 0, genre: new Float64Array(genres) };
      on.set(occasion, known);
      known.days++;
      return known;
    });
    for (const n of positions) {
      for (const g of genresOf[item[n]]) {
        genre[g] += 1 / positions.length;
        for (const known of there) known.genre[g] += 1 / positions.length;
      }
    }
  });
  return { all, genre, on };
}

/** The log-odds of a genre: those of the data set, moved by the person's own days where there are enough of them. */
function genreLogOdds(
  model: OccasionModel,
  own: OwnDays,
  g: number,
  occasion: number,
): { readonly logOdds: LogOdds; readonly isOwn: boolean } {
  const known = model.ofGenre(g, occasion);
  const there = own.on.get(occasion);
  if (there === undefined || there.days < LEAST_OWN_DAYS) return { logOdds: known, isOwn: false };
  // The person's own usual share is shrunk to everyone's, and what is expected of them on the occasion is moved as everyone's.
  const usualShare = (OWN_STRENGTH * model.shares[g] + own.genre[g]) / (OWN_STRENGTH + own.all);
  if (!(usualShare > 0 && usualShare < 1)) return { logOdds: known, isOwn: false };
  const shift = isReliable(known) ? known.value : 0;
  const expected = logistic(logit(usualShare) + shift);
  const moved = shrunkLogOdds(there.genre[g], there.days, expected, OWN_STRENGTH);
  const logOdds = { value: shift + moved.value, error: moved.error };
  if (isReliable(logOdds)) return { logOdds, isOwn: true };
  // Everyone's difference stays, moved by the person's own days, unless these speak against it.
  const value = shift * logOdds.value > 0 ? logOdds.value : 0;
  return { logOdds: { value, error: known.error }, isOwn: false };
}

/**
 * Whether month or weekday is what makes movies of a pool likelier, the one that adds more first. The month alone where
 * it adds at least as much as the weekday; empty where neither makes any movie likelier.
 */
export function leadingOccasions({ parts }: OccasionTerm, pool: readonly number[]): OccasionPart['by'][] {
  const added = { month: 0, weekday: 0 };
  for (const item of pool) for (const { by, value } of parts(item)) added[by] += Math.max(0, value);
  if (added.month >= added.weekday) return added.month > 0 ? ['month'] : [];
  return added.month > 0 ? ['weekday', 'month'] : ['weekday'];
}

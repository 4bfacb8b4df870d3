/** What is known of one movie beyond its title and genres (details.csv). What is unknown is null or empty, never guessed. */
export interface MovieFacts {
  /** Minutes. */
  readonly runtime: number | null;
  /** ISO 639 codes, the original language first. */
  readonly languages: readonly string[];
  /** ISO 3166-1 codes, and SU and YU. */
  readonly countries: readonly string[];
  readonly directors: readonly string[];
  /** The leading cast, in the order of billing. */
  readonly cast: readonly string[];
  /** Title of the article in the English Wikipedia, with underscores for spaces. */
  readonly wikipedia: string | null;
}

/** What a movie is about (descriptions.csv), with where the text comes from. */
export interface Description {
  readonly text: string;
  /** Name of the source as the file writes it, such as "wikipedia". */
  readonly source: string;
  /** Title of the article, with underscores for spaces. */
  readonly page: string;
}

/** A tag that people gave a movie (tags.csv of MovieLens), in lower case, and how many of them did. */
export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** How many people have rated each movie in a far larger data set than this one, and their mean (statistics.csv). */
export interface WorldStatistics {
  /** `[items]` number of ratings, 0 where unknown */
  readonly count: Int32Array;
  /** `[items]` stars, NaN where unknown */
  readonly mean: Float32Array;
}

/** Ids of the movies elsewhere (links.csv). */
export interface MovieLinks {
  /** `[items]` IMDb's number, 0 where unknown */
  readonly imdb: Int32Array;
  /** `[items]` TMDB's number, 0 where unknown */
  readonly tmdb: Int32Array;
}

/**
 * Facts that arrive after the data set, by item: `details[i]` and `descriptions[i]` are of movie `i`, null where nothing
 * is known of it. A list is null as long as it has not arrived, or where there is none.
 */
export interface Facts {
  readonly details: readonly (MovieFacts | null)[] | null;
  readonly descriptions: readonly (Description | null)[] | null;
  /** By item, the most frequent tag first, null where nobody gave any. Absent where no tags have arrived. */
  readonly tags?: readonly (readonly TagCount[] | null)[];
}

export const noFacts: Facts = { details: null, descriptions: null };

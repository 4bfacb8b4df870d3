import type { Movie } from '../../dataset/dataset.ts';
import type { TableMapping } from '../../dataset/exports/mapped-table.ts';
import type { ExperimentRecord } from './experiment-schema.ts';
import type { StoredGuest } from './guest-schema.ts';
import type { PersonSettings } from './person-entries.ts';
import type { StoredMark, StoredRating } from './person-schema.ts';
import type { StoredNamedList, StoredWaiting } from './waiting-schema.ts';

/** Everything stored of the person, by MovieLens movie ids, so that it outlives any data set. */
export interface StoredPerson extends PersonSettings {
  readonly ratings: ReadonlyMap<number, StoredRating>;
  /** Movies that the person has not seen and does not want to be asked about. */
  readonly skipped: ReadonlySet<number>;
  /** Movies put aside, by movie id. */
  readonly marks: ReadonlyMap<number, StoredMark>;
  /** The person's movies by id, as described by the data sets that they come from. */
  readonly movies: ReadonlyMap<number, Movie>;
  /** Imported rows whose movie no data set has had so far, by their key: they are tried again with each data set. */
  readonly waiting: ReadonlyMap<string, StoredWaiting>;
  /** Lists that the person named, by name. */
  readonly namedLists: ReadonlyMap<string, StoredNamedList>;
  /** Movies that the person chose for imported rows, by the key of the row. */
  readonly corrections: ReadonlyMap<string, number>;
  /** What the columns of imported tables mean, by the names of the columns. */
  readonly mappings: ReadonlyMap<string, TableMapping>;
  /** People who watch with this one and asked to be kept, by id. */
  readonly guests: ReadonlyMap<string, StoredGuest>;
  /** Live experiments, oldest first. */
  readonly experiments: readonly ExperimentRecord[];
  /** When something was removed, or changed that does not hold its time itself, by `changedName`: milliseconds since 1970. */
  readonly changed: ReadonlyMap<string, number>;
  /** Keys of records that cannot be read. They are passed over, set aside by the first `load`, and kept. */
  readonly unreadable: readonly string[];
}

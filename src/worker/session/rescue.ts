import { forgetDatabases, readPersonDatabase } from '../../storage/database/databases.ts';
import { readPerson } from '../../storage/person/person-store.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';

/** What works on what is stored even where the session could not be opened. */
export interface Rescue {
  /** Deletes all databases. Rejects with storage Problems. */
  forget(): Promise<void>;
  /** The person as far as their records can be read, whatever version wrote them. Rejects with storage Problems. */
  readPerson(): Promise<StoredPerson>;
}

export const rescue: Rescue = {
  forget: forgetDatabases,
  readPerson: async () => readPerson(await readPersonDatabase()),
};

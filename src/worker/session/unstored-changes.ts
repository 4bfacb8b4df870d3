import { type ProblemReport, reportOf } from '../../base/problem.ts';
import type { Event } from '../../protocol/messages.ts';
import type { PersonCommand, Unconfirmed, UnstoredChange } from '../../protocol/person-messages.ts';
import { stalledStorage } from '../../storage/database/storage-errors.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { AppStorage } from './app-storage.ts';
import { applyCommand, writeCommand } from './apply-command.ts';
import { type Catalogue, movieWithId } from './catalogue.ts';

/** How often the disk is tried again. */
export const RETRY_MS = 5000;

/** Where unstored changes are written and reported. */
interface Target {
  readonly storage: AppStorage;
  /** Called once a change is on disk. */
  stored(command: PersonCommand, at: number): void;
  emit(event: Event): void;
}

/**
 * Changes of the person that could not be written, because the disk is full or the database does not answer. They count in
 * this visit, stay in the journal of the page, and are written as soon as that is possible.
 */
export class UnstoredChanges {
  /** The last one of each thing that can be changed, oldest first. */
  private readonly changes = new Map<string, Unconfirmed>();
  private problem: ProblemReport | null = null;
  private target: Target | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The attempt under way. */
  private attempt: Promise<void> | null = null;

  /** Writes go there from now on. */
  attach(target: Target): void {
    this.target = target;
    if (this.changes.size > 0) this.wait();
  }

  /** The session is over, or everything is forgotten. */
  clear(): void {
    this.changes.clear();
    this.target = null;
    clearTimeout(this.timer);
  }

  add(command: PersonCommand, at: number, thrown: unknown): void {
    const name = nameOf(command);
    this.changes.delete(name);
    this.changes.set(name, { command, at });
    this.problem = reportOf(thrown);
    this.wait();
  }

  /** A write that took long has ended well after all. */
  written(command: PersonCommand, at: number): void {
    const name = nameOf(command);
    if (this.changes.get(name)?.at !== at) return;
    this.changes.delete(name);
    this.report();
  }

  /** A newer change of the same thing takes its place. */
  supersede(command: PersonCommand): void {
    if (this.changes.delete(nameOf(command))) this.report();
  }

  /** The person with these changes on top. */
  onto(person: StoredPerson): StoredPerson {
    let changed = person;
    for (const { command, at } of this.changes.values()) changed = applyCommand(changed, command, at);
    return changed;
  }

  /** With the movies that the page shows them with. */
  list(catalogue: Catalogue, person: StoredPerson): readonly UnstoredChange[] {
    return [...this.changes.values()].map(({ command, at }) => ({
      command,
      at,
      movie: 'movieId' in command ? movieWithId(catalogue, person.movies, command.movieId) : null,
    }));
  }

  /** Emits how many changes wait, and why; of a database that does not answer also while none waits. */
  report(): void {
    const count = this.changes.size;
    const isStalled = this.target?.storage.stalled.includes('person');
    const problem = isStalled ? stalledStorage().toReport() : this.problem;
    this.target?.emit({ type: 'unstored', count, problem: count === 0 && !isStalled ? null : problem });
  }

  /** Tries to write all of them now; resolves when it is known which remain. */
  retry(): Promise<void> {
    clearTimeout(this.timer);
    this.attempt ??= this.writeAll().finally(() => {
      this.attempt = null;
      if (this.changes.size > 0) this.wait();
    });
    return this.attempt;
  }

  private async writeAll(): Promise<void> {
    const before = this.changes.size;
    for (const [name, change] of [...this.changes]) {
      const { target } = this;
      if (target === null) return;
      try {
        await writeCommand(target.storage, change.command, change.at);
      } catch (thrown) {
        this.problem = reportOf(thrown);
        break;
      }
      if (this.changes.get(name) !== change) continue;
      this.changes.delete(name);
      target.stored(change.command, change.at);
    }
    if (this.changes.size !== before) this.report();
  }

  private wait(): void {
    clearTimeout(this.timer);
    if (this.target !== null) this.timer = setTimeout(() => this.retry(), RETRY_MS);
  }
}

/** Two commands with the same name change the same thing, and the later one wins. */
function nameOf(command: PersonCommand): string {
  return 'movieId' in command ? `${command.type} ${command.movieId}` : command.type;
}

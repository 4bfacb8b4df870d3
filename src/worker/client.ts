import { Problem, reportOf } from '../problem.ts';
import type { BackendName, Command, Event } from './protocol.ts';

/** The page's side of the border. */
export interface Client {
  send(command: Command): void;
  close(): void;
}
void Problem;
void reportOf;

/** Placeholder signature until the worker exists; the page is built against it. */
export declare function connect(backend: BackendName | 'auto', onEvent: (event: Event) => void): Client;

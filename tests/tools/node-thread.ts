/** A thread of Node that works as one of the browser does. */
import { parentPort } from 'node:worker_threads';
import { serveTasks } from '../../src/base/thread-server.ts';
import { threadTasks } from '../../src/worker/threads/thread-tasks.ts';

const work = serveTasks(threadTasks, (answer) => parentPort?.postMessage(answer));
parentPort?.on('message', work);

import type { ProblemReport } from '../../base/problem.ts';
import { download } from '../kit/files.tsx';
import type { Action } from '../state/actions.ts';
import { notSaved } from './texts.ts';

/**
 * Passes the files that the worker has created to the browser. The state does not hold their bytes.
 * @param refuse reports a file that could not be written
 */
export function saveFiles(action: Action, refuse: (problem: ProblemReport) => void): void {
  if (action.type === 'modelExported') download(action.name, [action.bytes], 'application/octet-stream');
  if (action.type === 'backedUp') download(action.name, [action.text], 'application/json');
  if (action.type === 'experimentExported') {
    saveExperiment(action).catch(() => refuse({ code: 'network', ...notSaved }));
  }
}

/** The code that writes the file loads when the person requests a file. */
async function saveExperiment({
  log,
  format,
}: Extract<Action, { type: 'experimentExported' }>): Promise<void> {
  const { downloadExperiment } = await import('../experiment/experiment-file.ts');
  downloadExperiment(log, format);
}

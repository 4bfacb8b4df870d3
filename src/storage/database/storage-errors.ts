import { Problem } from '../../base/problem.ts';

/** The Problem for a failed storage operation. Returns a Problem unchanged. */
export function storageProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') {
    return new Problem(
      'storage-full',
      'There is no room left to save this on the device.',
      'Free some disk space, or delete data of other sites in the browser settings. What was saved before is intact.',
      { cause: error },
    );
  }
  const detail = error instanceof Error ? error.message : String(error);
  return brokenStorage(`it reported "${name || detail}"`, error);
}

/** The browser denies this page any storage. */
export function deniedStorage(why: string, cause?: unknown): Problem {
  return new Problem(
    'storage-denied',
    `The browser does not let this page save anything: ${why}.`,
    'Leave the private window, or allow site data for this page in the browser settings.',
    { cause },
  );
}

/** The storage says neither yes nor no: another tab holds it, or the browser is busy with it. It may answer later. */
export function stalledStorage(): Problem {
  return new Problem(
    'storage-stalled',
    'The storage of this browser does not answer.',
    'What you saved earlier appears as soon as it answers. Closing other tabs of Matinee may help.',
  );
}

/** Whether the failure leaves a page nothing but to work in memory: the page shows it in a banner. */
export function leavesMemoryOnly(thrown: unknown): boolean {
  return thrown instanceof Problem && ['storage-denied', 'storage-stalled'].includes(thrown.code);
}

/** The storage cannot be read or written. */
export function brokenStorage(what: string, cause?: unknown): Problem {
  return new Problem(
    'storage-broken',
    `The storage of this page is damaged: ${what}.`,
    'Reload the page. If that does not help, use “Forget everything” on the Data & privacy page and start again.',
    { cause },
  );
}

/** The storage was written by a newer version of Matinee; writing to it would lose data. */
export function newerStorage(cause?: unknown): Problem {
  return new Problem(
    'storage-newer',
    'What is saved on this device was written by a newer version of Matinee.',
    'Close the other tabs of Matinee and reload this one. Nothing was changed.',
    { cause },
  );
}

/** The Problem for a database that does not open. */
export function openProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'VersionError') return newerStorage(error);
  // Firefox throws InvalidStateError in private windows.
  if (['SecurityError', 'InvalidStateError', 'NotAllowedError'].includes(name)) {
    return deniedStorage('it refused to open its storage', error);
  }
  return storageProblem(error);
}

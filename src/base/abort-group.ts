/** Several who wait for one thing: its signal aborts once all of them have aborted. */
export class AbortGroup {
  private readonly controller = new AbortController();
  private readonly members = new Set<AbortSignal>();

  /** @param graceMs somebody who waits again within so many milliseconds finds the signal not aborted */
  constructor(private readonly graceMs = 0) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Adds somebody who waits; their giving up alone ends nothing. */
  add(member: AbortSignal): void {
    if (this.members.has(member)) return;
    this.members.add(member);
    const check = () => {
      if (this.graceMs === 0) this.abortIfLeft();
      else setTimeout(() => this.abortIfLeft(), this.graceMs);
    };
    member.addEventListener('abort', check, { once: true });
    if (member.aborted) check();
  }

  private abortIfLeft(): void {
    if ([...this.members].every(({ aborted }) => aborted)) this.controller.abort();
  }
}
